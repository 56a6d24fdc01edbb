// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/concatenation.h"

#include "device/core/real.h"

namespace mote::ops {
namespace {

Status check_input(const Context& context, int i, const Tensor& out, int axis) {
  const Tensor in = context.input(i);
  if (!in.present()) return context.refuse(Status::kWrongOperands, i);
  if (in.type != out.type) return context.refuse(Status::kWrongType, i);
  bool fits = in.shape.rank == out.shape.rank;
  for (int d = 0; fits && d < in.shape.rank; ++d) {
    fits = d == axis || in.shape[d] == out.shape[d];
  }
  if (!fits) return context.refuse(Status::kWrongShape, i);
  const bool rescales = out.type == Type::kUInt8;
  // As the reference: other types must agree, and only bytes are looked at.
  if (!rescales && out.type == Type::kInt8 &&
      !same_quantization(in.quantization, out.quantization)) {
    return context.refuse(Status::kBadQuantization, i);
  }
  return Status::kOk;
}

}  // namespace

Status Concatenation::prepare(const Context& context, const Options& options,
                              Params& p, Needs& needs) {
  if (context.inputs() < 1 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor out = context.output(0);
  if (!is_movable(out.type)) return context.refuse(Status::kWrongType, kOutput);
  p = {};
  p.axis = dimension(options.axis, out.shape.rank);
  if (p.axis < 0 || options.activation != Activation::kNone) {
    return Status::kBadOption;
  }
  int64_t sum = 0;
  for (int i = 0; i < context.inputs(); ++i) {
    const Status status = check_input(context, i, out, p.axis);
    if (status != Status::kOk) return status;
    sum += context.input(i).shape[p.axis];
    if (out.type == Type::kUInt8 &&
        !same_quantization(context.input(i).quantization, out.quantization)) {
      needs.variant = kRescaled;
      p.zero_point = out.quantization.zero_point();
    }
  }
  if (sum != out.shape[p.axis]) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  p.rows = out.elements() == 0 ? 0 : out.shape.product(0, p.axis);
  p.row = stride(out.shape, p.axis, bits(out.type) / 8) * out.shape[p.axis];
  needs.tables[0] =
      static_cast<uint32_t>(context.inputs()) * uint32_t{sizeof(Part)};
  needs.any_alignment = UINT32_MAX;
  return Status::kOk;
}

void Concatenation::fill(const Context& context, const Params& p, int,
                         void* out) {
  Part* parts = static_cast<Part*>(out);
  const Quantization& q = context.output(0).quantization;
  int32_t to = 0;
  for (int i = 0; i < context.inputs(); ++i) {
    const Tensor in = context.input(i);
    Part& part = parts[i];
    part = {};
    part.to = to;
    part.row = stride(in.shape, p.axis, bits(in.type) / 8) * in.shape[p.axis];
    to += part.row;
    if (same_quantization(in.quantization, q)) continue;
    part.scale = in.quantization.scale() * (1.0f / q.scale());
    part.bias = static_cast<float>(-in.quantization.zero_point()) * part.scale;
  }
}

void concatenation::rescale(const Concatenation::Part& part,
                            int32_t zero_point, const uint8_t* from,
                            uint8_t* to) {
  for (int32_t i = 0; i < part.row; ++i) {
    const float scaled = static_cast<float>(from[i]) * part.scale + part.bias;
    const int64_t value =
        static_cast<int64_t>(round_to_int(scaled)) + zero_point;
    to[i] = saturate<uint8_t>(value);
  }
}

}  // namespace mote::ops
