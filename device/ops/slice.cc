// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/slice.h"

namespace mote::ops {
namespace {

// Starts the box at a constant begin.
Status start_at(const Context& context, Box& box) {
  const Shape in = context.input(0).shape;
  const Shape out = context.output(0).shape;
  Integers begin, size;
  Status status = read_integers(context, 1, in.rank, begin);
  if (status == Status::kOk) status = read_integers(context, 2, in.rank, size);
  if (status != Status::kOk) return status;
  for (int d = 0; d < in.rank; ++d) {
    const Place place = {in[d], out[d], stride(in, d, box.element)};
    if (!place.admits(begin[d], size[d])) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    if (out.elements() > 0) {
      box.from_start += static_cast<int32_t>(begin[d]) * place.step;
    }
  }
  return Status::kOk;
}

}  // namespace

Status Slice::prepare(const Context& context, const Options&, Params& p,
                      Needs& needs) {
  if (context.inputs() != 3 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  Status status = check_movable(context, 0);
  if (status != Status::kOk) return status;
  const Tensor in = context.input(0);
  const Tensor begin = context.input(1), size = context.input(2);
  const Shape out = context.output(0).shape;
  const int variant = find_variant(Variants(), begin.type);
  if (variant < 0) return context.refuse(Status::kWrongType, 1);
  if (size.type != begin.type) return context.refuse(Status::kWrongType, 2);
  if (!fits_into(out, in.shape)) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  if (begin.elements() != in.shape.rank) {
    return context.refuse(Status::kWrongShape, 1);
  }
  if (size.elements() != in.shape.rank) {
    return context.refuse(Status::kWrongShape, 2);
  }
  needs.variant = static_cast<uint8_t>(variant);
  p.box.clear(bits(in.type) / 8);
  for (int d = 0; d < in.shape.rank; ++d) {
    p.box.add(out[d], stride(in.shape, d, p.box.element),
              stride(out, d, p.box.element));
  }
  needs.lead[0] = p.box.runs_in_place() ? 0 : kApart;
  p.rank = 0;
  if (begin.constant() && size.constant()) return start_at(context, p.box);
  p.rank = in.shape.rank;
  needs.tables[0] = static_cast<uint32_t>(p.rank) * uint32_t{sizeof(Place)};
  return Status::kOk;
}

}  // namespace mote::ops
