// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of operators that compute each row, along the last dimension, by
// itself.
#ifndef MOTE_DEVICE_OPS_ROWS_H_
#define MOTE_DEVICE_OPS_ROWS_H_

#include "device/ops/op.h"

namespace mote::ops {

struct Rows {
  int32_t count;
  int32_t depth;
};

// Reads them off input 0; checks that there is one input and one output of the
// same shape, and a variant for the input's type.
[[gnu::cold]] Status prepare_rows(const Context& context, int variant,
                                  Rows& rows, Needs& needs);

// Input 0 and output 0, row by row: row(in, out). Rows are not empty.
template <class X, class Y, class F>
void for_each_row(const Rows& rows, const Buffers& buffers, const F& row) {
  const X* in = buffers.template input<X>(0);
  Y* out = buffers.template output<Y>(0);
  if (rows.depth == 0) return;
  for (int32_t r = 0; r < rows.count; ++r) {
    row(in, out);
    in += rows.depth;
    out += rows.depth;
  }
}

template <class X>
X highest_of(const X* row, int32_t depth) {
  X highest = row[0];
  for (int32_t i = 1; i < depth; ++i) highest = max(highest, row[i]);
  return highest;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ROWS_H_
