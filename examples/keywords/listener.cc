// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "examples/keywords/listener.h"

#include "device/ops/all.h"
#include "keywords_model.h"

namespace keywords {
namespace {

// What `mote inspect keywords.tflite` prints: only these get linked.
using Ops = mote::ops::List<mote::ops::Only<mote::ops::AveragePool2D, int8_t>,
                            mote::ops::Only<mote::ops::Conv2D, int8_t>,
                            mote::ops::Only<mote::ops::DepthwiseConv2D, int8_t>,
                            mote::ops::Only<mote::ops::FullyConnected, int8_t>,
                            mote::ops::Only<mote::ops::Softmax, int8_t>>;

}  // namespace

mote::Fault Listener::begin(mote::Span<uint8_t> arena) {
  return interpreter_.load({keywords_model, sizeof(keywords_model)},
                           mote::ops::kOps<Ops>, arena);
}

Heard Listener::name(bool& ok) {
  // Before every inference: the arena reuses the input's memory.
  ear_.write(interpreter_.input<int8_t>(0));
  ok = interpreter_.invoke() == mote::Status::kOk;
  if (!ok) return {};
  Heard heard;
  for (int i = 1; i < kLabelCount; ++i) {
    if (scores()[i] > scores()[heard.label]) heard.label = i;
  }
  // A score is a probability in steps of 1/256 above -128.
  heard.percent = (scores()[heard.label] + 128) * 100 / 256;
  return heard;
}

}  // namespace keywords
