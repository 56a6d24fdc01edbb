// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Softplus: log(1 + exp(beta x)) / beta, an operator of this program's own.
#ifndef MOTE_EXAMPLES_CUSTOM_OP_SOFTPLUS_H_
#define MOTE_EXAMPLES_CUSTOM_OP_SOFTPLUS_H_

#include "device/ops/unary.h"

namespace example {

// The family gives prepare and eval for floats, and for int8 and int16 by way
// of tables that are made when the model is loaded.
struct Softplus : mote::ops::RealUnary<Softplus> {
  static constexpr char kName[] = "Softplus";
  static constexpr const char* kCustomName = kName;
  static constexpr int16_t kCode = 32;  // of every custom operator
  static constexpr uint8_t kVersion = 1;

  struct Options {
    float beta;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "beta", o.beta, 1.0f);
    }
  };
  struct Rule {
    float beta;
  };

  static float real(float x, const Rule& rule) {
    // Far out the exponential would be infinite; there it is the line itself.
    const float y = rule.beta * x;
    return y > 20.0f ? x : mote::log(1.0f + mote::exp(y)) / rule.beta;
  }
  static mote::Status prepare_rule(const mote::ops::Context&,
                                   const Options& options, Rule& rule) {
    rule.beta = options.beta;
    return rule.beta > 0.0f ? mote::Status::kOk : mote::Status::kBadOption;
  }
};

}  // namespace example

#endif  // MOTE_EXAMPLES_CUSTOM_OP_SOFTPLUS_H_
