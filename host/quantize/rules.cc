// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/rules.h"

#include <algorithm>

namespace mote::quantize {
namespace {

struct Row {
  const char* op;
  Kind kind;
  bool int16 = true;  // the reference has it for 16-bit activations
};

constexpr Row kRows[] = {
    {"ADD", Kind::kFree}, {"SUB", Kind::kFree}, {"MUL", Kind::kFree},
    {"MEAN", Kind::kFree}, {"SUM", Kind::kFree, false},
    {"SQUARED_DIFFERENCE", Kind::kFree, false},
    {"BATCH_MATMUL", Kind::kFree}, {"RELU", Kind::kFree},
    {"LEAKY_RELU", Kind::kFree}, {"PRELU", Kind::kFree, false},
    {"HARD_SWISH", Kind::kFree, false}, {"ELU", Kind::kFree, false},
    {"GELU", Kind::kFree, false}, {"ABS", Kind::kFree},
    {"RSQRT", Kind::kFree, false}, {"ARG_MAX", Kind::kFree, false},
    {"ARG_MIN", Kind::kFree, false}, {"LESS", Kind::kFree, false},
    {"LESS_EQUAL", Kind::kFree, false}, {"GREATER", Kind::kFree, false},
    {"GREATER_EQUAL", Kind::kFree, false}, {"EQUAL", Kind::kFree, false},
    {"NOT_EQUAL", Kind::kFree, false},
    {"SOFTMAX", Kind::kFixed}, {"LOGISTIC", Kind::kFixed},
    {"TANH", Kind::kFixed}, {"L2_NORMALIZATION", Kind::kFixed, false},
    {"LOG_SOFTMAX", Kind::kFixed, false},
    {"CONV_2D", Kind::kWeighted}, {"DEPTHWISE_CONV_2D", Kind::kWeighted},
    {"FULLY_CONNECTED", Kind::kWeighted}, {"TRANSPOSE_CONV", Kind::kWeighted},
    {"RESHAPE", Kind::kSame}, {"SQUEEZE", Kind::kSame},
    {"EXPAND_DIMS", Kind::kSame}, {"RELU6", Kind::kSame},
    {"AVERAGE_POOL_2D", Kind::kSame}, {"MAX_POOL_2D", Kind::kSame},
    {"REDUCE_MAX", Kind::kSame}, {"REDUCE_MIN", Kind::kSame},
    {"PAD", Kind::kSame}, {"PADV2", Kind::kSame},
    {"MIRROR_PAD", Kind::kSame}, {"CONCATENATION", Kind::kSame},
    {"MAXIMUM", Kind::kSame}, {"MINIMUM", Kind::kSame},
    {"RESIZE_BILINEAR", Kind::kSame},
    {"RESIZE_NEAREST_NEIGHBOR", Kind::kSame}, {"GATHER", Kind::kSame},
    {"GATHER_ND", Kind::kSame}, {"SLICE", Kind::kSame},
    {"STRIDED_SLICE", Kind::kSame}, {"SPLIT", Kind::kSame},
    {"SPLIT_V", Kind::kSame, false}, {"PACK", Kind::kSame},
    {"UNPACK", Kind::kSame}, {"TRANSPOSE", Kind::kSame},
    {"TILE", Kind::kSame, false}, {"SPACE_TO_BATCH_ND", Kind::kSame},
    {"BATCH_TO_SPACE_ND", Kind::kSame}, {"SPACE_TO_DEPTH", Kind::kSame, false},
    {"DEPTH_TO_SPACE", Kind::kSame, false}, {"SELECT_V2", Kind::kSame},
    {"REVERSE_V2", Kind::kSame, false}, {"BROADCAST_TO", Kind::kSame},
    {"DYNAMIC_UPDATE_SLICE", Kind::kSame},
    {"WHILE", Kind::kControl}, {"IF", Kind::kControl},
};

Affine fixed_output(const std::string& op, Type activations) {
  if (activations == Type::kInt16) return {1.0f / 32768, 0};
  if (op == "TANH" || op == "L2_NORMALIZATION") return {1.0f / 128, 0};
  if (op == "LOG_SOFTMAX") return {16.0f / 256, 127};
  return {1.0f / 256, -128};
}

}  // namespace

Rule rule_of(const std::string& op, Type activations) {
  const auto row = std::ranges::find(kRows, op, [](const Row& r) {
    return std::string(r.op);
  });
  if (row == std::end(kRows) ||
      (activations == Type::kInt16 && !row->int16)) {
    return {};
  }
  Rule rule;
  rule.kind = row->kind;
  if (op == "DEPTHWISE_CONV_2D") rule.axis = 3;
  if (op == "TRANSPOSE_CONV") rule.bias = 3;
  if (rule.kind == Kind::kFixed) rule.output = fixed_output(op, activations);
  return rule;
}

}  // namespace mote::quantize
