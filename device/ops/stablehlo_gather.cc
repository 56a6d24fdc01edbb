// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/stablehlo_gather.h"

#include "device/ops/dim_sets.h"

namespace mote::ops {
namespace {

using Gather = StablehloGather;

// The vectors' dimension in the indices, their length, and where they start.
Status prepare_starts(const Context& context, const Gather::Options& options,
                      Gather::Params& p) {
  const Shape in = context.input(0).shape;
  const Shape indices = context.input(1).shape;
  const int64_t dim = options.index_vector_dim;
  if (dim < 0 || dim > indices.rank) return Status::kBadOption;
  const int vector = static_cast<int>(dim);
  // A dimension of 1 may be left out at the end.
  const int32_t length = vector == indices.rank ? 1 : indices[vector];
  uint32_t mapped = 0;
  if (options.start_index_map.size != static_cast<uint32_t>(length) ||
      options.slice_sizes.size != static_cast<uint32_t>(in.rank) ||
      !read_dims(options.start_index_map, in.rank, mapped)) {
    return Status::kBadOption;
  }
  for (uint32_t d = 0; d < options.slice_sizes.size; ++d) {
    const int64_t size = options.slice_sizes[d];
    if (size < 0 || size > in[static_cast<int>(d)]) return Status::kBadOption;
  }
  p.starts = length;
  p.index_step = indices.product(min(vector + 1, indices.rank), indices.rank);
  for (int32_t k = 0; k < length; ++k) {
    const uint32_t number = static_cast<uint32_t>(k);
    const int d = static_cast<int>(options.start_index_map[number]);
    const int64_t size = options.slice_sizes[static_cast<uint32_t>(d)];
    p.start[k].highest = static_cast<int32_t>(in[d] - size);
    p.start[k].step = in.product(d + 1, in.rank);
  }
  return Status::kOk;
}

}  // namespace

Status Gather::prepare(const Context& context, const Options& options,
                       Params& p, Needs& needs) {
  if (context.inputs() != 2 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  Status status = check_movable(context, 0);
  if (status != Status::kOk) return status;
  const Tensor indices = context.input(1);
  const Shape in = context.input(0).shape;
  const Shape out = context.output(0).shape;
  const int variant = find_variant(Variants(), indices.type);
  if (variant < 0) return context.refuse(Status::kWrongType, 1);
  p = {};
  status = prepare_starts(context, options, p);
  if (status != Status::kOk) return status;
  const int vector = static_cast<int>(options.index_vector_dim);
  const int batches =
      indices.shape.rank - (vector < indices.shape.rank ? 1 : 0);
  uint32_t offsets = 0, collapsed = 0;
  if (!read_dims(options.offset_dims, out.rank, offsets) ||
      !read_dims(options.collapsed_slice_dims, in.rank, collapsed)) {
    return Status::kBadOption;
  }
  const int kept =
      in.rank - static_cast<int>(options.collapsed_slice_dims.size);
  if (static_cast<int>(options.offset_dims.size) != kept) {
    return Status::kBadOption;
  }
  if (out.rank != batches + kept) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  int from = -1, batch = -1;  // dimensions that the output's came from
  for (int d = 0; d < out.rank; ++d) {
    Axis& axis = p.axis[d];
    axis.count = out[d];
    int64_t expected;
    if ((offsets >> d & 1) != 0) {
      from = next_dim(collapsed, false, from);
      axis.from = in.product(from + 1, in.rank);
      expected = options.slice_sizes[static_cast<uint32_t>(from)];
    } else {
      batch = next_dim(1u << vector, false, batch);
      axis.index = indices.shape.product(batch + 1, indices.shape.rank);
      expected = indices.shape[batch];
    }
    if (expected != axis.count) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
  }
  for (int d = 0; d < in.rank; ++d) {
    const bool one = options.slice_sizes[static_cast<uint32_t>(d)] == 1;
    if ((collapsed >> d & 1) != 0 && !one) return Status::kBadOption;
  }
  p.rank = out.rank;
  p.count = out.elements();
  p.element = bits(context.output(0).type) / 8;
  needs.variant = static_cast<uint8_t>(variant);
  needs.any_alignment = 1;
  return Status::kOk;
}

}  // namespace mote::ops
