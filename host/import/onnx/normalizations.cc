// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Normalizations, and the pairs that tell of quantization.
#include "host/import/onnx/operation.h"

namespace mote::onnx {
namespace {

const ir::Attributes kKeep = {{"keep_dims", true}};

// Numbers from first to below the number of dimensions.
ir::ValueId axes_from(const Operation& o, int64_t first) {
  const Builder& b = o.b;
  if (first < 0) {
    std::vector<int64_t> list;
    for (int64_t axis = std::max<int64_t>(first, -8); axis < 0; ++axis) {
      list.push_back(axis);
    }
    return b.list(list);
  }
  return b.node("Range", {b.integer(first), b.node("Rank", {o.in(0)}),
                          b.integer(1)});
}

// A vector along the dimension of channels, the second.
ir::ValueId by_channel(const Operation& o, ir::ValueId vector) {
  const Builder& b = o.b;
  const ir::ValueId others =
      b.node("Sub", {b.node("Rank", {o.in(0)}), b.integer(2)});
  const ir::ValueId ones =
      b.node("Fill", {b.node("Pack", {others}), b.integer(1)});
  return b.node("Reshape", {vector, b.node("ConcatV2", {b.list({-1}), ones,
                                                        b.integer(0)})});
}

// (x - mean) / sqrt(variance + epsilon) over these axes.
ir::ValueId standardized(const Operation& o, ir::ValueId axes) {
  const Builder& b = o.b;
  const ir::ValueId mean = b.node("Mean", {o.in(0), axes}, kKeep);
  const ir::ValueId square = b.node("SquaredDifference", {o.in(0), mean});
  const ir::ValueId variance = b.node("Mean", {square, axes}, kKeep);
  const ir::ValueId root = b.node(
      "Rsqrt", {b.add(variance, b.number(o.real("epsilon", 1e-5)))});
  return b.mul(b.node("Sub", {o.in(0), mean}), root);
}

// Operands: x, scale, bias, mean, variance.
Ids batch_normalization(const Operation& o) {
  const Builder& b = o.b;
  const ir::ValueId root = b.node(
      "Rsqrt", {b.add(o.in(4), b.number(o.real("epsilon", 1e-5)))});
  const ir::ValueId factor = b.mul(o.in(1), root);
  const ir::ValueId offset = b.node("Sub", {o.in(2), b.mul(o.in(3), factor)});
  return {b.add(b.mul(o.in(0), by_channel(o, factor)),
                by_channel(o, offset))};
}

Ids instance_normalization(const Operation& o) {
  const ir::ValueId y = standardized(o, axes_from(o, 2));
  return {o.b.add(o.b.mul(y, by_channel(o, o.in(1))), by_channel(o, o.in(2)))};
}

Ids layer_normalization(const Operation& o) {
  ir::ValueId y = standardized(o, axes_from(o, o.integer("axis", -1)));
  y = o.b.mul(y, o.in(1));
  return {o.has(2) ? o.b.add(y, o.in(2)) : y};
}

Ids rms_normalization(const Operation& o) {
  const Builder& b = o.b;
  const ir::ValueId power =
      b.node("Mean", {b.node("Square", {o.in(0)}),
                      axes_from(o, o.integer("axis", -1))}, kKeep);
  const ir::ValueId root = b.node(
      "Rsqrt", {b.add(power, b.number(o.real("epsilon", 1e-5)))});
  return {b.mul(b.mul(o.in(0), root), o.in(1))};
}

// To a length of one along an axis.
Ids unit_length(const Operation& o) {
  const Builder& b = o.b;
  if (o.integer("p", 2) != 2) o.refuse("a norm that is not 2");
  const ir::ValueId sum =
      b.node("Sum", {b.node("Square", {o.in(0)}),
                     b.list({o.integer("axis", -1)})}, kKeep);
  return {b.mul(o.in(0), b.node("Rsqrt", {b.node("Maximum", {sum,
                                                        b.number(1e-12)})}))};
}

// Rounding to a grid is kept as what it does to floats.
Ids quantize(const Operation& o) {
  const Builder& b = o.b;
  const std::optional<double> scale = o.constant_number(1);
  const double zero = o.constant_number(2).value_or(0);
  const Type type = o.has(2) ? b.graph().value(o.in(2)).type : Type::kUInt8;
  if (!scale || (type != Type::kInt8 && type != Type::kUInt8)) {
    o.refuse("a grid that is not of 8 bits with one scale");
  }
  const double low = type == Type::kInt8 ? -128 : 0;
  return {b.node("FakeQuantWithMinMaxVars",
                 {o.in(0), b.number((low - zero) * *scale),
                  b.number((low + 255 - zero) * *scale)},
                 {{"num_bits", int64_t{8}}})};
}

// (q - zero) * scale where q is a constant; else the pair's first did it.
Ids dequantize(const Operation& o) {
  const Builder& b = o.b;
  const ir::Value& q = b.graph().value(o.in(0));
  if (q.constant == nullptr) return {o.in(0)};
  const size_t rank = q.shape->size();
  const int64_t given = o.integer("axis", 1);
  const int64_t axis = given < 0 ? given + static_cast<int64_t>(rank) : given;
  const auto along = [&](ir::ValueId id) {
    if (ir::elements(b.graph().value(id).shape) == 1) return id;
    std::vector<int64_t> shape(rank, 1);
    if (axis < 0 || axis >= static_cast<int64_t>(rank)) {
      o.refuse("an axis that its operand does not have");
    }
    shape[static_cast<size_t>(axis)] = -1;
    return b.node("Reshape", {id, b.list(shape)});
  };
  const auto floats = [&](ir::ValueId id) {
    return b.node("Cast", {id}, {{"DstT", Type::kFloat32}});
  };
  ir::ValueId y = floats(o.in(0));
  if (o.has(2)) y = b.node("Sub", {y, along(floats(o.in(2)))});
  return {b.mul(y, along(o.in(1)))};
}

}  // namespace

void add_normalizations(Table& table) {
  table["BatchNormalization"] = batch_normalization;
  table["InstanceNormalization"] = instance_normalization;
  table["LayerNormalization"] = layer_normalization;
  table["RMSNormalization"] = rms_normalization;
  table["LpNormalization"] = unit_length;
  table["QuantizeLinear"] = quantize;
  table["DequantizeLinear"] = dequantize;
}

}  // namespace mote::onnx
