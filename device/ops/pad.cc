// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/pad.h"

namespace mote::ops {

Status read_paddings(const Context& context, int i, const Shape& in,
                     const Shape& out, Integers& paddings) {
  const Status status = read_integers(context, i, 2ll * in.rank, paddings);
  if (status != Status::kOk) return status;
  if (out.rank != in.rank) return context.refuse(Status::kWrongShape, kOutput);
  for (int d = 0; d < in.rank; ++d) {
    const int64_t before = paddings[2 * d], after = paddings[2 * d + 1];
    if (before < 0 || before > INT32_MAX || after < 0 || after > INT32_MAX) {
      return context.refuse(Status::kBadOption, i);
    }
    if (before + in[d] + after != out[d]) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
  }
  return Status::kOk;
}

Status Padded::prepare(const Context& context, Params& p, Needs& needs) {
  if (context.outputs() != 1) return Status::kWrongOperands;
  Status status = check_movable(context, 0);
  if (status != Status::kOk) return status;
  const Tensor in = context.input(0);
  const Shape out = context.output(0).shape;
  Integers paddings;
  status = read_paddings(context, 1, in.shape, out, paddings);
  if (status != Status::kOk) return status;
  p.elements = out.elements();
  p.box.clear(bits(in.type) / 8);
  for (int d = 0; d < in.shape.rank; ++d) {
    const int32_t to = stride(out, d, p.box.element);
    if (p.elements > 0) {
      p.box.to_start += static_cast<int32_t>(paddings[2 * d]) * to;
    }
    p.box.add(in.shape[d], stride(in.shape, d, p.box.element), to);
  }
  needs.any_alignment = ~1u;
  return Status::kOk;
}

}  // namespace mote::ops
