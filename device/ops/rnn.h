// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// RNN: one step of a recurrent layer, x [n, i] -> h [n, units].
#ifndef MOTE_DEVICE_OPS_RNN_H_
#define MOTE_DEVICE_OPS_RNN_H_

#include "device/ops/rnn_cell.h"

namespace mote::ops {

struct SingleRnn : Rnn<SingleRnn> {
  static constexpr char kName[] = "RNN";
  static constexpr char kKernels[] = "dot";
  static constexpr int16_t kCode = 24;
  static constexpr uint16_t kOptionsType = 7;
  static constexpr int kRank = 2;

  struct Options : RnnOptions {
    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "fused_activation_function", o.activation);
      v(1, "asymmetric_quantize_inputs", o.asymmetric_quantize_inputs);
    }
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    return Rnn::prepare(context, options, false, p, needs);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_RNN_H_
