// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/export/tflite/export.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "host/base/text.h"
#include "host/export/tflite/table_writer.h"
#include "host/import/tflite/import.h"
#include "host/import/tflite/schema.h"

namespace mote::tflite {
namespace {

using base::text;
using Integers = std::vector<int64_t>;
using Reals = std::vector<double>;
using Records = std::vector<ir::Record>;

constexpr std::string_view kCustom = "custom.";
constexpr int64_t kCustomCode = 32;
// The field for codes of old readers holds this one for all that it can't.
constexpr int64_t kLargestOldCode = 127;

Integers integers(const std::vector<ir::ValueId>& ids) {
  return Integers(ids.begin(), ids.end());
}

Reals reals(const std::vector<float>& list) {
  return Reals(list.begin(), list.end());
}

// Sets a field unless it is empty.
template <class T>
void put(ir::Record& record, const char* name, T value) {
  if (!value.empty()) record.fields[name] = std::move(value);
}

class Exporter {
 public:
  explicit Exporter(const ir::Module& module) : module_(module) {
    buffers_.push_back({"Buffer", {}});
  }

  base::Result<base::Bytes> run(const std::string& where) {
    ir::Record model{"Model", module_.extra};
    model.fields["version"] = int64_t{3};
    put(model, "description", module_.description);
    Records graphs;
    for (const ir::Graph& graph : module_.graphs) {
      graphs.push_back(subgraph(graph));
    }
    model.fields["subgraphs"] = std::move(graphs);
    put(model, "metadata", metadata());
    put(model, "signature_defs", signatures());
    model.fields["operator_codes"] = std::move(codes_);
    model.fields["buffers"] = std::move(buffers_);
    if (problem_) return base::Error{where, problem_->what, problem_->cure};
    base::Result<base::Bytes> file = write_model(model);
    if (file.ok()) return file;
    return base::Error{where, file.error().sentence(), ""};
  }

 private:
  void report(std::string what, std::string cure) {
    if (!problem_) problem_ = base::Error{"", std::move(what), std::move(cure)};
  }

  int64_t code_index(const ir::Node& node) {
    const bool custom = std::string_view(node.op).starts_with(kCustom);
    const std::optional<int32_t> builtin = builtin_code(node.op);
    if (!custom && !builtin) {
      report(text("node ", node.name, " (", node.op,
                  ") is no operator of the container"),
             "convert the graph to the container's operators first");
      return 0;
    }
    const auto [it, added] = code_indices_.try_emplace(
        {node.op, node.version}, static_cast<int64_t>(codes_.size()));
    if (!added) return it->second;
    const int64_t code = custom ? kCustomCode : *builtin;
    ir::Record record{"OperatorCode", {}};
    record.fields["builtin_code"] = code;
    record.fields["deprecated_builtin_code"] = std::min(code, kLargestOldCode);
    record.fields["version"] = int64_t{node.version};
    if (custom) {
      record.fields["custom_code"] = node.op.substr(kCustom.size());
    }
    codes_.push_back(std::move(record));
    return it->second;
  }

  // The buffer with these bytes; 0, which is empty, for none.
  int64_t buffer(const ir::Constant& constant) {
    if (constant == nullptr || constant->empty()) return 0;
    const std::string_view key(reinterpret_cast<const char*>(constant->data()),
                               constant->size());
    const auto [it, added] =
        buffer_indices_.try_emplace(key, static_cast<int64_t>(buffers_.size()));
    if (added) buffers_.push_back({"Buffer", {{"data", *constant}}});
    return it->second;
  }

  static void put_quantization(const ir::Value& value, ir::Record& tensor) {
    const ir::Quantization& q = value.quantization;
    ir::Record record{"QuantizationParameters", {}};
    put(record, "scale", reals(q.scales));
    put(record, "zero_point", q.zero_points);
    put(record, "min", reals(q.min));
    put(record, "max", reals(q.max));
    record.fields["quantized_dimension"] = int64_t{q.axis};
    if (const auto details = tensor.fields.extract("details")) {
      record.fields["details"] = details.mapped();
    }
    if (record.fields.size() == 1 && q.axis == 0) return;
    tensor.fields["quantization"] = Records{std::move(record)};
  }

