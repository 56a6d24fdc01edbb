// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Every builtin operator. An operator is its file and its two lines here.
#ifndef MOTE_DEVICE_OPS_ALL_H_
#define MOTE_DEVICE_OPS_ALL_H_

#include "device/ops/abs.h"
#include "device/ops/add.h"
#include "device/ops/add_n.h"
#include "device/ops/atan2.h"
#include "device/ops/average_pool_2d.h"
#include "device/ops/bits.h"
#include "device/ops/cast.h"
#include "device/ops/comparison.h"
#include "device/ops/conv_2d.h"
#include "device/ops/depthwise_conv_2d.h"
#include "device/ops/dequantize.h"
#include "device/ops/div.h"
#include "device/ops/elu.h"
#include "device/ops/exp.h"
#include "device/ops/float_functions.h"
#include "device/ops/floor_division.h"
#include "device/ops/fully_connected.h"
#include "device/ops/gelu.h"
#include "device/ops/hard_swish.h"
#include "device/ops/l2_normalization.h"
#include "device/ops/leaky_relu.h"
#include "device/ops/list.h"
#include "device/ops/log.h"
#include "device/ops/log_softmax.h"
#include "device/ops/logical.h"
#include "device/ops/logical_not.h"
#include "device/ops/logistic.h"
#include "device/ops/maximum_minimum.h"
#include "device/ops/mul.h"
#include "device/ops/neg.h"
#include "device/ops/pow.h"
#include "device/ops/prelu.h"
#include "device/ops/quantize.h"
#include "device/ops/relu.h"
#include "device/ops/reshape.h"
#include "device/ops/roots.h"
#include "device/ops/select.h"
#include "device/ops/sign.h"
#include "device/ops/softmax.h"
#include "device/ops/squared_difference.h"
#include "device/ops/sub.h"
#include "device/ops/tanh.h"
#include "device/ops/zeros_like.h"

namespace mote::ops {

using All = List<
    Abs,
    Add,
    AddN,
    Atan2,
    AveragePool2D,
    BitwiseXor,
    Cast,
    Ceil,
    Conv2D,
    Cos,
    DepthwiseConv2D,
    Dequantize,
    Div,
    Elu,
    Equal,
    Exp,
    Floor,
    FloorDiv,
    FloorMod,
    FullyConnected,
    Gelu,
    Greater,
    GreaterEqual,
    HardSwish,
    L2Normalization,
    LeakyRelu,
    Less,
    LessEqual,
    Log,
    LogSoftmax,
    LogicalAnd,
    LogicalNot,
    LogicalOr,
    Logistic,
    Maximum,
    Minimum,
    Mul,
    Neg,
    NotEqual,
    Pow,
    Prelu,
    Quantize,
    Relu,
    Relu0To1,
    Relu6,
    ReluN1To1,
    Reshape,
    RightShift,
    Round,
    Rsqrt,
    Select,
    SelectV2,
    Sign,
    Sin,
    Softmax,
    Sqrt,
    Square,
    SquaredDifference,
    Sub,
    Tanh,
    ZerosLike>;

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ALL_H_
