// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What programs know of keywords.tflite: its operators, and what its outputs
// mean.
#ifndef MOTE_EXAMPLES_KEYWORDS_NETWORK_H_
#define MOTE_EXAMPLES_KEYWORDS_NETWORK_H_

#include "device/ops/all.h"

namespace keywords {

// What `mote inspect keywords.tflite` prints: only these get linked.
using Ops = mote::ops::List<mote::ops::Only<mote::ops::AveragePool2D, int8_t>,
                            mote::ops::Only<mote::ops::Conv2D, int8_t>,
                            mote::ops::Only<mote::ops::DepthwiseConv2D, int8_t>,
                            mote::ops::Only<mote::ops::FullyConnected, int8_t>,
                            mote::ops::Only<mote::ops::Softmax, int8_t>>;

// In the order of the model's outputs.
inline constexpr const char* kLabels[] = {"silence", "unknown", "yes",  "no",
                                          "up",      "down",    "left", "right",
                                          "stop",    "go"};
inline constexpr int kLabelCount = sizeof(kLabels) / sizeof(kLabels[0]);

struct Heard {
  int label = 0;    // of kLabels
  int percent = 0;  // its score
};

// The label with the highest of kLabelCount scores.
inline Heard best_of(const int8_t* scores) {
  Heard heard;
  for (int i = 1; i < kLabelCount; ++i) {
    if (scores[i] > scores[heard.label]) heard.label = i;
  }
  // A score is a probability in steps of 1/256 above -128.
  heard.percent = (scores[heard.label] + 128) * 100 / 256;
  return heard;
}

}  // namespace keywords

#endif  // MOTE_EXAMPLES_KEYWORDS_NETWORK_H_
