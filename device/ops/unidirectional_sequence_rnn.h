// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// UNIDIRECTIONAL_SEQUENCE_RNN: a recurrent layer, x [n, t, i] or [t, n, i] ->
// h of every step.
#ifndef MOTE_DEVICE_OPS_UNIDIRECTIONAL_SEQUENCE_RNN_H_
#define MOTE_DEVICE_OPS_UNIDIRECTIONAL_SEQUENCE_RNN_H_

#include "device/ops/rnn_cell.h"

namespace mote::ops {

struct UnidirectionalSequenceRnn : Rnn<UnidirectionalSequenceRnn> {
  static constexpr char kName[] = "UNIDIRECTIONAL_SEQUENCE_RNN";
  static constexpr char kKernels[] = "dot";
  static constexpr int16_t kCode = 35;
  static constexpr uint16_t kOptionsType = 31;
  static constexpr int kRank = 3;

  struct Options : RnnOptions {
    bool time_major;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "time_major", o.time_major);
      v(1, "fused_activation_function", o.activation);
      v(2, "asymmetric_quantize_inputs", o.asymmetric_quantize_inputs);
    }
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    return Rnn::prepare(context, options, options.time_major, p, needs);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_UNIDIRECTIONAL_SEQUENCE_RNN_H_
