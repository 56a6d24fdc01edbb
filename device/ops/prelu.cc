// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/prelu.h"

namespace mote::ops {
namespace {

Status prepare_integers(const Context& context, Prelu::Params& p) {
  const Tensor operands[] = {context.input(0), context.input(1),
                             context.output(0)};
  int32_t* const zeros[] = {&p.in_zero, &p.alpha_zero, &p.out_zero};
  for (int i = 0; i < 3; ++i) {
    const Range range = type_range(operands[i].type);
    const Quantization& q = operands[i].quantization;
    if (q.count != 1 || q.zero_point() < range.lo ||
        q.zero_point() > range.hi) {
      return context.refuse(Status::kBadQuantization, i < 2 ? i : kOutput);
    }
    *zeros[i] = q.zero_point();
  }
  p.range = type_range(operands[2].type);
  const float in = operands[0].quantization.scale();
  const float alpha = operands[1].quantization.scale();
  const float out = operands[2].quantization.scale();
  const bool bytes = operands[0].type == Type::kInt8;
  // The kernels for other types than int8 form the factors in single precision.
  p.positive = bytes ? make_multiplier(in, out)
                     : make_multiplier(in / out, 1.0f);
  p.negative = bytes ? make_multiplier(in, alpha, out)
                     : make_multiplier(in * alpha / out, 1.0f);
  return Status::kOk;
}

}  // namespace

Status Prelu::prepare(const Context& context, const Options&, Params& p,
                      Needs& needs) {
  if (context.inputs() != 2 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  p = {};
  const Tensor in = context.input(0);
  const Tensor out = context.output(0);
  const int variant = find_variant(Variants{}, in.type);
  if (variant < 0) return context.refuse(Status::kWrongType, 0);
  needs.variant = static_cast<uint8_t>(variant);
  if (out.type != in.type) return context.refuse(Status::kWrongType, kOutput);
  const Type alpha = context.input(1).type;
  const bool bytes = in.type == Type::kInt16 && alpha == Type::kInt8;
  if (alpha != in.type && !bytes) {
    return context.refuse(Status::kWrongType, 1);
  }
  const Status status = make_broadcast(context, 0, 2, p.shape);
  if (status != Status::kOk) return status;
  if (out.shape != in.shape) return context.refuse(Status::kWrongShape, 1);
  needs.lead[0] = 0;
  return in.type == Type::kFloat32 ? Status::kOk
                                   : prepare_integers(context, p);
}

}  // namespace mote::ops
