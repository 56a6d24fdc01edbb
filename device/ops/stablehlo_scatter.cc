// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/stablehlo_scatter.h"

#include "device/ops/dim_sets.h"

namespace mote::ops {
namespace {

using Scatter = StablehloScatter;

// The vectors' dimension in the indices and the operand's dimensions that they
// tell the start of.
Status prepare_starts(const Context& context, const Scatter::Options& options,
                      Scatter::Params& p) {
  const Shape indices = context.input(1).shape;
  const int64_t vector = options.index_vector_dim;
  if (vector < 0 || vector > indices.rank) return Status::kBadOption;
  const int at = static_cast<int>(vector);
  // A dimension of 1 may be left out at the end.
  const int32_t length = at == indices.rank ? 1 : indices[at];
  uint32_t mapped = 0;
  if (options.scatter_dims.size != static_cast<uint32_t>(length) ||
      !read_dims(options.scatter_dims, p.dims, mapped)) {
    return Status::kBadOption;
  }
  p.index_step = indices.product(min(at + 1, indices.rank), indices.rank);
  for (uint32_t k = 0; k < options.scatter_dims.size; ++k) {
    p.dim[options.scatter_dims[k]].number = static_cast<int32_t>(k);
  }
  return Status::kOk;
}

// The dimensions of the updates.
Status prepare_axes(const Context& context, const Scatter::Options& options,
                    Scatter::Params& p) {
  const Shape indices = context.input(1).shape;
  const Shape updates = context.input(2).shape;
  const int vector = static_cast<int>(options.index_vector_dim);
  const int batches = indices.rank - (vector < indices.rank ? 1 : 0);
  uint32_t windows = 0, inserted = 0;
  if (!read_dims(options.update_window_dims, updates.rank, windows) ||
      !read_dims(options.inserted_window_dims, p.dims, inserted) ||
      options.update_window_dims.size + options.inserted_window_dims.size !=
          static_cast<uint32_t>(p.dims)) {
    return Status::kBadOption;
  }
  if (updates.rank !=
      batches + static_cast<int>(options.update_window_dims.size)) {
    return context.refuse(Status::kWrongShape, 2);
  }
  int along = -1, batch = -1;
  for (int d = 0; d < updates.rank; ++d) {
    Scatter::Axis& axis = p.axis[d];
    axis.count = updates[d];
    axis.along = -1;
    if ((windows >> d & 1) != 0) {
      along = next_dim(inserted, false, along);
      axis.along = along;
      if (axis.count > p.dim[along].count) {
        return context.refuse(Status::kWrongShape, 2);
      }
      continue;
    }
    batch = next_dim(1u << vector, false, batch);
    axis.index = indices.product(batch + 1, indices.rank);
    if (axis.count != indices[batch]) {
      return context.refuse(Status::kWrongShape, 2);
    }
  }
  return Status::kOk;
}

}  // namespace

int32_t Scatter::find(const Params& p, const Buffers& buffers, int32_t u) {
  int32_t within[kMaxRank] = {};
  int32_t vector = 0;
  for (int32_t d = p.rank - 1; d >= 0; --d) {
    const Axis& axis = p.axis[d];
    const int32_t i = u % axis.count;
    u /= axis.count;
    if (axis.along >= 0) within[axis.along] = i;
    else vector += i * axis.index;
  }
  int32_t at = 0;
  for (int32_t d = 0; d < p.dims; ++d) {
    const Dim& dim = p.dim[d];
    int64_t start = 0;
    if (dim.number >= 0) {
      const int32_t index = vector + dim.number * p.index_step;
      start = p.long_indices != 0 ? buffers.input<int64_t>(1)[index]
                                  : buffers.input<int32_t>(1)[index];
    }
    if (start < -within[d] || start >= dim.count - within[d]) return -1;
    at += (static_cast<int32_t>(start) + within[d]) * dim.step;
  }
  return at;
}

Status Scatter::prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
  if (context.inputs() != 3 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor operand = context.input(0);
  const Tensor indices = context.input(1);
  const Tensor updates = context.input(2);
  const Tensor out = context.output(0);
  const int variant = find_variant(Variants(), operand.type);
  if (variant < 0) return context.refuse(Status::kWrongType, 0);
  if (indices.type != Type::kInt32 && indices.type != Type::kInt64) {
    return context.refuse(Status::kWrongType, 1);
  }
  if (updates.type != operand.type) {
    return context.refuse(Status::kWrongType, 2);
  }
  if (out.type != operand.type) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  if (out.shape != operand.shape) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  p = {};
  p.body.subgraph = options.body;
  p.count = updates.elements();
  p.rank = updates.shape.rank;
  p.dims = operand.shape.rank;
  p.bytes = out.bytes;
  p.long_indices = indices.type == Type::kInt64;
  for (int d = 0; d < p.dims; ++d) {
    p.dim[d] = {operand.shape[d], operand.shape.product(d + 1, p.dims), -1};
  }
  Status status = prepare_starts(context, options, p);
  if (status == Status::kOk) status = prepare_axes(context, options, p);
  needs.variant = static_cast<uint8_t>(variant);
  needs.lead[0] = 0;
  needs.any_alignment = 1;
  needs.work = static_cast<uint64_t>(static_cast<uint32_t>(p.count)) *
                   kMaxRank +
               out.bytes;
  return status;
}

}  // namespace mote::ops
