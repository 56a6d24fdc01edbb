// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Every builtin operator. An operator is its file and its two lines here.
#ifndef MOTE_DEVICE_OPS_ALL_H_
#define MOTE_DEVICE_OPS_ALL_H_

#include "device/ops/abs.h"
#include "device/ops/add.h"
#include "device/ops/add_n.h"
#include "device/ops/arg_max.h"
#include "device/ops/arg_min.h"
#include "device/ops/assign_variable.h"
#include "device/ops/atan2.h"
#include "device/ops/average_pool_2d.h"
#include "device/ops/batch_matmul.h"
#include "device/ops/batch_to_space_nd.h"
#include "device/ops/bidirectional_sequence_lstm.h"
#include "device/ops/bidirectional_sequence_rnn.h"
#include "device/ops/bitcast.h"
#include "device/ops/bits.h"
#include "device/ops/broadcast_args.h"
#include "device/ops/broadcast_to.h"
#include "device/ops/bucketize.h"
#include "device/ops/call_once.h"
#include "device/ops/cast.h"
#include "device/ops/circular_buffer.h"
#include "device/ops/comparison.h"
#include "device/ops/complex_parts.h"
#include "device/ops/concatenation.h"
#include "device/ops/conv_2d.h"
#include "device/ops/conv_3d.h"
#include "device/ops/cumsum.h"
#include "device/ops/depth_to_space.h"
#include "device/ops/depthwise_conv_2d.h"
#include "device/ops/dequantize.h"
#include "device/ops/detection_post_process.h"
#include "device/ops/dilate.h"
#include "device/ops/div.h"
#include "device/ops/dynamic_update_slice.h"
#include "device/ops/elu.h"
#include "device/ops/embedding_lookup.h"
#include "device/ops/embedding_lookup_sparse.h"
#include "device/ops/exp.h"
#include "device/ops/expand_dims.h"
#include "device/ops/fake_quant.h"
#include "device/ops/fill.h"
#include "device/ops/float_functions.h"
#include "device/ops/floor_division.h"
#include "device/ops/fully_connected.h"
#include "device/ops/gather.h"
#include "device/ops/gather_nd.h"
#include "device/ops/gelu.h"
#include "device/ops/hard_swish.h"
#include "device/ops/hashtable.h"
#include "device/ops/hashtable_lookup.h"
#include "device/ops/if.h"
#include "device/ops/l2_normalization.h"
#include "device/ops/l2_pool_2d.h"
#include "device/ops/leaky_relu.h"
#include "device/ops/list.h"
#include "device/ops/local_response_normalization.h"
#include "device/ops/log.h"
#include "device/ops/log_softmax.h"
#include "device/ops/logical.h"
#include "device/ops/logical_not.h"
#include "device/ops/logistic.h"
#include "device/ops/lstm.h"
#include "device/ops/matrix_diag.h"
#include "device/ops/matrix_set_diag.h"
#include "device/ops/max_pool_2d.h"
#include "device/ops/maximum_minimum.h"
#include "device/ops/mean.h"
#include "device/ops/mirror_pad.h"
#include "device/ops/mul.h"
#include "device/ops/multinomial.h"
#include "device/ops/neg.h"
#include "device/ops/non_max_suppression.h"
#include "device/ops/one_hot.h"
#include "device/ops/pack.h"
#include "device/ops/pad.h"
#include "device/ops/pad_v2.h"
#include "device/ops/pow.h"
#include "device/ops/prelu.h"
#include "device/ops/quantize.h"
#include "device/ops/random.h"
#include "device/ops/range.h"
#include "device/ops/rank.h"
#include "device/ops/read_variable.h"
#include "device/ops/reduce_all.h"
#include "device/ops/reduce_any.h"
#include "device/ops/reduce_max.h"
#include "device/ops/reduce_min.h"
#include "device/ops/reduce_prod.h"
#include "device/ops/reduce_window.h"
#include "device/ops/relu.h"
#include "device/ops/reshape.h"
#include "device/ops/resize_bilinear.h"
#include "device/ops/resize_nearest_neighbor.h"
#include "device/ops/reverse_sequence.h"
#include "device/ops/reverse_v2.h"
#include "device/ops/rfft2d.h"
#include "device/ops/rnn.h"
#include "device/ops/roots.h"
#include "device/ops/scatter_nd.h"
#include "device/ops/segment_sum.h"
#include "device/ops/select.h"
#include "device/ops/shape.h"
#include "device/ops/sign.h"
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
#include "device/ops/sparse_to_dense.h"
#include "device/ops/split.h"
#include "device/ops/split_v.h"
#include "device/ops/squared_difference.h"
#include "device/ops/squeeze.h"
#include "device/ops/stablehlo_case.h"
#include "device/ops/stablehlo_composite.h"
#include "device/ops/stablehlo_gather.h"
#include "device/ops/stablehlo_pad.h"
#include "device/ops/stablehlo_pairs.h"
#include "device/ops/stablehlo_reduce_window.h"
#include "device/ops/stablehlo_rng.h"
#include "device/ops/stablehlo_scatter.h"
#include "device/ops/strided_slice.h"
#include "device/ops/sub.h"
#include "device/ops/sum.h"
#include "device/ops/svdf.h"
#include "device/ops/tanh.h"
#include "device/ops/tflm_decode.h"
#include "device/ops/tile.h"
#include "device/ops/topk_v2.h"
#include "device/ops/transpose.h"
#include "device/ops/transpose_conv.h"
#include "device/ops/unidirectional_sequence_lstm.h"
#include "device/ops/unidirectional_sequence_rnn.h"
#include "device/ops/unique.h"
#include "device/ops/unpack.h"
#include "device/ops/unsorted_segment_max.h"
#include "device/ops/unsorted_segment_min.h"
#include "device/ops/unsorted_segment_prod.h"
#include "device/ops/unsorted_segment_sum.h"
#include "device/ops/var_handle.h"
#include "device/ops/where.h"
#include "device/ops/while.h"
#include "device/ops/zeros_like.h"

