// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/svdf.h"

namespace mote::ops {
namespace {

Status check_shapes(const Context& context, Svdf::Params& p) {
  const Shape x = context.input(Svdf::kX).shape;
  const Shape feature = context.input(Svdf::kFeatureWeights).shape;
  const Shape time = context.input(Svdf::kTimeWeights).shape;
  if (x.rank != 2) return context.refuse(Status::kWrongShape, Svdf::kX);
  // Tables hold 4 bytes a filter.
  if (feature.rank != 2 || feature[1] != x[1] || feature[0] > INT32_MAX / 8) {
    return context.refuse(Status::kWrongShape, Svdf::kFeatureWeights);
  }
  if (time.rank != 2 || time[0] != feature[0] || time[1] < 1) {
    return context.refuse(Status::kWrongShape, Svdf::kTimeWeights);
  }
  p.batches = x[0];
  p.depth = x[1];
  p.filters = feature[0];
  p.memory = time[1];
  if (p.rank < 1 || p.filters % p.rank != 0) return Status::kBadOption;
  const Tensor bias = context.input(Svdf::kBias);
  if (bias.present() && bias.elements() != p.units()) {
    return context.refuse(Status::kWrongShape, Svdf::kBias);
  }
  const Tensor state = context.input(Svdf::kState);
  if (!state.variable) {
    return context.refuse(Status::kWrongOperands, Svdf::kState);
  }
  if (state.elements() !=
      static_cast<int64_t>(p.batches) * p.filters * p.memory) {
    return context.refuse(Status::kWrongShape, Svdf::kState);
  }
  const Shape out = context.output(0).shape;
  if (out.rank != 2 || out[0] != p.batches || out[1] != p.units()) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  return Status::kOk;
}

Status check_type(const Context& context, int operand, Type type) {
  const Tensor tensor = operand == kOutput ? context.output(0)
                                           : context.input(operand);
  return tensor.type == type ? Status::kOk
                             : context.refuse(Status::kWrongType, operand);
}

Status prepare_floats(const Context& context, Svdf::Params& p, Needs& needs) {
  const Tensor feature = context.input(Svdf::kFeatureWeights);
  const Tensor time = context.input(Svdf::kTimeWeights);
  const bool hybrid = feature.type == Type::kInt8;
  needs.variant = hybrid ? Svdf::kHybrid : Svdf::kFloat;
  const Type weights = hybrid ? Type::kInt8 : Type::kFloat32;
  const struct { int operand; Type type; } rules[] = {
      {Svdf::kFeatureWeights, weights}, {Svdf::kTimeWeights, weights},
      {Svdf::kState, Type::kFloat32}, {kOutput, Type::kFloat32}};
  for (const auto& rule : rules) {
    const Status status = check_type(context, rule.operand, rule.type);
    if (status != Status::kOk) return status;
  }
  const Tensor bias = context.input(Svdf::kBias);
  if (bias.present() && bias.type != Type::kFloat32) {
    return context.refuse(Status::kWrongType, Svdf::kBias);
  }
  if (!known(p.activation)) return Status::kBadOption;
  needs.scratch = static_cast<uint32_t>(p.filters) * sizeof(float);
  if (!hybrid) return Status::kOk;
  if (feature.quantization.count != 1) {
    return context.refuse(Status::kBadQuantization, Svdf::kFeatureWeights);
  }
  if (time.quantization.count != 1) {
    return context.refuse(Status::kBadQuantization, Svdf::kTimeWeights);
  }
  p.feature_scale = feature.quantization.scale();
  p.time_scale = time.quantization.scale();
  needs.scratch += static_cast<uint32_t>(p.depth);
  return Status::kOk;
}

Status prepare_integers(const Context& context, Svdf::Params& p,
                        Needs& needs) {
  needs.variant = Svdf::kInt8;
  p.words = context.input(Svdf::kState).type == Type::kInt16;
  const Type words = p.words != 0 ? Type::kInt16 : Type::kInt8;
  const struct { int operand; Type type; } rules[] = {
      {Svdf::kFeatureWeights, Type::kInt8}, {Svdf::kTimeWeights, words},
      {Svdf::kState, words}, {kOutput, Type::kInt8}};
  for (const auto& rule : rules) {
    const Status status = check_type(context, rule.operand, rule.type);
    if (status != Status::kOk) return status;
    const Tensor tensor = rule.operand == kOutput
                              ? context.output(0) : context.input(rule.operand);
    if (tensor.quantization.count != 1) {
      return context.refuse(Status::kBadQuantization, rule.operand);
    }
  }
  const Tensor x = context.input(Svdf::kX);
  if (x.quantization.count != 1) {
    return context.refuse(Status::kBadQuantization, Svdf::kX);
  }
  // What the tables are made of.
  const Tensor bias = context.input(Svdf::kBias);
  if (bias.present() && bias.type != Type::kInt32) {
    return context.refuse(Status::kWrongType, Svdf::kBias);
  }
  for (int i = Svdf::kFeatureWeights; i <= Svdf::kBias; ++i) {
    const Tensor tensor = context.input(i);
    if (tensor.present() && !tensor.constant() && tensor.elements() != 0) {
      return context.refuse(Status::kNotConstant, i);
    }
  }
  const Quantization state = context.input(Svdf::kState).quantization;
  const Quantization out = context.output(0).quantization;
  p.feature = make_multiplier(
      x.quantization.scale(),
      context.input(Svdf::kFeatureWeights).quantization.scale(),
      state.scale());
  p.time = make_multiplier(
      state.scale(), context.input(Svdf::kTimeWeights).quantization.scale(),
      out.scale());
  p.state_zero = state.zero_point();
  p.out_zero = out.zero_point();
  needs.tables[Svdf::kFilterStart] = static_cast<uint32_t>(p.filters) * 4;
  needs.tables[Svdf::kUnitStart] = static_cast<uint32_t>(p.units()) * 4;
  needs.any_alignment = 1u << Svdf::kFeatureWeights | 1u << Svdf::kBias;
  return Status::kOk;
}

// Minus the zero point times the sum of each row of weights.
template <class W>
void take_zero_off(const Tensor& weights, int32_t zero, int32_t row,
                   int32_t rows, int32_t* out) {
  int32_t at = 0;
  for (int32_t r = 0; r < rows; ++r) {
    for (int32_t i = 0; i < row; ++i, ++at) {
      out[r] = add_wrapping(out[r], -zero * weights.value<W>(at));
    }
  }
}

}  // namespace

Status Svdf::prepare(const Context& context, const Options& options, Params& p,
                     Needs& needs) {
  if (context.inputs() != 5 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  p = {};
  p.rank = options.rank;
  p.activation = options.activation;
  p.asymmetric = options.asymmetric_quantize_inputs;
  const Status status = check_shapes(context, p);
  if (status != Status::kOk) return status;
  needs.work = static_cast<uint64_t>(p.batches) *
               static_cast<uint32_t>(p.filters) *
               static_cast<uint32_t>(p.depth + p.memory);
  switch (context.input(kX).type) {
    case Type::kFloat32: return prepare_floats(context, p, needs);
    case Type::kInt8: return prepare_integers(context, p, needs);
    default: return context.refuse(Status::kWrongType, kX);
  }
}

void Svdf::fill(const Context& context, const Params& p, int table,
                void* memory) {
  int32_t* out = static_cast<int32_t*>(memory);
  if (table == kFilterStart) {
    for (int32_t f = 0; f < p.filters; ++f) out[f] = 0;
    take_zero_off<int8_t>(context.input(kFeatureWeights),
                          context.input(kX).quantization.zero_point(), p.depth,
                          p.filters, out);
    return;
  }
  const Tensor bias = context.input(kBias);
  for (int32_t u = 0; u < p.units(); ++u) {
    out[u] = bias.present() ? bias.value<int32_t>(u) : 0;
  }
  const Tensor weights = context.input(kTimeWeights);
  if (p.words != 0) {
    take_zero_off<int16_t>(weights, p.state_zero, p.rank * p.memory, p.units(),
                           out);
  } else {
    take_zero_off<int8_t>(weights, p.state_zero, p.rank * p.memory, p.units(),
                          out);
  }
}

}  // namespace mote::ops
