// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/tflite/import.h"

#include <algorithm>

#include "host/base/text.h"
#include "host/import/tflite/schema.h"
#include "host/import/tflite/tables.h"

namespace mote::tflite {
namespace {

using base::text;
using Integers = std::vector<int64_t>;
using Reals = std::vector<double>;
using Records = std::vector<ir::Record>;

// Moves a field out of the record; `absent` when it is not there.
template <class T>
T take(ir::Record& record, const char* name, T absent = T()) {
  const auto it = record.fields.find(name);
  if (it == record.fields.end()) return absent;
  ir::AttributeValue& held = it->second;
  if (T* value = std::get_if<T>(&held)) absent = std::move(*value);
  record.fields.erase(it);
  return absent;
}

int32_t take_graph(ir::Record& record) {
  return take<ir::GraphRef>(record, "subgraph_index").index;
}

std::vector<ir::ValueId> ids(const Integers& list) {
  return std::vector<ir::ValueId>(list.begin(), list.end());
}

std::vector<float> floats(const Reals& list) {
  return std::vector<float>(list.begin(), list.end());
}

struct OperatorCode {
  std::string op;
  int32_t version;
};

class Importer {
 public:
  Importer(std::span<const uint8_t> file, const std::string& where)
      : file_(file), where_(where) {}

  base::Result<ir::Module> run() {
    ir::Record model = read_model(file_);
    if (const int64_t version = take<int64_t>(model, "version"); version != 3) {
      return refuse(text("its container has version ", version),
                    "convert it with a converter that writes version 3");
    }
    for (ir::Record& code : take<Records>(model, "operator_codes")) {
      codes_.push_back(operator_code(code));
    }
    for (ir::Record& buffer : take<Records>(model, "buffers")) {
      add_buffer(buffer);
    }
    ir::Module module;
    module.description = take<std::string>(model, "description");
    for (ir::Record& graph : take<Records>(model, "subgraphs")) {
      module.graphs.push_back(subgraph(graph));
    }
    for (ir::Record& entry : take<Records>(model, "metadata")) {
      module.metadata.push_back({take<std::string>(entry, "name"),
                                 buffer(take<int64_t>(entry, "buffer"))});
    }
    for (ir::Record& entry : take<Records>(model, "signature_defs")) {
      module.signatures.push_back(signature(entry));
    }
    model.fields.erase("metadata_buffer");
    module.extra = std::move(model.fields);
    if (!problem_.empty()) return refuse(problem_, "");
    if (auto sound = ir::verify(module, where_); !sound.ok()) {
      return sound.error();
    }
    return module;
  }

 private:
  base::Error refuse(std::string what, std::string cure) const {
    return {where_, std::move(what), std::move(cure)};
  }

  void report(std::string what) {
    if (problem_.empty()) problem_ = std::move(what);
  }

  OperatorCode operator_code(ir::Record& record) {
    const int64_t old = take<int64_t>(record, "deprecated_builtin_code");
    const ir::Attributes& fields = record.fields;
    const int32_t version =
        static_cast<int32_t>(ir::get<int64_t>(fields, "version", 1));
    int64_t code = ir::get<int64_t>(fields, "builtin_code", 0);
    if (const auto* name = ir::find<std::string>(fields, "builtin_code")) {
      code = *builtin_code(*name);
    }
    code = std::max(code, old);
    const std::string name(builtin_name(static_cast<int32_t>(code)));
    if (name == "CUSTOM") {
      return {"custom." + ir::get<std::string>(fields, "custom_code", ""),
              version};
    }
    if (name.empty()) report(text("operator code ", code, " has no name"));
    return {name, version};
  }

  // Bytes that lie in the file but outside its tables.
  ir::Constant outside(uint64_t offset, uint64_t size) {
    if (offset > file_.size() || size > file_.size() - offset) {
      report("bytes outside the tables lie outside the file");
      return nullptr;
    }
    const auto part = file_.subspan(offset, size);
    return ir::make_constant(base::Bytes(part.begin(), part.end()));
  }

  void add_buffer(ir::Record& record) {
    base::Bytes data = take<base::Bytes>(record, "data");
    const uint64_t offset =
        static_cast<uint64_t>(take<int64_t>(record, "offset"));
    const uint64_t size = static_cast<uint64_t>(take<int64_t>(record, "size"));
    if (!data.empty()) {
      buffers_.push_back(ir::make_constant(std::move(data)));
    } else {
      buffers_.push_back(offset > 1 ? outside(offset, size) : nullptr);
    }
  }

  ir::Constant buffer(int64_t index) {
    if (index < 0 || static_cast<size_t>(index) >= buffers_.size()) {
      report(text("buffer ", index, " is not there"));
      return nullptr;
    }
    return buffers_[static_cast<size_t>(index)];
  }

  // The buffer, cut to what a value of this type and shape holds.
  ir::Constant constant(int64_t index, const ir::Value& value) {
    const ir::Constant whole = buffer(index);
    const int64_t size = ir::byte_size(value.type, value.shape);
    if (whole == nullptr || size < 0 || value.extra.contains("sparsity") ||
        whole->size() <= static_cast<uint64_t>(size)) {
      return whole;
    }
    return ir::make_constant(
        base::Bytes(whole->begin(), whole->begin() + size));
  }

  static void quantize(ir::Record record, ir::Value& value) {
    ir::Quantization& q = value.quantization;
    q.scales = floats(take<Reals>(record, "scale"));
    q.zero_points = take<Integers>(record, "zero_point");
    q.axis = static_cast<int32_t>(take<int64_t>(record, "quantized_dimension"));
    q.min = floats(take<Reals>(record, "min"));
    q.max = floats(take<Reals>(record, "max"));
    if (q.scales.empty()) q.zero_points.clear();
    if (q.zero_points.empty()) q.zero_points.resize(q.scales.size());
    value.extra.merge(record.fields);
  }

