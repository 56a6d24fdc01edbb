// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The runtime with what the keyword model of MLPerf Tiny uses.
#include "apps/firmware/size_image.h"
#include "device/ops/all.h"

namespace {

using mote::ops::Only;
using Ops = mote::ops::List<Only<mote::ops::AveragePool2D, int8_t>,
                            Only<mote::ops::Conv2D, int8_t>,
                            Only<mote::ops::DepthwiseConv2D, int8_t>,
                            Only<mote::ops::FullyConnected, int8_t>,
                            mote::ops::Reshape,
                            Only<mote::ops::Softmax, int8_t>>;

}  // namespace

int main() { return mote::load_and_invoke<Ops>(); }
