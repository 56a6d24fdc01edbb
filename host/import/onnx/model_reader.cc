// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/onnx/model_reader.h"

#include "host/import/onnx/operation.h"
#include "host/import/tensorflow/parse.h"

namespace mote::onnx {
namespace {

using base::Error;
using base::Result;

const Table& operations() {
  static const Table rows = [] {
    Table made;
    for (const auto add : {add_elementwise, add_layers, add_shapes,
                           add_reductions, add_normalizations, add_recurrent}) {
      add(made);
    }
    return made;
  }();
  return rows;
}

class Reader {
 public:
  explicit Reader(const proto::Graph& graph) : graph_(graph) {
    module_.graphs.emplace_back().name = "main";
  }

  ir::Module read() {
    const Builder b(module_, 0, "constants");
    for (const proto::Tensor& tensor : graph_.initializer()) {
      auto read = tensor_of(tensor, "weights '" + tensor.name() + "'");
      if (!read.ok()) throw Refused{read.error()};
      known_[tensor.name()] = b.constant(read.value());
    }
    for (const proto::ValueInfo& input : graph_.input()) take(input);
    for (const proto::Node& node : graph_.node()) apply(node);
    ir::Signature signature{"serving_default", 0, {}, {}};
    for (const ir::ValueId id : module_.main().inputs) {
      signature.inputs.emplace_back(module_.main().value(id).name, id);
    }
    for (const proto::ValueInfo& output : graph_.output()) {
      const auto it = known_.find(output.name());
      if (it == known_.end()) {
        throw Refused{{"output '" + output.name() + "'", "nothing makes it",
                       "export the model again: it is damaged"}};
      }
      module_.main().outputs.push_back(it->second);
      signature.outputs.emplace_back(output.name(), it->second);
    }
    module_.signatures.push_back(std::move(signature));
    return std::move(module_);
  }

 private:
  void take(const proto::ValueInfo& input) {
    if (known_.contains(input.name())) return;  // weights are listed too
    ir::Value value;
    value.name = input.name();
    value.type = type_of(input.type().tensor_type().elem_type());
    if (value.type == Type::kNone) {
      throw Refused{{"input '" + input.name() + "'", "it is no array",
                     "export the model with arrays as inputs"}};
    }
    std::vector<int64_t> dims;
    for (const auto& dim : input.type().tensor_type().shape().dim()) {
      dims.push_back(dim.dim_value() > 0 ? dim.dim_value() : -1);
    }
    value.shape = dims;
    const ir::ValueId id = module_.main().add(std::move(value));
    module_.main().inputs.push_back(id);
    known_[input.name()] = id;
  }

  void apply(const proto::Node& node) {
    const std::string name =
        !node.name().empty() ? node.name()
        : node.output_size() > 0 ? node.output(0) : node.op_type();
    const auto make = operations().find(node.op_type());
    if (make == operations().end()) {
      throw Refused{{"node " + name,
                     "the operator " + node.op_type() + " is not converted",
                     "replace it by others before exporting"}};
    }
    Ids inputs;
    for (const std::string& input : node.input()) {
      const auto it = known_.find(input);
      if (it == known_.end() && !input.empty()) {
        throw Refused{{"node " + name, "nothing makes its operand '" + input +
                                           "'",
                       "export the model again: it is damaged"}};
      }
      inputs.push_back(input.empty() ? ir::kNoValue : it->second);
    }
    const Builder b(module_, 0, name);
    const Ids made = make->second(Operation{node, inputs, b});
    for (int i = 0; i < node.output_size(); ++i) {
      if (static_cast<size_t>(i) < made.size()) {
        known_[node.output(i)] = made[static_cast<size_t>(i)];
      }
    }
  }

  const proto::Graph& graph_;
  ir::Module module_;
  std::map<std::string, ir::ValueId> known_;
};

}  // namespace

Result<ir::Module> read_model(const std::filesystem::path& path) {
  const Result<base::Bytes> bytes = base::read_file(path);
  if (!bytes.ok()) return bytes.error();
  proto::Model model;
  if (!tensorflow::parse(model, bytes.value().data(), bytes.value().size()) ||
      model.graph().node_size() == 0) {
    return Error{path.string(), "this is no ONNX model",
                 "export it again: it is cut short or damaged"};
  }
  try {
    return Reader(model.graph()).read();
  } catch (const Refused& refused) {
    Error error = refused.error;
    error.where = path.string() + ", " + error.where;
    return error;
  }
}

}  // namespace mote::onnx
