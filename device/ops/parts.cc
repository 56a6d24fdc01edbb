// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/parts.h"

namespace mote::ops {

bool is_part(const Tensor& part, const Tensor& whole, int dim, int32_t size) {
  const int missing = size < 0 ? 1 : 0;
  bool fits = part.type == whole.type &&
              part.shape.rank == whole.shape.rank - missing;
  for (int d = 0; fits && d < part.shape.rank; ++d) {
    if (missing == 0 && d == dim) {
      fits = part.shape[d] == size;
    } else {
      fits = part.shape[d] == whole.shape[d < dim ? d : d + missing];
    }
  }
  return fits;
}

Status check_outputs(const Context& context, const Tensor& whole, int dim,
                     int32_t size) {
  for (int i = 0; i < context.outputs(); ++i) {
    if (!is_part(context.output(i), whole, dim, size)) {
      return context.refuse(Status::kWrongShape, kOutput + i);
    }
  }
  return Status::kOk;
}

}  // namespace mote::ops
