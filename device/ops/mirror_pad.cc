// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/mirror_pad.h"

#include "device/ops/pad.h"

namespace mote::ops {

Status MirrorPad::prepare(const Context& context, const Options& options,
                          Params& p, Needs& needs) {
  if (context.inputs() != 2 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  Status status = check_movable(context, 0);
  if (status != Status::kOk) return status;
  if (options.mode != MirrorPadMode::kReflect &&
      options.mode != MirrorPadMode::kSymmetric) {
    return Status::kBadOption;
  }
  const Tensor in = context.input(0);
  const Shape out = context.output(0).shape;
  Integers paddings;
  status = read_paddings(context, 1, in.shape, out, paddings);
  if (status != Status::kOk) return status;
  p = {};
  p.middle.clear(bits(in.type) / 8);
  p.edge = options.mode == MirrorPadMode::kReflect ? 1 : 0;
  p.rank = out.elements() == 0 ? 0 : out.rank;
  for (int d = 0; d < out.rank; ++d) {
    p.size[d] = in.shape[d];
    p.before[d] = static_cast<int32_t>(paddings[2 * d]);
    p.after[d] = static_cast<int32_t>(paddings[2 * d + 1]);
    const int32_t most = max(p.before[d], p.after[d]);
    if (most > 0 && most > p.size[d] - p.edge) {
      return context.refuse(Status::kBadOption, 1);
    }
    const int32_t to = stride(out, d, p.middle.element);
    if (p.rank > 0) p.middle.to_start += p.before[d] * to;
    p.middle.add(in.shape[d], stride(in.shape, d, p.middle.element), to);
  }
  needs.any_alignment = ~1u;
  return Status::kOk;
}

void MirrorPad::mirror(const Params& p, uint8_t* out) {
  const int32_t element = p.middle.element;
  int32_t step[kMaxRank + 1];  // bytes between neighbours, and of all
  step[p.rank] = element;
  for (int d = p.rank - 1; d >= 0; --d) {
    step[d] = step[d + 1] * (p.before[d] + p.size[d] + p.after[d]);
  }
  for (int d = p.rank - 1; d >= 0; --d) {
    const int32_t s = step[d + 1];
    const int32_t first = p.before[d] * s;
    const int32_t last = first + (p.size[d] - 1) * s;
    const auto continue_from = [&](int32_t from, int32_t to, int32_t count) {
      // `from` is the outermost element of the middle, `to` the one outside;
      // they part from there.
      const int32_t inwards = from > to ? s : -s;
      Box image;
      image.clear(p.middle.element);
      image.from_start = from + p.edge * inwards;
      image.to_start = to;
      for (int i = 0; i < d; ++i) {
        image.from_start += p.before[i] * step[i + 1];
        image.to_start += p.before[i] * step[i + 1];
        image.add(p.size[i], step[i + 1], step[i + 1]);
      }
      image.add(count, inwards, -inwards);
      image.add(s / element, element, element);
      copy(image, out, out);
    };
    if (p.before[d] > 0) continue_from(first, first - s, p.before[d]);
    if (p.after[d] > 0) continue_from(last, last + s, p.after[d]);
  }
}

}  // namespace mote::ops
