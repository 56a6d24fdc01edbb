// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/broadcast.h"

#include "device/ops/overlap.h"

namespace mote::ops {
namespace {

// Dimension d of a shape widened to `rank` dimensions with leading ones.
int32_t widened(const Shape& shape, int rank, int d) {
  const int own = d - (rank - shape.rank);
  return own < 0 ? 1 : shape[own];
}

// Adds an output dimension that each operand either walks or repeats.
void append(Broadcast& b, int32_t size, const bool* repeats, int count) {
  if (size == 1) return;
  bool merge = b.rank > 0;
  for (int i = 0; i < count; ++i) {
    merge = merge && b.one(i) == repeats[i];
  }
  if (merge) {
    b.dims[b.rank - 1] *= size;
    return;
  }
  for (int i = 0; i < count; ++i) {
    b.repeats[i] = static_cast<uint8_t>(
        b.repeats[i] | (repeats[i] ? 1u << b.rank : 0u));
  }
  b.dims[b.rank++] = size;
}

}  // namespace

Status make_broadcast(const Context& context, int first, int count,
                      Broadcast& b) {
  b = {};
  const Shape out = context.output(0).shape;
  Shape shapes[kMaxBroadcast];
  int rank = 0;
  for (int i = 0; i < count; ++i) {
    shapes[i] = context.input(first + i).shape;
    rank = max<int>(rank, shapes[i].rank);
  }
  if (out.rank != rank) return context.refuse(Status::kWrongShape, kOutput);
  for (int d = 0; d < rank; ++d) {
    int32_t size = 1;
    for (int i = 0; i < count; ++i) {
      const int32_t own = widened(shapes[i], rank, d);
      if (own != 1 && size != 1 && own != size) {
        return context.refuse(Status::kWrongShape, first + i);
      }
      if (own != 1) size = own;
    }
    if (size != out[d]) return context.refuse(Status::kWrongShape, kOutput);
    bool repeats[kMaxBroadcast] = {};
    for (int i = 0; i < count; ++i) {
      repeats[i] = widened(shapes[i], rank, d) != size;
    }
    append(b, size, repeats, count);
  }
  if (b.rank == 0) b.dims[b.rank++] = 1;
  if (out.elements() == 0) {
    b = {};
    b.rank = 1;
  }
  return Status::kOk;
}

BroadcastWalk::BroadcastWalk(const Broadcast& b) : b_(b), more_(b.run() > 0) {}

void BroadcastWalk::next() {
  int d = b_.rank - 2;
  while (d >= 0 && ++index_[d] == b_.dims[d]) index_[d--] = 0;
  more_ = d >= 0;
  if (more_) locate();
}

void BroadcastWalk::locate() {
  for (int i = 0; i < kMaxBroadcast; ++i) {
    int32_t at = 0;
    for (int d = 0; d < b_.rank; ++d) {
      if ((b_.repeats[i] >> d & 1) != 0) continue;
      at = at * b_.dims[d] + index_[d];
    }
    at_[i] = at;
  }
}

Status prepare_pair(const Context& context, Broadcast& b, Needs& needs) {
  if (context.inputs() != 2 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor first = context.input(0);
  const Tensor second = context.input(1);
  const Tensor out = context.output(0);
  if (!first.present()) return context.refuse(Status::kWrongOperands, 0);
  if (second.type != first.type) return context.refuse(Status::kWrongType, 1);
  const Status status = make_broadcast(context, 0, 2, b);
  if (status != Status::kOk) return status;
  for (int i = 0; i < 2; ++i) {
    if (b.repeats[i] != 0) continue;
    needs.lead[i] = element_lead(first.type, out.type, out.elements());
  }
  return Status::kOk;
}

}  // namespace mote::ops
