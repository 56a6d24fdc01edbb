// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What each operator asks of the quantization of its operands.
#ifndef MOTE_HOST_QUANTIZE_RULES_H_
#define MOTE_HOST_QUANTIZE_RULES_H_

#include <string>

#include "host/quantize/ranges.h"

namespace mote::quantize {

enum class Kind {
  kFloat,     // stays in float
  kFree,      // each operand and output has its own scale
  kSame,      // all share one
  kFixed,     // like kFree, but the output's scale is given
  kWeighted,  // input, weights by channel, bias, output
  kControl,   // calls graphs; what goes in and out shares scales with them
};

struct Rule {
  Kind kind = Kind::kFloat;
  size_t weights = 1;  // operands of kWeighted
  size_t bias = 2;
  int32_t axis = 0;    // of the weights, along which scales differ
  Affine output;       // of kFixed
};

// Of an operator on activations of this type (int8 or int16), as the reference
// runtimes have it.
Rule rule_of(const std::string& op, Type activations);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_RULES_H_
