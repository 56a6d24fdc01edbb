// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of operators that step through a sequence and carry a state:
// x [t, n, i] (time major), [n, t, i] or [n, i] for a single step.
#ifndef MOTE_DEVICE_OPS_SEQUENCE_H_
#define MOTE_DEVICE_OPS_SEQUENCE_H_

#include "device/ops/op.h"

namespace mote::ops {

struct Sequence {
  int32_t batches, steps;
  uint8_t time_major;

  int32_t rows() const { return batches * steps; }

  // Calls f(batch, row) for each step of each batch, in order of time; row
  // tells where the step's vector lies in a tensor shaped like x.
  template <class F>
  void each(bool backwards, F f) const {
    for (int32_t n = 0; n < batches; ++n) {
      for (int32_t i = 0; i < steps; ++i) {
        const int32_t t = backwards ? steps - 1 - i : i;
        f(n, time_major != 0 ? t * batches + n : n * steps + t);
      }
    }
  }
};

// Reads the sequence off the shape of input 0, of rank 2 or 3.
inline Status make_sequence(const Context& context, bool time_major,
                            Sequence& sequence) {
  const Shape x = context.input(0).shape;
  if (x.rank < 2 || x.rank > 3) {
    return context.refuse(Status::kWrongShape, 0);
  }
  const bool single = x.rank == 2;
  sequence.time_major = time_major && !single;
  sequence.steps = single ? 1 : x[time_major ? 0 : 1];
  sequence.batches = single ? x[0] : x[time_major ? 1 : 0];
  return Status::kOk;
}

// Whether out has the shape of x but for its last dimension.
inline bool same_rows(const Shape& x, const Shape& out, int32_t last) {
  if (out.rank != x.rank || out.last() != last) return false;
  for (int i = 0; i + 1 < x.rank; ++i) {
    if (out[i] != x[i]) return false;
  }
  return true;
}

// As the number of columns: not a matrix.
inline constexpr int32_t kVector = -1;

// Checks an operand's type and that it is a matrix [rows, columns] or a vector
// of that many rows.
inline Status check_weights(const Context& context, int operand, Type type,
                            int32_t rows, int32_t columns) {
  const Tensor w = context.input(operand);
  if (!w.present()) return context.refuse(Status::kWrongOperands, operand);
  if (w.type != type) return context.refuse(Status::kWrongType, operand);
  const bool fits = columns == kVector
                        ? w.shape.rank == 1 && w.shape[0] == rows
                        : w.shape.rank == 2 && w.shape[0] == rows &&
                              w.shape[1] == columns;
  return fits ? Status::kOk : context.refuse(Status::kWrongShape, operand);
}

// Checks that an operand is a variable of that many elements.
inline Status check_state(const Context& context, int operand, Type type,
                          int64_t elements) {
  const Tensor state = context.input(operand);
  if (!state.variable) return context.refuse(Status::kWrongOperands, operand);
  if (state.type != type) return context.refuse(Status::kWrongType, operand);
  return state.elements() == elements
             ? Status::kOk : context.refuse(Status::kWrongShape, operand);
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SEQUENCE_H_
