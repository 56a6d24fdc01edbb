// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The scales and zero points of a tensor quantized per channel, as tables; a
// tensor quantized as a whole is one channel.
#ifndef MOTE_DEVICE_OPS_CHANNEL_STEPS_H_
#define MOTE_DEVICE_OPS_CHANNEL_STEPS_H_

#include "device/ops/op.h"

namespace mote::ops {

struct ChannelSteps {
  int32_t count;     // elements
  int32_t channels;
  int32_t inner;     // elements of one channel that follow each other

  // Calls f(first element, number of elements, channel) for each row.
  template <class F>
  void each_row(const F& f) const {
    int32_t channel = 0;
    for (int32_t i = 0; i < count; i += inner) {
      f(i, inner, channel);
      if (++channel == channels) channel = 0;
    }
  }
};

// Of an operand that is input 0 or kOutput. Asks for tables 0 and 1.
Status prepare_channel_steps(const Context& context, int operand,
                             ChannelSteps& steps, Needs& needs);

// Makes table 0, float scales, or table 1, int32 zero points.
void fill_channel_steps(const Tensor& tensor, int table, void* out);

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_CHANNEL_STEPS_H_
