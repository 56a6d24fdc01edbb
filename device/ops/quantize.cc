// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/quantize.h"

namespace mote::ops {
namespace {

Status check_types(const Context& context, Type in, Type out) {
  if (find_variant(Quantize::Variants{}, in) < 0) {
    return context.refuse(Status::kWrongType, 0);
  }
  // Integers of 32 bits come only out of narrower ones.
  const bool narrow = bits(in) < 32;
  const TypeSet outs = types(Type::kInt8, Type::kUInt8, Type::kInt16,
                             narrow ? Type::kInt32 : Type::kInt8);
  return contains(outs, out) ? Status::kOk
                             : context.refuse(Status::kWrongType, kOutput);
}

Status prepare_integers(const Context& context, Quantize::Params& p,
                        Needs& needs) {
  const Status status = check_quantized(context);
  if (status != Status::kOk) return status;
  const Tensor in = context.input(0);
  const Tensor out = context.output(0);
  p.in_zero = in.quantization.zero_point();
  p.out_zero = out.quantization.zero_point();
  p.multiplier =
      make_multiplier(in.quantization.scale(), out.quantization.scale());
  p.steps = {in.elements(), 1, in.elements()};
  if (bits(in.type) == 8 && bits(out.type) == 8) {
    needs.tables[0] = kByteTableBytes;
  }
  return Status::kOk;
}

}  // namespace

Status Quantize::prepare(const Context& context, const Options&, Params& p,
                         Needs& needs) {
  if (context.inputs() != 1 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor in = context.input(0);
  const Tensor out = context.output(0);
  const Status status = check_types(context, in.type, out.type);
  if (status != Status::kOk) return status;
  if (out.shape != in.shape) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  p = {};
  p.out = out.type;
  p.range = type_range(out.type);
  needs.variant = static_cast<uint8_t>(find_variant(Variants{}, in.type));
  needs.lead[0] = element_lead(in.type, out.type, in.elements());
  return in.type == Type::kFloat32
             ? prepare_channel_steps(context, kOutput, p.steps, needs)
             : prepare_integers(context, p, needs);
}

void Quantize::fill(const Context& context, const Params& p, int table,
                    void* out) {
  const Tensor from = context.input(0);
  const Tensor to = context.output(0);
  if (from.type == Type::kFloat32) {
    fill_channel_steps(to, table, out);
  } else {
    fill_bytes_of(from.type, to.type, static_cast<int8_t*>(out),
                  [&](int32_t q) { return quantize::of(p, q); });
  }
}

}  // namespace mote::ops
