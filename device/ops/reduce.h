// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of reductions: one number from all elements along some axes.
#ifndef MOTE_DEVICE_OPS_REDUCE_H_
#define MOTE_DEVICE_OPS_REDUCE_H_

#include "device/ops/integers.h"

namespace mote::ops {

// Nested loops over a tensor, outermost first; steps in elements. Dimensions
// that step as one are one loop, so that kinds of loops alternate.
struct Loops {
  static constexpr int kMax = kMaxRank / 2;
  struct Loop {
    int32_t count, step;
  };
  int32_t loops;
  Loop loop[kMax];

  int32_t elements() const;
};

// Goes through the places that loops lead to.
class Walk {
 public:
  explicit Walk(const Loops& loops) : loops_(loops) {}

  int32_t at() const { return at_; }
  // Steps the loops from the `inner` innermost ones outwards; false at the end.
  bool next(int inner = 0);

 private:
  const Loops& loops_;
  int32_t index_[Loops::kMax] = {};
  int32_t at_ = 0;
};

// Which loops lead from output to output, and which over what each of them is
// made of. The output's elements come in order.
struct Reduction {
  Loops kept;
  Loops reduced;

  // Calls f(first, count, step) for rows of the elements of one output, in
  // order, `first` counted from the output's own first element.
  template <class F>
  void each_row(F f) const {
    if (reduced.loops == 0) return f(0, 1, 1);
    const Loops::Loop row = reduced.loop[reduced.loops - 1];
    Walk walk(reduced);
    do {
      f(walk.at(), row.count, row.step);
    } while (walk.next(1));
  }
};

// Operand 1: axes, negative ones from the end, repeated ones counted once.
Status make_reduction(const Context& context, bool keep_dims, Reduction& r);

// As above for a type among the variants, also of the output; picks the
// variant.
template <class Variants>
Status prepare_reduction(const Context& context, bool keep_dims,
                         Variants variants, Reduction& r, Needs& needs) {
  const Type type = context.input(0).type;
  const int variant = find_variant(variants, type);
  if (variant < 0) return context.refuse(Status::kWrongType, 0);
  if (context.output(0).type != type) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  needs.variant = static_cast<uint8_t>(variant);
  needs.any_alignment = ~1u;
  // An output lies no further on than the first element it is made of.
  needs.lead[0] = 0;
  return make_reduction(context, keep_dims, r);
}

struct ReducerOptions {
  bool keep_dims;

  template <class V>
  static void fields(ReducerOptions& o, V& v) {
    v(0, "keep_dims", o.keep_dims);
  }
};

// From the elements of each output, in order, acc = add(acc, x), starting with
// `start`; the output is result(acc).
template <class X, class Y, class Acc, class Add, class Result>
void reduce(const Reduction& r, const X* in, Y* out, Acc start, Add add,
            Result result) {
  if (r.kept.elements() == 0) return;
  const bool empty = r.reduced.elements() == 0;
  Walk walk(r.kept);
  do {
    Acc acc = start;
    if (!empty) {
      const X* first = in + walk.at();
      r.each_row([&](int32_t at, int32_t count, int32_t step) {
        const X* x = first + at;
        for (int32_t i = 0; i < count; ++i) acc = add(acc, x[i * step]);
      });
    }
    *out++ = result(acc);
  } while (walk.next());
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_REDUCE_H_
