// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Every builtin operator. An operator is its file and its two lines here.
#ifndef MOTE_DEVICE_OPS_ALL_H_
#define MOTE_DEVICE_OPS_ALL_H_

#include "device/ops/add.h"
#include "device/ops/arg_max.h"
#include "device/ops/arg_min.h"
#include "device/ops/average_pool_2d.h"
#include "device/ops/batch_matmul.h"
#include "device/ops/batch_to_space_nd.h"
#include "device/ops/bidirectional_sequence_lstm.h"
#include "device/ops/bidirectional_sequence_rnn.h"
#include "device/ops/bitcast.h"
#include "device/ops/broadcast_args.h"
#include "device/ops/broadcast_to.h"
#include "device/ops/cast.h"
#include "device/ops/circular_buffer.h"
#include "device/ops/concatenation.h"
#include "device/ops/conv_2d.h"
#include "device/ops/cumsum.h"
#include "device/ops/depth_to_space.h"
#include "device/ops/depthwise_conv_2d.h"
#include "device/ops/dequantize.h"
#include "device/ops/detection_post_process.h"
#include "device/ops/div.h"
#include "device/ops/dynamic_update_slice.h"
#include "device/ops/embedding_lookup.h"
#include "device/ops/expand_dims.h"
#include "device/ops/fill.h"
#include "device/ops/fully_connected.h"
#include "device/ops/gather.h"
#include "device/ops/gather_nd.h"
#include "device/ops/l2_pool_2d.h"
#include "device/ops/list.h"
#include "device/ops/logistic.h"
#include "device/ops/lstm.h"
#include "device/ops/max_pool_2d.h"
#include "device/ops/maximum_minimum.h"
#include "device/ops/mean.h"
#include "device/ops/mirror_pad.h"
#include "device/ops/mul.h"
#include "device/ops/pack.h"
#include "device/ops/pad.h"
#include "device/ops/pad_v2.h"
#include "device/ops/quantize.h"
#include "device/ops/rank.h"
#include "device/ops/reduce_all.h"
#include "device/ops/reduce_any.h"
#include "device/ops/reduce_max.h"
#include "device/ops/reduce_min.h"
#include "device/ops/reduce_prod.h"
#include "device/ops/reshape.h"
#include "device/ops/reverse_v2.h"
#include "device/ops/rnn.h"
#include "device/ops/shape.h"
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
#include "device/ops/slice.h"
#include "device/ops/softmax.h"
#include "device/ops/space_to_batch_nd.h"
#include "device/ops/space_to_depth.h"
#include "device/ops/split.h"
#include "device/ops/split_v.h"
#include "device/ops/squeeze.h"
#include "device/ops/strided_slice.h"
#include "device/ops/sub.h"
#include "device/ops/sum.h"
#include "device/ops/svdf.h"
#include "device/ops/tanh.h"
#include "device/ops/tflm_decode.h"
#include "device/ops/tile.h"
#include "device/ops/transpose.h"
#include "device/ops/unidirectional_sequence_lstm.h"
#include "device/ops/unidirectional_sequence_rnn.h"
#include "device/ops/unpack.h"

namespace mote::ops {

using All = List<
    Add,
    ArgMax,
    ArgMin,
    AveragePool2D,
    BatchMatmul,
    BatchToSpaceNd,
    BidirectionalSequenceLstm,
    BidirectionalSequenceRnn,
    Bitcast,
    BroadcastArgs,
    BroadcastTo,
    Cast,
    CircularBuffer,
    Concatenation,
    Conv2D,
    Cumsum,
    DepthToSpace,
    DepthwiseConv2D,
    Dequantize,
    DetectionPostProcess,
    Div,
    DynamicUpdateSlice,
    EmbeddingLookup,
    ExpandDims,
    Fill,
    FullyConnected,
    Gather,
    GatherNd,
    L2Pool2D,
    Logistic,
    Lstm,
    Maximum,
    MaxPool2D,
    Mean,
    Minimum,
    MirrorPad,
    Mul,
    Pack,
    Pad,
    PadV2,
    Quantize,
    Rank,
    ReduceAll,
    ReduceAny,
    ReduceMax,
    ReduceMin,
    ReduceProd,
    Reshape,
    ReverseV2,
    ShapeOf,
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
    SingleRnn,
    Slice,
    Softmax,
    SpaceToBatchNd,
    SpaceToDepth,
    Split,
    SplitV,
    Squeeze,
    StridedSlice,
    Sub,
    Sum,
    Svdf,
    Tanh,
    TflmDecode,
    Tile,
    Transpose,
    UnidirectionalSequenceLstm,
    UnidirectionalSequenceRnn,
    Unpack>;

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ALL_H_
