// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Activation functions and softmax.
#include <numeric>

#include "host/lower/call.h"

namespace mote::lower {
namespace {

Lowering same(const char* op) {
  return [op](const Call& call) -> Ids {
    return {call.e().emit(op, {call.in(0)}, call.type(0), call.shape(0))};
  };
}

// The operators know the last dimension alone: another one is turned there.
Lowering along_axis(const char* op, ir::Attributes options) {
  return [op, options](const Call& call) -> Ids {
    Emitter& e = call.e();
    const size_t rank = call.shape(0).size();
    const size_t axis = call.axis(call.attribute<int64_t>("axis", -1),
                                  static_cast<int64_t>(rank));
    std::vector<int64_t> order(rank);
    std::iota(order.begin(), order.end(), 0);
    std::swap(order[axis], order.back());
    const ir::ValueId x = e.transpose(call.in(0), order);
    const ir::ValueId y = e.emit(op, {x}, e.type(x), e.shape(x), options);
    return {e.transpose(y, order)};
  };
}

Ids leaky_relu(const Call& call) {
  return {call.e().emit("LEAKY_RELU", {call.in(0)}, call.type(0), call.shape(0),
                        {{"alpha", call.attribute("alpha", 0.2)}})};
}

// scale * (x above 0, else alpha * (exp(x) - 1)), with ELU for the lower half.
Ids selu(const Call& call) {
  constexpr float kScale = 1.0507009873554805f;
  constexpr float kAlpha = 1.6732632423543772f;
  Emitter& e = call.e();
  const Type type = call.type(0);
  const Dims shape = call.shape(0);
  const auto scaled = [&](ir::ValueId id, float factor) {
    return e.emit("MUL", {id, e.scalar(factor)}, type, shape);
  };
  const ir::ValueId positive = e.emit("RELU", {call.in(0)}, type, shape);
  const ir::ValueId below =
      e.emit("MINIMUM", {call.in(0), e.scalar(0)}, type, shape);
  const ir::ValueId negative = e.emit("ELU", {below}, type, shape);
  return {e.emit("ADD", {scaled(positive, kScale),
                         scaled(negative, kScale * kAlpha)}, type, shape)};
}

// x / (1 + |x|).
Ids softsign(const Call& call) {
  Emitter& e = call.e();
  const Type type = call.type(0);
  const Dims shape = call.shape(0);
  const ir::ValueId size = e.emit("ABS", {call.in(0)}, type, shape);
  const ir::ValueId sum = e.emit("ADD", {size, e.scalar(1)}, type, shape);
  return {e.emit("DIV", {call.in(0), sum}, type, shape)};
}

}  // namespace

void add_activations(Table& table) {
  table["tf.Relu"] = same("RELU");
  table["tf.Relu6"] = same("RELU6");
  table["tf.Elu"] = same("ELU");
  table["tf.Sigmoid"] = same("LOGISTIC");
  table["tf.Tanh"] = same("TANH");
  table["tf.LogSoftmax"] = along_axis("LOG_SOFTMAX", {});
  table["tf.Softmax"] = along_axis("SOFTMAX", {{"beta", 1.0}});
  table["tf.LeakyRelu"] = leaky_relu;
  table["tf.Selu"] = selu;
  table["tf.Softsign"] = softsign;
}

}  // namespace mote::lower
