// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Operands of different shapes, combined element by element: shapes are aligned
// at their last dimension, and where an operand has 1 its values repeat.
#ifndef MOTE_DEVICE_OPS_BROADCAST_H_
#define MOTE_DEVICE_OPS_BROADCAST_H_

#include "device/ops/op.h"

namespace mote::ops {

inline constexpr int kMaxBroadcast = 3;

// The output's dimensions, neighbours that behave alike merged into one:
// operands of equal shape have one dimension, and so has a scalar operand.
struct Broadcast {
  int32_t dims[kMaxRank];          // outermost first, at least one
  uint8_t rank;
  uint8_t repeats[kMaxBroadcast];  // bit d: the operand repeats along dims[d]

  // The innermost dimension, which is walked without interruption.
  int32_t run() const { return dims[rank - 1]; }
  // Whether the operand repeats one value along the run.
  bool one(int operand) const {
    return (repeats[operand] >> (rank - 1) & 1) != 0;
  }
};

// Makes the Broadcast of the inputs first..first + count - 1 and checks the
// shape of output 0.
Status make_broadcast(const Context& context, int first, int count,
                      Broadcast& b);

// The runs of a Broadcast, in the output's order.
//   for (BroadcastWalk walk(b); walk.more(); walk.next()) ...
class BroadcastWalk {
 public:
  explicit BroadcastWalk(const Broadcast& b);

  bool more() const { return more_; }
  // Where the run starts in the operand.
  int32_t at(int operand) const { return at_[operand]; }
  void next();

 private:
  void locate();

  const Broadcast& b_;
  bool more_;
  int32_t index_[kMaxRank] = {};
  int32_t at_[kMaxBroadcast] = {};
};

// Prepares an operator of two broadcast inputs of one type: counts, types,
// shapes, overlap. The output's type is up to the caller.
Status prepare_pair(const Context& context, Broadcast& b, Needs& needs);

// out = f(a, b) for each element. f is taken by value: what it holds stays in
// registers whatever is written to out.
template <class A, class B, class Y, class F>
void for_each_pair(const Broadcast& shape, const A* a, const B* b, Y* out,
                   F f) {
  const int32_t n = shape.run();
  const int32_t a_step = shape.one(0) ? 0 : 1;
  const int32_t b_step = shape.one(1) ? 0 : 1;
  for (BroadcastWalk walk(shape); walk.more(); walk.next(), out += n) {
    const A* x = a + walk.at(0);
    const B* y = b + walk.at(1);
    if (a_step != 0 && b_step != 0) {
      for (int32_t i = 0; i < n; ++i) out[i] = f(x[i], y[i]);
    } else {
      for (int32_t i = 0; i < n; ++i, x += a_step, y += b_step) {
        out[i] = f(*x, *y);
      }
    }
  }
}

// The same where f is not defined for all: kBadData when accepts(a, b) is false
// for some element.
template <class X, class Y, class A, class F>
Status for_each_accepted(const Broadcast& shape, const X* a, const X* b, Y* out,
                         const A& accepts, const F& f) {
  bool accepted = true;
  for_each_pair(shape, a, b, out, [&](X x, X y) {
    if (accepts(x, y)) return f(x, y);
    accepted = false;
    return Y(0);
  });
  return accepted ? Status::kOk : Status::kBadData;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_BROADCAST_H_
