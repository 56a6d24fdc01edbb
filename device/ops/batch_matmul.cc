// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/batch_matmul.h"

namespace mote::ops {
namespace {

constexpr int kBatchRank = BatchMatmul::kBatchRank;

// Dimension i of kBatchRank batch dimensions, right aligned.
int32_t batch_dim(const Shape& shape, int i) {
  const int at = i - kBatchRank + shape.rank - 2;
  return at < 0 ? 1 : shape[at];
}

Status check_shapes(const Context& context, BatchMatmul::Params& p) {
  const Shape a = context.input(0).shape;
  const Shape b = context.input(1).shape;
  const Shape out = context.output(0).shape;
  if (a.rank < 2) return context.refuse(Status::kWrongShape, 0);
  if (b.rank < 2) return context.refuse(Status::kWrongShape, 1);
  p.m = a[a.rank - (p.adj_x != 0 ? 1 : 2)];
  p.k = a[a.rank - (p.adj_x != 0 ? 2 : 1)];
  p.n = b[b.rank - (p.adj_y != 0 ? 2 : 1)];
  if (b[b.rank - (p.adj_y != 0 ? 1 : 2)] != p.k) {
    return context.refuse(Status::kWrongShape, 1);
  }
  if (out.rank != max(a.rank, b.rank) || out[out.rank - 2] != p.m ||
      out[out.rank - 1] != p.n) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  for (int i = 0; i < kBatchRank; ++i) {
    const int32_t from_a = batch_dim(a, i), from_b = batch_dim(b, i);
    if (from_a != from_b && from_a != 1 && from_b != 1) {
      return context.refuse(Status::kWrongShape, 1);
    }
    p.dims[i] = from_a == 1 ? from_b : from_a;
    if (batch_dim(out, i) != p.dims[i]) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    const int bit = 1 << i;
    if (from_a != 1) p.a_moves = static_cast<uint8_t>(p.a_moves | bit);
    if (from_b != 1) p.b_moves = static_cast<uint8_t>(p.b_moves | bit);
  }
  return Status::kOk;
}

Status prepare_hybrid(const Context& context, BatchMatmul::Params& p,
                      Needs& needs, uint64_t& scratch) {
  const Tensor b = context.input(1);
  const Quantization& q = b.quantization;
  const int channels = b.shape.rank - (p.adj_y != 0 ? 2 : 1);
  if (context.output(0).type != Type::kFloat32) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  p.per_channel = q.count > 1;
  if (q.count < 1 || (p.per_channel != 0 &&
                      (q.count != p.n || q.axis != channels))) {
    return context.refuse(Status::kBadQuantization, 1);
  }
  p.b_scale = q.scale();
  needs.variant = BatchMatmul::kHybrid;
  if (p.per_channel != 0) {
    needs.tables[0] = static_cast<uint32_t>(p.n) * sizeof(float);
  }
  const uint64_t m = static_cast<uint32_t>(p.m);
  const uint64_t k = static_cast<uint32_t>(p.k);
  scratch = m * sizeof(Row<int8_t>) + k * sizeof(float) + m * k + k;
  return Status::kOk;
}

Status prepare_integers(const Context& context, BatchMatmul::Params& p,
                        Needs& needs, uint64_t& scratch) {
  const Tensor a = context.input(0);
  const Tensor b = context.input(1);
  const Tensor out = context.output(0);
  const bool words = a.type == Type::kInt16;
  p.narrow_b = words && b.type == Type::kInt8;
  if (b.type != a.type && p.narrow_b == 0) {
    return context.refuse(Status::kWrongType, 1);
  }
  p.raw = !words && out.type == Type::kInt32;
  if (out.type != a.type && p.raw == 0) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  needs.variant = words ? BatchMatmul::kInt16 : BatchMatmul::kInt8;
  const uint64_t k = static_cast<uint32_t>(p.k);
  scratch = 2 * k + (p.adj_x != 0 ? k * (words ? 2 : 1) : 0);
  if (p.raw != 0) return Status::kOk;
  const int operands[] = {0, 1, kOutput};
  int32_t* zeros[] = {&p.a_zero, &p.b_zero, &p.out_zero};
  for (int i = 0; i < 3; ++i) {
    const Quantization q = (i < 2 ? context.input(i) : out).quantization;
    if (q.count != 1 || (words && q.zero_point() != 0)) {
      return context.refuse(Status::kBadQuantization, operands[i]);
    }
    *zeros[i] = q.zero_point();
  }
  p.multiplier = make_multiplier(a.quantization.scale(),
                                 b.quantization.scale(),
                                 out.quantization.scale());
  if (words && p.multiplier.exponent > 7) {
    return context.refuse(Status::kBadQuantization, kOutput);
  }
  return Status::kOk;
}

Status prepare_floats(const Context& context, const BatchMatmul::Params& p,
                      Needs& needs, uint64_t& scratch) {
  if (context.input(1).type != Type::kFloat32) {
    return context.refuse(Status::kWrongType, 1);
  }
  if (context.output(0).type != Type::kFloat32) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  needs.variant = BatchMatmul::kFloat;
  const uint64_t lines = p.adj_x != 0 ? 2 : p.adj_y != 0 ? 0 : 1;
  scratch = lines * static_cast<uint32_t>(p.k) * sizeof(float);
  return Status::kOk;
}

}  // namespace

int32_t batch_matmul::matrix(const BatchMatmul::Params& p, uint8_t moves,
                             int32_t i) {
  int32_t at = 0, size = 1;
  for (int d = kBatchRank - 1; d >= 0; --d) {
    if ((moves >> d & 1) != 0) {
      at += i % p.dims[d] * size;
      size *= p.dims[d];
    }
    i /= p.dims[d];
  }
  return at;
}

Status BatchMatmul::prepare(const Context& context, const Options& options,
                            Params& p, Needs& needs) {
  if (context.inputs() != 2 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  p = {};
  p.adj_x = options.adj_x;
  p.adj_y = options.adj_y;
  p.asymmetric = options.asymmetric_quantize_inputs;
  Status status = check_shapes(context, p);
  if (status != Status::kOk) return status;
  uint64_t scratch = 0;
  switch (context.input(0).type) {
    case Type::kFloat32:
      status = context.input(1).type == Type::kInt8
                   ? prepare_hybrid(context, p, needs, scratch)
                   : prepare_floats(context, p, needs, scratch);
      break;
    case Type::kInt8:
    case Type::kInt16:
      status = prepare_integers(context, p, needs, scratch);
      break;
    default: return context.refuse(Status::kWrongType, 0);
  }
  if (status != Status::kOk) return status;
  if (scratch > INT32_MAX) return context.refuse(Status::kWrongShape, 0);
  needs.scratch = static_cast<uint32_t>(scratch);
  needs.work = static_cast<uint64_t>(context.output(0).elements()) *
               static_cast<uint32_t>(p.k);
  return Status::kOk;
}

void BatchMatmul::fill(const Context& context, const Params& p, int,
                       void* out) {
  const Quantization q = context.input(1).quantization;
  for (int32_t n = 0; n < p.n; ++n) {
    static_cast<float*>(out)[n] = q.scale(n);
  }
}

}  // namespace mote::ops
