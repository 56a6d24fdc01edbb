// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/tile.h"

namespace mote::ops {

Status Tile::prepare(const Context& context, const Options&, Params& p,
                     Needs& needs) {
  if (context.inputs() != 2 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Status status = check_movable(context, 0);
  if (status != Status::kOk) return status;
  const Shape in = context.input(0).shape;
  const Shape out = context.output(0).shape;
  if (out.rank != in.rank) return context.refuse(Status::kWrongShape, kOutput);
  p = {};
  p.corner.clear(bits(context.input(0).type) / 8);
  p.rank = in.rank;
  for (int d = 0; d < in.rank; ++d) {
    p.size[d] = in[d];
    if (in[d] != 0) p.multiple[d] = out[d] / in[d];
    if (p.multiple[d] * static_cast<int64_t>(in[d]) != out[d]) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    p.corner.add(min(in[d], out[d]), stride(in, d, p.corner.element),
                 stride(out, d, p.corner.element));
  }
  needs.any_alignment = ~3u;
  if (out.elements() == 0) {
    p.rank = 0;
    return Status::kOk;
  }
  return read_stated(context, 1, p.multiple, p.rank, p.multiples);
}

void Tile::repeat(const Params& p, uint8_t* out) {
  const int32_t element = p.corner.element;
  int32_t step[kMaxRank + 1];  // bytes between neighbours, and of all
  step[p.rank] = element;
  for (int d = p.rank - 1; d >= 0; --d) {
    step[d] = step[d + 1] * p.size[d] * p.multiple[d];
  }
  for (int d = p.rank - 1; d >= 0; --d) {
    Box rows;
    rows.clear(p.corner.element);
    for (int i = 0; i < d; ++i) rows.add(p.size[i], step[i + 1], step[i + 1]);
    const int32_t row = p.size[d] * step[d + 1];
    rows.add(row / element, element, element);
    for (int32_t k = 1; k < p.multiple[d]; ++k) {
      rows.to_start = k * row;
      copy(rows, out, out);
    }
  }
}

}  // namespace mote::ops
