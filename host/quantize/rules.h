// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// How each operator is quantized: which operands carry activations, weights
// and biases, and where the scale of its outputs comes from.
#ifndef MOTE_HOST_QUANTIZE_RULES_H_
#define MOTE_HOST_QUANTIZE_RULES_H_

#include <cstdint>
#include <string_view>

#include "device/core/type.h"

namespace mote::quantize {

enum class Scale {
  kOwn,    // from the range of each output
  kSame,   // all activations, inputs and outputs, share one
  kFixed,  // stated by the operator
};

// A scale that an operator states for its output; 16-bit ones have zero
// point 0.
struct Fixed {
  float scale8 = 0;
  int32_t zero8 = 0;
  float scale16 = 0;
  bool operator==(const Fixed&) const = default;
};

// What an input is to the quantizer.
enum class Role : char {
  kActivation = 'a',
  kWeights = 'w',  // constant, symmetric, a scale for each index of an axis
  kBias = 'b',     // scale: that of the activation times that of the weights
  kOther = '.',    // indices, shapes: left alone
};

struct Rule {
  std::string_view op;
  // A letter of Role for each input; the last one holds for all that follow.
  std::string_view inputs;
  Scale scale = Scale::kOwn;
  bool int16 = false;  // the reference has it for 16-bit activations, too
  int32_t axis = -1;   // of the weights' scales; -1: one scale
  Fixed fixed = {};

  Role role(size_t input) const {
    return static_cast<Role>(
        inputs[input < inputs.size() ? input : inputs.size() - 1]);
  }
  bool has(Type activations) const {
    return activations == Type::kInt8 || int16;
  }
};

// Null for an operator that stays in floats.
const Rule* find_rule(std::string_view op);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_RULES_H_
