// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/rules.h"

namespace mote::quantize {
namespace {

using enum Scale;

constexpr Fixed kUnit = {1.0f / 256, -128, 1.0f / 32768};           // 0..1
constexpr Fixed kSymmetric = {1.0f / 128, 0, 1.0f / 32768};         // -1..1
constexpr Fixed kLogProbability = {16.0f / 256, 127, 1.0f / 2048};  // -16..0

constexpr Rule kRules[] = {
    // Products.
    {"CONV_2D", "awb", kOwn, true, 0},
    {"DEPTHWISE_CONV_2D", "awb", kOwn, true, 3},
    {"FULLY_CONNECTED", "awb", kOwn, true, 0},
    {"TRANSPOSE_CONV", ".wab", kOwn, true, 0},
    {"BATCH_MATMUL", "a", kOwn, true},
    // Arithmetic.
    {"ADD", "a", kOwn, true},
    {"SUB", "a", kOwn, true},
    {"MUL", "a", kOwn, true},
    {"SQUARED_DIFFERENCE", "a", kOwn, false},
    {"ABS", "a", kOwn, true},
    {"EXP", "a", kOwn, true},
    {"RSQRT", "a", kOwn, false},
    {"MEAN", "a.", kOwn, true},
    {"SUM", "a.", kOwn, false},
    // Activations.
    {"RELU", "a", kOwn, true},
    {"RELU6", "a", kOwn, true},
    {"LEAKY_RELU", "a", kOwn, true},
    {"PRELU", "a", kOwn, false},
    {"HARD_SWISH", "a", kOwn, false},
    {"ELU", "a", kOwn, false},
    {"GELU", "a", kOwn, false},
    {"LOGISTIC", "a", kFixed, true, -1, kUnit},
    {"SOFTMAX", "a", kFixed, true, -1, kUnit},
    {"TANH", "a", kFixed, true, -1, kSymmetric},
    {"L2_NORMALIZATION", "a", kFixed, false, -1, kSymmetric},
    {"LOG_SOFTMAX", "a", kFixed, false, -1, kLogProbability},
    // What keeps values as they are.
    {"AVERAGE_POOL_2D", "a", kSame, true},
    {"MAX_POOL_2D", "a", kSame, true},
    {"REDUCE_MAX", "a.", kSame, true},
    {"REDUCE_MIN", "a.", kSame, true},
    {"MAXIMUM", "a", kSame, true},
    {"MINIMUM", "a", kSame, true},
    {"RESHAPE", "a.", kSame, true},
    {"SQUEEZE", "a", kSame, true},
    {"EXPAND_DIMS", "a.", kSame, true},
    {"TRANSPOSE", "a.", kSame, true},
    {"PAD", "a.", kSame, true},
    {"PADV2", "a.a", kSame, true},
    {"MIRROR_PAD", "a.", kSame, true},
    {"CONCATENATION", "a", kSame, true},
    {"SPLIT", ".a", kSame, true},
    {"SPLIT_V", "a.", kSame, true},
    {"SLICE", "a.", kSame, true},
    {"STRIDED_SLICE", "a.", kSame, true},
    {"DYNAMIC_UPDATE_SLICE", "aa.", kSame, true},
    {"GATHER", "a.", kSame, true},
    {"GATHER_ND", "a.", kSame, true},
    {"PACK", "a", kSame, true},
    {"UNPACK", "a", kSame, true},
    {"TILE", "a.", kSame, true},
    {"BROADCAST_TO", "a.", kSame, true},
    {"RESIZE_BILINEAR", "a.", kSame, true},
    {"RESIZE_NEAREST_NEIGHBOR", "a.", kSame, true},
    {"SPACE_TO_DEPTH", "a", kSame, false},
    {"DEPTH_TO_SPACE", "a", kSame, false},
    {"SPACE_TO_BATCH_ND", "a.", kSame, true},
    {"BATCH_TO_SPACE_ND", "a.", kSame, true},
    {"SELECT", ".a", kSame, true},
    {"SELECT_V2", ".a", kSame, true},
    {"REVERSE_V2", "a.", kSame, true},
    {"TOPK_V2", "a.", kSame, true},
    // What gives no activations.
    {"ARG_MAX", "a.", kOwn, false},
    {"ARG_MIN", "a.", kOwn, false},
    {"EQUAL", "a", kOwn, false},
    {"NOT_EQUAL", "a", kOwn, false},
    {"LESS", "a", kOwn, false},
    {"LESS_EQUAL", "a", kOwn, false},
    {"GREATER", "a", kOwn, false},
    {"GREATER_EQUAL", "a", kOwn, false},
    // With a state; cells.cc makes its constants.
    {"UNIDIRECTIONAL_SEQUENCE_LSTM", "awwwwwwww...bbbb.", kOwn, true},
    {"SVDF", "awwb.", kOwn, false},
};

}  // namespace

const Rule* find_rule(std::string_view op) {
  for (const Rule& rule : kRules) {
    if (rule.op == op) return &rule;
  }
  return nullptr;
}

}  // namespace mote::quantize
