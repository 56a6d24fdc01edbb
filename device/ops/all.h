// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Every builtin operator. An operator is its file and its two lines here.
#ifndef MOTE_DEVICE_OPS_ALL_H_
#define MOTE_DEVICE_OPS_ALL_H_

#include "device/ops/add.h"
#include "device/ops/average_pool_2d.h"
#include "device/ops/cast.h"
#include "device/ops/conv_2d.h"
#include "device/ops/depthwise_conv_2d.h"
#include "device/ops/dequantize.h"
#include "device/ops/div.h"
#include "device/ops/fully_connected.h"
#include "device/ops/list.h"
#include "device/ops/logistic.h"
#include "device/ops/maximum_minimum.h"
#include "device/ops/mul.h"
#include "device/ops/quantize.h"
#include "device/ops/reshape.h"
#include "device/ops/softmax.h"
#include "device/ops/sub.h"
#include "device/ops/tanh.h"

namespace mote::ops {

using All = List<
    Add,
    AveragePool2D,
    Cast,
    Conv2D,
    DepthwiseConv2D,
    Dequantize,
    Div,
    FullyConnected,
    Logistic,
    Maximum,
    Minimum,
    Mul,
    Quantize,
    Reshape,
    Softmax,
    Sub,
    Tanh>;

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ALL_H_
