// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/rfft2d.h"

namespace mote::ops {
namespace {

// Lengths are powers of two, as in the reference.
bool plan_of(int64_t length, bool can_be_1, fft::Plan& plan) {
  if (length < 1 || length > 1 << 20 || (length & (length - 1)) != 0) {
    return false;
  }
  const bool planned = fft::make_plan(static_cast<int32_t>(length), plan);
  return planned || (length == 1 && can_be_1);
}

uint32_t bytes_of(const fft::Plan& plan) {
  return static_cast<uint32_t>(plan.length) * sizeof(fft::Complex<float>);
}

}  // namespace

Status Rfft2D::prepare(const Context& context, const Options&, Params& p,
                       Needs& needs) {
  if (context.inputs() != 2 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor in = context.input(0);
  const Tensor out = context.output(0);
  if (in.type != Type::kFloat32) return context.refuse(Status::kWrongType, 0);
  if (out.type != Type::kComplex64) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  const int rank = in.shape.rank;
  if (rank < 2) return context.refuse(Status::kWrongShape, 0);
  Integers size;
  const Status status = read_integers(context, 1, 2, size);
  if (status != Status::kOk) return status;
  p = {};
  if (!plan_of(size[0], true, p.column) || !plan_of(size[1], false, p.row)) {
    return context.refuse(Status::kBadOption, 1);
  }
  bool fits = out.shape.rank == rank &&
              out.shape[rank - 2] == p.column.length &&
              out.shape[rank - 1] == p.out_w();
  for (int d = 0; fits && d < rank - 2; ++d) {
    fits = out.shape[d] == in.shape[d];
  }
  if (!fits) return context.refuse(Status::kWrongShape, kOutput);
  p.images = in.shape.product(0, rank - 2);
  p.in_h = in.shape[rank - 2];
  p.in_w = in.shape[rank - 1];
  needs.tables[kColumnTwiddles] = bytes_of(p.column);
  needs.tables[kRowTwiddles] = bytes_of(p.row);
  needs.scratch = max(bytes_of(p.row), bytes_of(p.column));
  needs.work = 4ull * static_cast<uint32_t>(out.elements()) *
               (2u + p.row.stages + p.column.stages);
  return Status::kOk;
}

void Rfft2D::fill(const Context&, const Params& p, int table, void* out) {
  fft::fill_twiddles(table == kRowTwiddles ? p.row : p.column,
                     static_cast<fft::Complex<float>*>(out));
}

}  // namespace mote::ops
