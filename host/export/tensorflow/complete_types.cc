// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string_view>

#include "host/export/tensorflow/graph_writer.h"

namespace mote::tensorflow {
namespace {

// An attribute that has the type of an operand.
struct TypeRow {
  std::string_view op;
  const char* attribute;
  int operand;
};

// Of operators with others than T of operand 0.
constexpr TypeRow kTypeRows[] = {
    {"ArgMax", "T", 0},
    {"ArgMin", "T", 0},
    {"Cast", "SrcT", 0},
    {"Fill", "T", 1},
    {"FusedBatchNormV3", "T", 0},
    {"FusedBatchNormV3", "U", 1},
    {"GatherV2", "Tparams", 0},
    {"GatherV2", "Tindices", 1},
    {"GatherV2", "Taxis", 2},
    {"Conv2DBackpropInput", "T", 1},
    {"SelectV2", "T", 1},
    {"Select", "T", 1},
    {"Shape", "T", 0},
    {"Split", "T", 1},
    {"SplitV", "T", 0},
    {"SplitV", "Tlen", 1},
    {"StridedSlice", "T", 0},
    {"StridedSlice", "Index", 1},
    {"TensorListReserve", "shape_type", 0},
};

// Types of results that importers leave out: the operator's default, or floats.
struct ResultRow {
  std::string_view op;
  const char* attribute;
  int32_t dtype;
};
constexpr ResultRow kResultRows[] = {{"Shape", "out_type", 3},
                                     {"Size", "out_type", 3},
                                     {"ArgMax", "output_type", 9},
                                     {"ArgMin", "output_type", 9},
                                     {"TensorListGetItem", "element_dtype", 1},
                                     {"TensorListReserve", "element_dtype", 1},
                                     {"TensorListSetItem", "element_dtype", 1},
                                     {"TensorListStack", "element_dtype", 1}};

constexpr std::string_view kUntyped[] = {"LogicalAnd",
                                         "LogicalOr",
                                         "LogicalNot",
                                         "LoopCond",
                                         "TensorListGetItem",
                                         "TensorListSetItem",
                                         "TensorListStack",
                                         "TensorListLength",
                                         "TensorListFromTensor",
                                         "Range",
                                         "All",
                                         "Any"};

// Those that count what they read; the last operand may be no part of it.
constexpr std::string_view kCounted[] = {"AddN", "Einsum", "Pack"};

}  // namespace

void complete_types(const std::vector<Reference>& inputs,
                    proto::NodeDef& node) {
  auto& attributes = *node.mutable_attr();
  const auto type = [&](const char* name, size_t operand) {
    if (operand >= inputs.size() || attributes.contains(name)) return;
    attributes[name].set_type(inputs[operand].dtype);
  };
  const auto count = [&](size_t n) {
    if (!attributes.contains("N")) {
      attributes["N"].set_i(static_cast<int64_t>(n));
    }
  };
  const std::string& op = node.op();
  if (op == "ConcatV2") count(inputs.size() - 1);
  if (std::ranges::find(kCounted, op) != std::end(kCounted)) {
    count(inputs.size());
  }
  // A node with any of them has them all: its file says so.
  const bool stated = std::ranges::any_of(attributes, [](const auto& each) {
    return each.second.type() != 0;
  });
  bool listed = std::ranges::find(kUntyped, op) != std::end(kUntyped);
  for (const TypeRow& row : kTypeRows) {
    if (row.op != op) continue;
    listed = true;
    type(row.attribute, static_cast<size_t>(row.operand));
  }
  if (!listed && !stated) type("T", 0);
  for (const ResultRow& row : kResultRows) {
    if (row.op != op || attributes.contains(row.attribute)) continue;
    attributes[row.attribute].set_type(row.dtype);
  }
}

}  // namespace mote::tensorflow