  ir::Value tensor(ir::Record& record) {
    ir::Value value;
    value.name = take<std::string>(record, "name");
    value.type = take<Type>(record, "type", Type::kFloat32);
    value.variable = take<bool>(record, "is_variable");
    value.shape = take<Integers>(record, "shape");
    Integers signature = take<Integers>(record, "shape_signature");
    if (std::count(signature.begin(), signature.end(), -1) != 0) {
      Integers usual = signature;
      std::replace(usual.begin(), usual.end(), int64_t{-1}, int64_t{1});
      if (value.shape != usual && value.shape->size() == usual.size()) {
        value.stand_in = std::move(*value.shape);
      }
      value.shape = std::move(signature);
    }
    const int64_t index = take<int64_t>(record, "buffer");
    Records quantization = take<Records>(record, "quantization");
    value.extra = std::move(record.fields);
    if (!quantization.empty()) quantize(std::move(quantization[0]), value);
    value.constant = constant(index, value);
    return value;
  }

  void set_options(ir::Record& record, ir::Node& node) {
    Records options = take<Records>(record, "builtin_options");
    if (options.empty()) options = take<Records>(record, "builtin_options_2");
    const std::string usual = options_of(node.op);
    if (!options.empty() && options[0].type != usual) {
      report(text(node.op, " has the options of another operator (",
                  options[0].type, ")"));
    } else if (!options.empty()) {
      node.attributes = std::move(options[0].fields);
    } else if (!usual.empty()) {
      node.extra[kNoOptions] = true;
    }
  }

  void set_custom_options(ir::Record& record, ir::Node& node) {
    base::Bytes custom = take<base::Bytes>(record, "custom_options");
    const uint64_t offset = static_cast<uint64_t>(
        take<int64_t>(record, "large_custom_options_offset"));
    const uint64_t size = static_cast<uint64_t>(
        take<int64_t>(record, "large_custom_options_size"));
    if (custom.empty() && offset > 1) {
      if (const ir::Constant bytes = outside(offset, size)) custom = *bytes;
    }
    if (!custom.empty()) node.attributes[ir::kCustomOptions] = custom;
  }

  ir::Node op(ir::Record& record) {
    ir::Node node;
    const int64_t index = take<int64_t>(record, "opcode_index");
    if (index < 0 || static_cast<size_t>(index) >= codes_.size()) {
      report(text("operator code ", index, " is not there"));
      return node;
    }
    node.op = codes_[static_cast<size_t>(index)].op;
    node.version = codes_[static_cast<size_t>(index)].version;
    node.inputs = ids(take<Integers>(record, "inputs"));
    node.outputs = ids(take<Integers>(record, "outputs"));
    node.intermediates = ids(take<Integers>(record, "intermediates"));
    set_options(record, node);
    set_custom_options(record, node);
    node.extra.merge(record.fields);
    return node;
  }

  // The container can't mark constants without elements: they are the values
  // that nothing makes.
  static void mark_empty_constants(ir::Graph& graph) {
    std::vector<bool> made(graph.values.size(), false);
    const auto make = [&](const std::vector<ir::ValueId>& list) {
      for (const ir::ValueId id : list) {
        const size_t i = static_cast<size_t>(id);
        if (i < made.size()) made[i] = true;
      }
    };
    make(graph.inputs);
    for (const ir::Node& node : graph.nodes) make(node.outputs);
    for (size_t i = 0; i < made.size(); ++i) {
      ir::Value& value = graph.values[i];
      if (!made[i] && !value.variable && value.constant == nullptr &&
          ir::byte_size(value.type, value.shape) == 0) {
        value.constant = ir::make_constant({});
      }
    }
  }

  ir::Graph subgraph(ir::Record& record) {
    ir::Graph graph;
    graph.name = take<std::string>(record, "name");
    graph.inputs = ids(take<Integers>(record, "inputs"));
    graph.outputs = ids(take<Integers>(record, "outputs"));
    for (ir::Record& item : take<Records>(record, "tensors")) {
      graph.add(tensor(item));
    }
    for (ir::Record& item : take<Records>(record, "operators")) {
      graph.nodes.push_back(op(item));
    }
    graph.extra = std::move(record.fields);
    mark_empty_constants(graph);
    return graph;
  }

  static ir::Signature signature(ir::Record& record) {
    const auto names = [&](const char* field) {
      std::vector<std::pair<std::string, ir::ValueId>> out;
      for (ir::Record& map : take<Records>(record, field)) {
        out.emplace_back(
            take<std::string>(map, "name"),
            static_cast<ir::ValueId>(take<int64_t>(map, "tensor_index")));
      }
      return out;
    };
    return {take<std::string>(record, "signature_key"), take_graph(record),
            names("inputs"), names("outputs")};
  }

  std::span<const uint8_t> file_;
  std::string where_;
  std::vector<OperatorCode> codes_;
  std::vector<ir::Constant> buffers_;
  std::string problem_;
};

}  // namespace

base::Result<ir::Module> import_model(std::span<const uint8_t> file,
                                      const std::string& where) {
  if (!sound(file)) {
    return base::Error{where, "this is no sound .tflite file",
                       "fetch or convert the model again"};
  }
  return Importer(file, where).run();
}

base::Result<ir::Module> import_file(const std::filesystem::path& path) {
  const auto bytes = base::read_file(path);
  if (!bytes.ok()) return bytes.error();
  return import_model(bytes.value(), path.string());
}

}  // namespace mote::tflite
