// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/gather.h"

namespace mote::ops {
namespace {

// The output has the input's dimensions with those of the indices that are not
// in the batch in the place of the axis.
bool output_fits(const Shape& in, const Shape& indices, const Shape& out,
                 int axis, int batch_dims) {
  const int added = indices.rank - batch_dims;
  bool fits = out.rank == in.rank - 1 + added;
  for (int d = 0; fits && d < out.rank; ++d) {
    if (d < axis) {
      fits = out[d] == in[d];
    } else if (d < axis + added) {
      fits = out[d] == indices[d - axis + batch_dims];
    } else {
      fits = out[d] == in[d - added + 1];
    }
  }
  return fits;
}

}  // namespace

Status Gather::prepare(const Context& context, const Options& options,
                       Params& p, Needs& needs) {
  if (context.inputs() != 2 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Status status = check_movable(context, 0);
  if (status != Status::kOk) return status;
  const Tensor in = context.input(0);
  const Tensor indices = context.input(1);
  const Shape out = context.output(0).shape;
  const int variant = find_variant(Variants(), indices.type);
  if (variant < 0) return context.refuse(Status::kWrongType, 1);
  const int axis = dimension(options.axis, in.shape.rank);
  const int64_t batch_dims =
      static_cast<int64_t>(options.batch_dims) +
      (options.batch_dims < 0 ? indices.shape.rank : 0);
  if (axis < 0 || batch_dims < 0 || batch_dims > axis ||
      batch_dims > indices.shape.rank) {
    return Status::kBadOption;
  }
  const int batch = static_cast<int>(batch_dims);
  for (int d = 0; d < batch; ++d) {
    if (indices.shape[d] != in.shape[d]) {
      return context.refuse(Status::kWrongShape, 1);
    }
  }
  if (!output_fits(in.shape, indices.shape, out, axis, batch)) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  p = {};
  needs.variant = static_cast<uint8_t>(variant);
  needs.any_alignment = 1u;
  if (out.elements() == 0) return Status::kOk;
  p.batches = in.shape.product(0, batch);
  p.outer = in.shape.product(batch, axis);
  p.choices = in.shape[axis];
  p.indices = indices.shape.product(batch, indices.shape.rank);
  p.slice = stride(in.shape, axis, bits(in.type) / 8);
  return Status::kOk;
}

}  // namespace mote::ops
