// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/keras/builder.h"

#include <cstring>

#include "host/base/text.h"

namespace mote::keras {
namespace {

template <class T>
ir::TensorAttribute tensor(Type type, const std::vector<T>& values,
                           const std::vector<int64_t>& shape) {
  base::Bytes bytes(values.size() * sizeof(T));
  if (!bytes.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return {type, shape, ir::make_constant(std::move(bytes))};
}

}  // namespace

Ids Builder::nodes(const std::string& op, const Ids& inputs, size_t outputs,
                   ir::Attributes attributes) const {
  ir::Node made;
  made.op = "tf." + op;
  made.name = base::text(layer_, "/", op);
  made.inputs = inputs;
  made.attributes = std::move(attributes);
  for (size_t i = 0; i < outputs; ++i) {
    ir::Value value;
    value.name = made.name;
    value.shape = std::nullopt;
    made.outputs.push_back(graph().add(std::move(value)));
  }
  Ids ids = made.outputs;
  graph().nodes.push_back(std::move(made));
  return ids;
}

ir::ValueId Builder::node(const std::string& op, const Ids& inputs,
                          ir::Attributes attributes) const {
  return nodes(op, inputs, 1, std::move(attributes)).front();
}

ir::ValueId Builder::input(Type type, const std::string& name) const {
  ir::Value value;
  value.name = name;
  value.type = type;
  value.shape = std::nullopt;
  const ir::ValueId id = graph().add(std::move(value));
  graph().inputs.push_back(id);
  return id;
}

ir::ValueId Builder::constant(const ir::TensorAttribute& given) const {
  ir::Value value;
  value.name = layer_;
  value.type = given.type;
  value.shape = given.shape;
  value.constant = given.bytes;
  return graph().add(std::move(value));
}

ir::ValueId Builder::number(double value) const {
  return constant(tensor<float>(Type::kFloat32, {static_cast<float>(value)}, {}));
}

ir::ValueId Builder::integer(int64_t value) const {
  return constant(
      tensor<int32_t>(Type::kInt32, {static_cast<int32_t>(value)}, {}));
}

ir::ValueId Builder::list(const std::vector<int64_t>& values) const {
  return constant(tensor<int32_t>(
      Type::kInt32, std::vector<int32_t>(values.begin(), values.end()),
      {static_cast<int64_t>(values.size())}));
}

ir::ValueId Builder::extent(ir::ValueId x, int64_t i) const {
  return node("StridedSlice",
              {node("Shape", {x}), list({i}), list({i + 1}), list({1})},
              {{"shrink_axis_mask", int64_t{1}}});
}

ir::ValueId Builder::reshape(ir::ValueId x, size_t kept,
                             const std::vector<int64_t>& rest) const {
  Ids extents;
  for (size_t i = 0; i < kept; ++i) {
    extents.push_back(extent(x, static_cast<int64_t>(i)));
  }
  for (const int64_t n : rest) extents.push_back(integer(n));
  return node("Reshape", {x, node("Pack", extents)});
}

ir::ValueId Layer::input(size_t i) const {
  if (i >= inputs.size()) refuse("the layer has too few inputs");
  return inputs[i];
}

ir::ValueId Layer::weight(size_t i) const {
  if (i >= weights.size()) refuse("the layer has too few weights");
  return b.constant(weights[i]);
}

void Layer::refuse(const std::string& what) const {
  throw Unreadable{{"layer '" + b.layer() + "' (" + kind + ")", what,
                    "replace the layer, or save the model as a SavedModel"}};
}

bool Layer::flag(const char* name, bool absent) const {
  const auto it = config.find(name);
  return it != config.end() && it->is_boolean() ? it->get<bool>() : absent;
}

int64_t Layer::integer(const char* name, int64_t absent) const {
  const auto it = config.find(name);
  return it != config.end() && it->is_number() ? it->get<int64_t>() : absent;
}

double Layer::real(const char* name, double absent) const {
  const auto it = config.find(name);
  return it != config.end() && it->is_number() ? it->get<double>() : absent;
}

std::string Layer::word(const char* name, const char* absent) const {
  const auto it = config.find(name);
  return it != config.end() && it->is_string() ? it->get<std::string>()
                                               : absent;
}

std::vector<int64_t> Layer::numbers(const char* name, size_t count,
                                    int64_t absent) const {
  const auto it = config.find(name);
  if (it == config.end() || it->is_null()) {
    return std::vector<int64_t>(count, absent);
  }
  if (it->is_number()) {
    return std::vector<int64_t>(count, it->get<int64_t>());
  }
  std::vector<int64_t> out;
  for (const Json& item : *it) {
    if (!item.is_number()) refuse(std::string(name) + " is not of numbers");
    out.push_back(item.get<int64_t>());
  }
  if (out.size() != count) refuse(std::string(name) + " has a wrong length");
  return out;
}

const Table& layers() {
  static const Table rows = [] {
    Table made;
    for (const auto add :
         {add_convolutions, add_activations, add_shapes, add_merges,
          add_normalizations, add_dense, add_recurrent}) {
      add(made);
    }
    return made;
  }();
  return rows;
}

}  // namespace mote::keras
