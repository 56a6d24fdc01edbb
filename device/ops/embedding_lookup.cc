// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/embedding_lookup.h"

namespace mote::ops {
namespace {

Status prepare_hybrid(const Context& context, const Tensor& in,
                      EmbeddingLookup::Params& p, Needs& needs) {
  const Quantization& q = in.quantization;
  const bool per_row = q.count > 1;
  if (q.count < 1 || (per_row && (q.axis != 0 || q.count != p.rows)) ||
      q.zero_point() != 0) {
    return context.refuse(Status::kBadQuantization, 1);
  }
  p.nibbles = in.type == Type::kInt4;
  p.per_row = per_row;
  p.scale = q.scale();
  if (per_row) needs.tables[0] = static_cast<uint32_t>(p.rows) * 4u;
  needs.variant = EmbeddingLookup::kHybrid;
  return Status::kOk;
}

}  // namespace

Status EmbeddingLookup::prepare(const Context& context, const Options&,
                                Params& p, Needs& needs) {
  if (context.inputs() != 2 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor numbers = context.input(0);
  const Tensor in = context.input(1);
  const Tensor out = context.output(0);
  if (numbers.type != Type::kInt32) {
    return context.refuse(Status::kWrongType, 0);
  }
  if (numbers.shape.rank != 1) return context.refuse(Status::kWrongShape, 0);
  if (!in.present()) return context.refuse(Status::kWrongOperands, 1);
  if (in.shape.rank < 2) return context.refuse(Status::kWrongShape, 1);
  bool fits = out.shape.rank == in.shape.rank &&
              out.shape[0] == numbers.shape[0];
  for (int d = 1; fits && d < out.shape.rank; ++d) {
    fits = out.shape[d] == in.shape[d];
  }
  if (!fits) return context.refuse(Status::kWrongShape, kOutput);
  p = {};
  p.count = out.elements() == 0 ? 0 : numbers.shape[0];
  p.rows = in.shape[0];
  p.row = in.shape.product(1, in.shape.rank);
  needs.any_alignment = 2u;
  if (out.type == Type::kFloat32 &&
      (in.type == Type::kInt8 || in.type == Type::kInt4)) {
    return prepare_hybrid(context, in, p, needs);
  }
  if (!is_movable(in.type)) return context.refuse(Status::kWrongType, 1);
  if (out.type != in.type) return context.refuse(Status::kWrongType, kOutput);
  p.row *= static_cast<int32_t>(bits(in.type) / 8);
  return Status::kOk;
}

}  // namespace mote::ops
