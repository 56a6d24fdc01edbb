// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/tensorflow/builder.h"

#include <cstring>

#include "host/base/text.h"

namespace mote::tensorflow {
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

ir::ValueId Builder::floats(const std::vector<float>& values) const {
  return constant(tensor<float>(Type::kFloat32, values,
                                {static_cast<int64_t>(values.size())}));
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

}  // namespace mote::tensorflow
