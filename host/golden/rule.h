// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// How outputs are compared with golden ones.
#ifndef MOTE_HOST_GOLDEN_RULE_H_
#define MOTE_HOST_GOLDEN_RULE_H_

#include <optional>

#include "host/io/array.h"

namespace mote::golden {

struct Rule {
  enum class Kind {
    kExact,     // every element equal; not-a-number equals itself
    kClose,     // floats: |x - golden| <= atol + rtol * |golden|
    kIntClose,  // integers: |x - golden| <= max_abs
  };
  Kind kind = Kind::kExact;
  double rtol = 0;
  double atol = 0;
  double max_abs = 0;
};

// Elements first..end-1 of the flattened array.
struct Range {
  size_t first = 0;
  size_t end = SIZE_MAX;
};

// What is wrong with x, in words; nothing when it agrees. Type and shape must
// be the same; elements outside the range are not looked at.
std::optional<std::string> difference(const io::Array& x,
                                      const io::Array& golden,
                                      const Rule& rule, Range range = {});

}  // namespace mote::golden

#endif  // MOTE_HOST_GOLDEN_RULE_H_
