// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Every builtin operator. An operator is its file and its two lines here.
#ifndef MOTE_DEVICE_OPS_ALL_H_
#define MOTE_DEVICE_OPS_ALL_H_

#include "device/ops/add.h"
#include "device/ops/arg_max.h"
#include "device/ops/arg_min.h"
#include "device/ops/average_pool_2d.h"
#include "device/ops/cast.h"
#include "device/ops/circular_buffer.h"
#include "device/ops/concatenation.h"
#include "device/ops/conv_2d.h"
#include "device/ops/cumsum.h"
#include "device/ops/depthwise_conv_2d.h"
#include "device/ops/dequantize.h"
#include "device/ops/detection_post_process.h"
#include "device/ops/div.h"
#include "device/ops/fully_connected.h"
#include "device/ops/l2_pool_2d.h"
#include "device/ops/list.h"
#include "device/ops/logistic.h"
#include "device/ops/max_pool_2d.h"
#include "device/ops/maximum_minimum.h"
#include "device/ops/mean.h"
#include "device/ops/mul.h"
#include "device/ops/pad.h"
#include "device/ops/pad_v2.h"
#include "device/ops/quantize.h"
#include "device/ops/reduce_all.h"
#include "device/ops/reduce_any.h"
#include "device/ops/reduce_max.h"
#include "device/ops/reduce_min.h"
#include "device/ops/reshape.h"
#include "device/ops/signal_delay.h"
#include "device/ops/signal_energy.h"
#include "device/ops/signal_fft_auto_scale.h"
#include "device/ops/signal_filter_bank.h"
#include "device/ops/signal_filter_bank_log.h"
#include "device/ops/signal_filter_bank_spectral_subtraction.h"
#include "device/ops/signal_filter_bank_square_root.h"
#include "device/ops/signal_framer.h"
#include "device/ops/signal_irfft.h"
#include "device/ops/signal_overlap_add.h"
#include "device/ops/signal_pcan.h"
#include "device/ops/signal_rfft.h"
#include "device/ops/signal_stacker.h"
#include "device/ops/signal_window.h"
#include "device/ops/softmax.h"
#include "device/ops/strided_slice.h"
#include "device/ops/sub.h"
#include "device/ops/sum.h"
#include "device/ops/svdf.h"
#include "device/ops/tanh.h"
#include "device/ops/tflm_decode.h"
#include "device/ops/transpose.h"
#include "device/ops/unidirectional_sequence_lstm.h"

namespace mote::ops {

using All = List<
    Add,
    ArgMax,
    ArgMin,
    AveragePool2D,
    Cast,
    CircularBuffer,
    Concatenation,
    Conv2D,
    Cumsum,
    DepthwiseConv2D,
    Dequantize,
    DetectionPostProcess,
    Div,
    FullyConnected,
    L2Pool2D,
    Logistic,
    Maximum,
    MaxPool2D,
    Mean,
    Minimum,
    Mul,
    Pad,
    PadV2,
    Quantize,
    ReduceAll,
    ReduceAny,
    ReduceMax,
    ReduceMin,
    Reshape,
    SignalDelay,
    SignalEnergy,
    SignalFftAutoScale,
    SignalFilterBank,
    SignalFilterBankLog,
    SignalFilterBankSpectralSubtraction,
    SignalFilterBankSquareRoot,
    SignalFramer,
    SignalIrfft,
    SignalOverlapAdd,
    SignalPCAN,
    SignalRfft,
    SignalStacker,
    SignalWindow,
    Softmax,
    StridedSlice,
    Sub,
    Sum,
    Svdf,
    Tanh,
    TflmDecode,
    Transpose,
    UnidirectionalSequenceLstm>;

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ALL_H_
