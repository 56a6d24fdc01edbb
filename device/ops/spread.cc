// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/spread.h"

namespace mote::ops {

Status begin_spread(const Context& context, int more, int value,
                    Padded::Params& p, Needs& needs) {
  if (context.inputs() != 2 + more || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Status status = check_movable(context, 0);
  if (status != Status::kOk) return status;
  const Tensor in = context.input(0);
  const Tensor filler = context.input(value);
  const Tensor out = context.output(0);
  if (filler.type != in.type) return context.refuse(Status::kWrongType, value);
  if (filler.elements() != 1) return context.refuse(Status::kWrongShape, value);
  if (out.shape.rank != in.shape.rank) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  p = {};
  p.elements = out.elements();
  p.box.clear(bits(in.type) / 8);
  needs.any_alignment = ~1u;
  return Status::kOk;
}

Status add_spread(const Context& context, int d, const Spacing& spacing,
                  Padded::Params& p) {
  const Shape in = context.input(0).shape;
  const Shape out = context.output(0).shape;
  const int64_t step = spacing.between + 1;
  if (spacing.between < 0 || step > INT32_MAX || spacing.before > INT32_MAX ||
      spacing.before < -INT32_MAX || spacing.after > INT32_MAX ||
      spacing.after < -INT32_MAX) {
    return Status::kBadOption;
  }
  const int64_t spread = in[d] == 0 ? 0 : (in[d] - 1) * step + 1;
  const int64_t size = max(spacing.before + spread + spacing.after, 0);
  if (size != out[d]) return context.refuse(Status::kWrongShape, kOutput);
  // The elements first..end-1 land inside.
  const int64_t first =
      spacing.before < 0 ? (step - 1 - spacing.before) / step : 0;
  const int64_t room = out[d] - spacing.before;
  const int64_t end =
      room <= 0 ? 0 : min<int64_t>(in[d], (room + step - 1) / step);
  const int32_t count = static_cast<int32_t>(max(end - first, 0));
  const int32_t from = stride(in, d, p.box.element);
  const int32_t to = stride(out, d, p.box.element);
  // A step without a second element has no place in the output either.
  const int32_t apart = count > 1 ? static_cast<int32_t>(step) * to : 0;
  if (count > 0 && p.elements > 0) {
    p.box.from_start += static_cast<int32_t>(first) * from;
    p.box.to_start += static_cast<int32_t>(spacing.before + first * step) * to;
  }
  p.box.add(p.elements > 0 ? count : 0, from, apart);
  return Status::kOk;
}

}  // namespace mote::ops
