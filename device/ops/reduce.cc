// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/reduce.h"

namespace mote::ops {
namespace {

Status read_axes(const Context& context, int rank, uint32_t& axes) {
  Integers numbers;
  const Status status = read_integers(context, 1, numbers);
  if (status != Status::kOk) return status;
  axes = 0;
  for (int32_t i = 0; i < numbers.size(); ++i) {
    // A scalar has no axes to choose from; any number is taken for none.
    if (rank == 0) break;
    const int dim = dimension(numbers[i], rank);
    if (dim < 0) return context.refuse(Status::kBadOption, 1);
    axes |= 1u << dim;
  }
  return Status::kOk;
}

bool output_fits(const Shape& in, const Shape& out, uint32_t axes,
                 bool keep_dims) {
  int o = 0;
  for (int d = 0; d < in.rank; ++d) {
    const bool reduced = (axes >> d & 1) != 0;
    if (reduced && !keep_dims) continue;
    if (o >= out.rank || out[o] != (reduced ? 1 : in[d])) return false;
    ++o;
  }
  return o == out.rank;
}

}  // namespace

int32_t Loops::elements() const {
  int32_t n = 1;
  for (int i = 0; i < loops; ++i) n *= loop[i].count;
  return n;
}

bool Walk::next(int inner) {
  for (int d = loops_.loops - 1 - inner; d >= 0; --d) {
    const Loops::Loop& loop = loops_.loop[d];
    if (++index_[d] < loop.count) {
      at_ += loop.step;
      return true;
    }
    index_[d] = 0;
    at_ -= (loop.count - 1) * loop.step;
  }
  return false;
}

Status make_reduction(const Context& context, bool keep_dims, Reduction& r) {
  if (context.inputs() != 2 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Shape in = context.input(0).shape;
  uint32_t axes = 0;
  const Status status = read_axes(context, in.rank, axes);
  if (status != Status::kOk) return status;
  if (!output_fits(in, context.output(0).shape, axes, keep_dims)) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  r = {};
  int last = -1;
  for (int d = 0; d < in.rank; ++d) {
    if (in[d] == 1) continue;
    const int reduced = static_cast<int>(axes >> d & 1);
    Loops& loops = reduced != 0 ? r.reduced : r.kept;
    if (reduced == last) {
      Loops::Loop& loop = loops.loop[loops.loops - 1];
      loop = {loop.count * in[d], in.product(d + 1, in.rank)};
    } else {
      loops.loop[loops.loops++] = {in[d], in.product(d + 1, in.rank)};
    }
    last = reduced;
  }
  return Status::kOk;
}

}  // namespace mote::ops
