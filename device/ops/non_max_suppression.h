// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// NON_MAX_SUPPRESSION_V4 and _V5: the best boxes that don't overlap too much,
// in falling order of their scores; of equal ones the first. Places that stay
// empty are 0; the last output tells how many are taken.
#ifndef MOTE_DEVICE_OPS_NON_MAX_SUPPRESSION_H_
#define MOTE_DEVICE_OPS_NON_MAX_SUPPRESSION_H_

#include "device/ops/stated.h"

namespace mote::ops {

struct NonMaxSuppression {
  static constexpr uint8_t kVersion = 1;
  using Variants = ops::Variants<float>;
  using Options = NoOptions;
  enum Input { kBoxes, kScores, kMost, kOverlap, kScore, kSigma };
  struct Params {
    int32_t boxes;
    int32_t most;
    Stated stated;  // the most
  };

  // soft: with kSigma, and the scores of the chosen as output 1.
  static Status prepare(const Context& context, bool soft, Params& p,
                        Needs& needs);
  static Status eval(const Params& p, const Buffers& buffers, bool soft);
};

// Op gives the name, code, tag of its options, and whether it is soft.
template <class Op>
struct NonMaxSuppressionOf : NonMaxSuppression {
  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    return NonMaxSuppression::prepare(context, Op::kSoft, p, needs);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    return NonMaxSuppression::eval(p, buffers, Op::kSoft);
  }
};

struct NonMaxSuppressionV4 : NonMaxSuppressionOf<NonMaxSuppressionV4> {
  static constexpr char kName[] = "NON_MAX_SUPPRESSION_V4";
  static constexpr int16_t kCode = 120;
  static constexpr uint16_t kOptionsType = 95;
  static constexpr bool kSoft = false;
};

// Boxes that overlap a chosen one get a lower score, when sigma is not 0.
struct NonMaxSuppressionV5 : NonMaxSuppressionOf<NonMaxSuppressionV5> {
  static constexpr char kName[] = "NON_MAX_SUPPRESSION_V5";
  static constexpr int16_t kCode = 121;
  static constexpr uint16_t kOptionsType = 96;
  static constexpr bool kSoft = true;
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_NON_MAX_SUPPRESSION_H_
