// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Activation functions and softmax.
#include "host/lower/call.h"

namespace mote::lower {
namespace {

Lowering same(const char* op) {
  return [op](const Call& call) -> Ids {
    return {call.e().emit(op, {call.in(0)}, call.type(0), call.shape(0))};
  };
}

// Along the last dimension, as all but ONNX have it.
void require_last_axis(const Call& call) {
  const int64_t rank = static_cast<int64_t>(call.shape(0).size());
  const int64_t axis = call.attribute<int64_t>("axis", -1);
  if (axis != -1 && axis != rank - 1) {
    call.e().refuse("a softmax along a dimension that is not the last",
                    "transpose before and after it");
  }
}

Ids softmax(const Call& call) {
  require_last_axis(call);
  return {call.e().emit("SOFTMAX", {call.in(0)}, call.type(0), call.shape(0),
                        {{"beta", 1.0}})};
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
  table["tf.LogSoftmax"] = [](const Call& call) {
    require_last_axis(call);
    return same("LOG_SOFTMAX")(call);
  };
  table["tf.Softmax"] = softmax;
  table["tf.LeakyRelu"] = leaky_relu;
  table["tf.Selu"] = selu;
  table["tf.Softsign"] = softsign;
}

}  // namespace mote::lower
