// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/add_n.h"

#include "device/ops/tables.h"

namespace mote::ops {
namespace {

Status prepare_bytes(const Context& context, AddN::Params& p) {
  const Status status = check_quantized(context);
  if (status != Status::kOk) return status;
  const Quantization in = context.input(0).quantization;
  const Quantization out = context.output(0).quantization;
  for (int i = 1; i < context.inputs(); ++i) {
    const Quantization other = context.input(i).quantization;
    if (other.count != 1 || other.scale() != in.scale() ||
        other.zero_point() != in.zero_point()) {
      return context.refuse(Status::kBadQuantization, i);
    }
  }
  p.in_zero = in.zero_point();
  p.out_zero = out.zero_point();
  const float twice = 2.0f * in.scale();
  p.in = make_multiplier(in.scale(), twice);
  p.out = make_multiplier(
      twice, 1.0f / static_cast<float>(1 << AddN::Params::kExtraBits),
      out.scale());
  // The reference starts from an input of 0, which is not its zero point.
  p.start = p.operand(0);
  return Status::kOk;
}

}  // namespace

Status AddN::prepare(const Context& context, const Options&, Params& p,
                     Needs& needs) {
  if (context.inputs() < 1 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor out = context.output(0);
  for (int i = 0; i < context.inputs(); ++i) {
    const Tensor in = context.input(i);
    if (in.type != out.type) return context.refuse(Status::kWrongType, i);
    if (in.shape != out.shape) return context.refuse(Status::kWrongShape, i);
  }
  const int variant = find_variant(Variants{}, out.type);
  if (variant < 0) return context.refuse(Status::kWrongType, kOutput);
  needs.variant = static_cast<uint8_t>(variant);
  needs.lead[0] = needs.lead[1] = 0;
  needs.work = static_cast<uint64_t>(out.elements()) *
               static_cast<uint32_t>(context.inputs());
  p = {};
  p.count = out.elements();
  return out.type == Type::kInt8 ? prepare_bytes(context, p) : Status::kOk;
}

}  // namespace mote::ops