namespace mote::ops {

using All = List<
    Abs,
    Add,
    AddN,
    ArgMax,
    ArgMin,
    AssignVariable,
    Atan2,
    AveragePool2D,
    BatchMatmul,
    BatchToSpaceNd,
    BidirectionalSequenceLstm,
    BidirectionalSequenceRnn,
    Bitcast,
    BitwiseXor,
    BroadcastArgs,
    BroadcastTo,
    Bucketize,
    CallOnce,
    Cast,
    Ceil,
    CircularBuffer,
    ComplexAbs,
    Concatenation,
    Conv2D,
    Conv3D,
    Conv3DTranspose,
    Cos,
    Cumsum,
    DepthToSpace,
    DepthwiseConv2D,
    Dequantize,
    DetectionPostProcess,
    Dilate,
    Div,
    DynamicUpdateSlice,
    Elu,
    EmbeddingLookup,
    EmbeddingLookupSparse,
    Equal,
    Exp,
    ExpandDims,
    FakeQuant,
    Fill,
    Floor,
    FloorDiv,
    FloorMod,
    FullyConnected,
    Gather,
    GatherNd,
    Gelu,
    Greater,
    GreaterEqual,
    HardSwish,
    Hashtable,
    HashtableFind,
    HashtableImport,
    HashtableLookup,
    HashtableSize,
    If,
    Imag,
    L2Normalization,
    L2Pool2D,
    LeakyRelu,
    Less,
    LessEqual,
    LocalResponseNormalization,
    Log,
    LogicalAnd,
    LogicalNot,
    LogicalOr,
    Logistic,
    LogSoftmax,
    Lstm,
    MatrixDiag,
    MatrixSetDiag,
    Maximum,
    MaxPool2D,
    Mean,
    Minimum,
    MirrorPad,
    Mul,
    Multinomial,
    Neg,
    NonMaxSuppressionV4,
    NonMaxSuppressionV5,
    NotEqual,
    OneHot,
    Pack,
    Pad,
    PadV2,
    Pow,
    Prelu,
    Quantize,
    RandomStandardNormal,
    RandomUniform,
    RangeOf,
    Rank,
    ReadVariable,
    Real,
    ReduceAll,
    ReduceAny,
    ReduceMax,
    ReduceMin,
    ReduceProd,
    ReduceWindow,
    Relu,
    Relu0To1,
    Relu6,
    ReluN1To1,
    Reshape,
    ResizeBilinear,
    ResizeNearestNeighbor,
    ReverseSequence,
    ReverseV2,
    Rfft2D,
    RightShift,
    Round,
    Rsqrt,
    ScatterNd,
    SegmentSum,
    Select,
    SelectV2,
    ShapeOf,
    Sign,
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
    Sin,
    SingleRnn,
    Slice,
    Softmax,
    SpaceToBatchNd,
    SpaceToDepth,
    SparseToDense,
    Split,
    SplitV,
    Sqrt,
    Square,
    SquaredDifference,
    Squeeze,
    StablehloAdd,
    StablehloAnd,
    StablehloCase,
    StablehloComposite,
    StablehloGather,
    StablehloMaximum,
    StablehloMinimum,
    StablehloMultiply,
    StablehloPad,
    StablehloReduceWindow,
    StablehloRngBitGenerator,
    StablehloScatter,
    StablehloShiftLeft,
    StridedSlice,
    Sub,
    Sum,
    Svdf,
    Tanh,
    TflmDecode,
    Tile,
    TopkV2,
    Transpose,
    TransposeConv,
    UnidirectionalSequenceLstm,
    UnidirectionalSequenceRnn,
    Unique,
    Unpack,
    UnsortedSegmentMax,
    UnsortedSegmentMin,
    UnsortedSegmentProd,
    UnsortedSegmentSum,
    VarHandle,
    Where,
    While,
    ZerosLike>;

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ALL_H_