  ir::Record tensor(const ir::Value& value) {
    ir::Record record{"Tensor", value.extra};
    put(record, "name", value.name);
    record.fields["type"] = value.type;
    record.fields["is_variable"] = value.variable;
    record.fields["buffer"] = buffer(value.constant);
    if (!value.shape) {
      report("value " + value.name + " has no rank",
             "give the graph's inputs shapes");
      return record;
    }
    if (std::count(value.shape->begin(), value.shape->end(), -1) == 0) {
      put(record, "shape", *value.shape);
    } else {
      Integers fixed = *value.shape;
      std::replace(fixed.begin(), fixed.end(), int64_t{-1}, int64_t{1});
      if (value.stand_in.size() == fixed.size()) fixed = value.stand_in;
      record.fields["shape"] = std::move(fixed);
      record.fields["shape_signature"] = *value.shape;
    }
    put_quantization(value, record);
    return record;
  }

  ir::Record op(const ir::Node& node) {
    ir::Record record{"Operator", node.extra};
    record.fields["opcode_index"] = code_index(node);
    record.fields["inputs"] = integers(node.inputs);
    record.fields["outputs"] = integers(node.outputs);
    put(record, "intermediates", integers(node.intermediates));
    ir::Attributes attributes = node.attributes;
    if (const auto custom = attributes.extract(ir::kCustomOptions)) {
      record.fields[ir::kCustomOptions] = custom.mapped();
    }
    const std::string options = options_of(node.op);
    if (options.empty() || record.fields.erase(kNoOptions) != 0) {
      if (!attributes.empty()) {
        report(text(node.op, " has no option ", attributes.begin()->first), "");
      }
      return record;
    }
    record.fields[union_of(options)] =
        Records{{options, std::move(attributes)}};
    return record;
  }

  ir::Record subgraph(const ir::Graph& graph) {
    ir::Record record{"SubGraph", graph.extra};
    put(record, "name", graph.name);
    record.fields["inputs"] = integers(graph.inputs);
    record.fields["outputs"] = integers(graph.outputs);
    Records tensors, operators;
    for (const ir::Value& value : graph.values) {
      tensors.push_back(tensor(value));
    }
    for (const ir::Node& node : graph.nodes) operators.push_back(op(node));
    record.fields["tensors"] = std::move(tensors);
    record.fields["operators"] = std::move(operators);
    return record;
  }

  Records metadata() {
    Records out;
    for (const ir::Metadata& entry : module_.metadata) {
      out.push_back({"Metadata",
                     {{"name", entry.name}, {"buffer", buffer(entry.bytes)}}});
    }
    return out;
  }

  Records signatures() const {
    const auto maps = [](const auto& names) {
      Records out;
      for (const auto& [name, id] : names) {
        out.push_back(
            {"TensorMap", {{"name", name}, {"tensor_index", int64_t{id}}}});
      }
      return out;
    };
    Records out;
    for (const ir::Signature& entry : module_.signatures) {
      out.push_back({"SignatureDef",
                     {{"signature_key", entry.key},
                      {"subgraph_index", ir::GraphRef{entry.graph}},
                      {"inputs", maps(entry.inputs)},
                      {"outputs", maps(entry.outputs)}}});
    }
    return out;
  }

  const ir::Module& module_;
  Records codes_;
  Records buffers_;
  std::map<std::pair<std::string, int32_t>, int64_t> code_indices_;
  std::map<std::string_view, int64_t> buffer_indices_;
  std::optional<base::Error> problem_;
};

}  // namespace

base::Result<base::Bytes> export_model(const ir::Module& module,
                                       const std::string& where) {
  return Exporter(module).run(where);
}

}  // namespace mote::tflite
