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

// Checks an auxiliary input: floats shaped like x but for the last dimension,
// which it gives.
inline Status check_aux(const Context& context, int operand, int32_t& inputs) {
  const Tensor aux = context.input(operand);
  if (!aux.present()) return context.refuse(Status::kWrongOperands, operand);
  if (aux.type != Type::kFloat32) {
    return context.refuse(Status::kWrongType, operand);
  }
  inputs = aux.shape.last();
  return same_rows(context.input(0).shape, aux.shape, inputs)
             ? Status::kOk : context.refuse(Status::kWrongShape, operand);
}

// The outputs of an operator that runs a sequence both ways: one each, or one
// with the backward output behind the forward one in every row.
struct BothWays {
  int32_t forward, backward;  // their widths
  uint8_t merged;

  template <class X>
  X* row(const Buffers& buffers, bool backwards, int32_t i) const {
    if (merged != 0) {
      return buffers.output<X>(0) + i * (forward + backward) +
             (backwards ? forward : 0);
    }
    return backwards ? buffers.output<X>(1) + i * backward
                     : buffers.output<X>(0) + i * forward;
  }
};

inline Status check_outputs(const Context& context, const BothWays& ways,
                            Type type) {
  const Shape x = context.input(0).shape;
  if (context.outputs() != (ways.merged != 0 ? 1 : 2)) {
    return Status::kWrongOperands;
  }
  for (int i = 0; i < context.outputs(); ++i) {
    const Tensor out = context.output(i);
    const int32_t width = ways.merged != 0 ? ways.forward + ways.backward
                          : i == 0         ? ways.forward
                                           : ways.backward;
    if (out.type != type) {
      return context.refuse(Status::kWrongType, kOutput + i);
    }
    if (!same_rows(x, out.shape, width)) {
      return context.refuse(Status::kWrongShape, kOutput + i);
    }
  }
  return Status::kOk;
}

// What an operator that runs both ways does with its auxiliary input.
struct AuxUse {
  uint8_t aux;       // both ways read it, through weights of their own
  uint8_t backward;  // without such weights: the backward way reads it as its x

  const float* x(const Buffers& buffers, bool backwards, int operand) const {
    return buffers.input<float>(backward != 0 && backwards ? operand : 0);
  }
  const float* aux_of(const Buffers& buffers, int operand) const {
    return aux != 0 ? buffers.input<float>(operand) : nullptr;
  }
};

// forward, backward: the first of the ways' auxiliary weights.
inline Status prepare_aux_use(const Context& context, int operand, int forward,
                              int backward, AuxUse& use) {
  use.aux = context.input(forward).present();
  if ((use.aux != 0) != context.input(backward).present()) {
    return context.refuse(Status::kWrongOperands, backward);
  }
  use.backward = use.aux == 0 && context.input(operand).present();
  if (use.backward == 0) return Status::kOk;
  int32_t inputs = 0;
  const Status status = check_aux(context, operand, inputs);
  if (status != Status::kOk) return status;
  return inputs == context.input(0).shape.last()
             ? Status::kOk : context.refuse(Status::kWrongShape, operand);
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SEQUENCE_H_
