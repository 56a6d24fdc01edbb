// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Every builtin operator. An operator is its file and its two lines here.
#ifndef MOTE_DEVICE_OPS_ALL_H_
#define MOTE_DEVICE_OPS_ALL_H_

#include "device/ops/average_pool_2d.h"
#include "device/ops/batch_matmul.h"
#include "device/ops/bidirectional_sequence_lstm.h"
#include "device/ops/bidirectional_sequence_rnn.h"
#include "device/ops/conv_2d.h"
#include "device/ops/conv_3d.h"
#include "device/ops/depthwise_conv_2d.h"
#include "device/ops/fully_connected.h"
#include "device/ops/list.h"
#include "device/ops/local_response_normalization.h"
#include "device/ops/lstm.h"
#include "device/ops/reshape.h"
#include "device/ops/rnn.h"
#include "device/ops/softmax.h"
#include "device/ops/svdf.h"
#include "device/ops/transpose_conv.h"
#include "device/ops/unidirectional_sequence_lstm.h"
#include "device/ops/unidirectional_sequence_rnn.h"

namespace mote::ops {

using All = List<
    AveragePool2D,
    BatchMatmul,
    BidirectionalSequenceLstm,
    BidirectionalSequenceRnn,
    Conv2D,
    Conv3D,
    Conv3DTranspose,
    DepthwiseConv2D,
    FullyConnected,
    LocalResponseNormalization,
    Lstm,
    Reshape,
    SingleRnn,
    Softmax,
    Svdf,
    TransposeConv,
    UnidirectionalSequenceLstm,
    UnidirectionalSequenceRnn>;

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ALL_H_
