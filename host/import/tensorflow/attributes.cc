// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/tensorflow/attributes.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace mote::tensorflow {
namespace {

template <class Out, class List>
std::vector<Out> list_of(const List& list) {
  return std::vector<Out>(list.begin(), list.end());
}

ir::Attribute attribute_of(const proto::AttrValue::ListValue& list) {
  if (list.s_size() > 0) return list_of<std::string>(list.s());
  if (list.f_size() > 0) return list_of<double>(list.f());
  if (list.b_size() > 0) return list_of<int64_t>(list.b());
  if (list.type_size() > 0) {
    std::vector<Type> types;
    for (const int32_t type : list.type()) types.push_back(type_of(type));
    return types;
  }
  if (list.shape_size() > 0) {
    std::vector<ir::Shape> shapes;
    for (const proto::Shape& shape : list.shape()) {
      shapes.push_back(shape_of(shape));
    }
    return shapes;
  }
  return list_of<int64_t>(list.i());
}

std::optional<ir::Attribute> attribute_of(const proto::AttrValue& value) {
  using Case = proto::AttrValue::ValueCase;
  switch (value.value_case()) {
    case Case::kS: return ir::Attribute(value.s());
    case Case::kI: return ir::Attribute(int64_t{value.i()});
    case Case::kF: return ir::Attribute(double{value.f()});
    case Case::kB: return ir::Attribute(value.b());
    case Case::kType: return ir::Attribute(type_of(value.type()));
    case Case::kShape: return ir::Attribute(shape_of(value.shape()));
    case Case::kFunc: return ir::Attribute(value.func().name());
    case Case::kList: return attribute_of(value.list());
    default: return std::nullopt;
  }
}

Type type_attribute(const proto::NodeDef& node, const char* name) {
  const auto it = node.attr().find(name);
  if (it == node.attr().end()) return Type::kNone;
  return type_of(it->second.type());
}

Type list_attribute(const proto::NodeDef& node, const char* name, size_t k) {
  const auto it = node.attr().find(name);
  if (it == node.attr().end()) return Type::kNone;
  const auto& types = it->second.list().type();
  if (k >= static_cast<size_t>(types.size())) return Type::kNone;
  return type_of(types[static_cast<int>(k)]);
}

// Operators whose outputs have types that no attribute tells alone.
Type fixed_type(const proto::NodeDef& node, size_t k) {
  static constexpr std::string_view kBools[] = {
      "Less", "LessEqual", "Greater", "GreaterEqual", "Equal", "NotEqual",
      "LogicalAnd", "LogicalOr", "LogicalNot", "Any", "All", "LoopCond",
      "IsNan", "IsInf", "IsFinite"};
  const std::string& op = node.op();
  if (std::ranges::find(kBools, op) != std::end(kBools)) return Type::kBool;
  if (op == "Rank" || (op == "TopKV2" && k == 1)) return Type::kInt32;
  if (op == "Where") return Type::kInt64;
  if (op == "VarHandleOp") return Type::kResource;
  if (op == "TensorListGetItem" || op == "TensorListStack") {
    return type_attribute(node, "element_dtype");
  }
  if (op.starts_with("TensorList")) return Type::kVariant;
  return Type::kNone;
}

struct OutputRow {
  std::string_view op;
  std::vector<std::string_view> names;
};

}  // namespace

ir::Attributes attributes_of(const proto::NodeDef& node) {
  ir::Attributes out;
  for (const auto& [name, value] : node.attr()) {
    if (name.starts_with('_')) continue;
    if (auto attribute = attribute_of(value)) out[name] = *attribute;
  }
  return out;
}

Type output_type(const proto::NodeDef& node, size_t k) {
  Type type = fixed_type(node, k);
  for (const char* name : {"output_type", "out_type", "DstT", "dtype", "Tparams",
                           "T"}) {
    if (type == Type::kNone) type = type_attribute(node, name);
  }
  for (const char* name : {"Tout", "T", "dtypes"}) {
    if (type == Type::kNone) type = list_attribute(node, name, k);
  }
  if (type == Type::kNone && (node.op() == "Shape" || node.op() == "Size")) {
    return Type::kInt32;
  }
  if (type == Type::kNone && node.op() == "ArgMax") return Type::kInt64;
  return type == Type::kNone ? Type::kFloat32 : type;
}

size_t first_output(const std::string& op, const std::string& name) {
  // Those with more than one output argument; a list is always alone.
  static const std::vector<OutputRow> kRows = {
      {"FusedBatchNorm", {"y", "batch_mean", "batch_variance",
                          "reserve_space_1", "reserve_space_2"}},
      {"FusedBatchNormV2", {"y", "batch_mean", "batch_variance",
                            "reserve_space_1", "reserve_space_2"}},
      {"FusedBatchNormV3", {"y", "batch_mean", "batch_variance",
                            "reserve_space_1", "reserve_space_2",
                            "reserve_space_3"}},
      {"TopKV2", {"values", "indices"}},
      {"Unique", {"y", "idx"}},
      {"Switch", {"output_false", "output_true"}},
      {"Merge", {"output", "value_index"}},
      {"SoftmaxCrossEntropyWithLogits", {"loss", "backprop"}},
      {"SparseSoftmaxCrossEntropyWithLogits", {"loss", "backprop"}},
  };
  const auto row = std::ranges::find(kRows, op, &OutputRow::op);
  if (row == kRows.end()) return 0;
  const auto it = std::ranges::find(row->names, name);
  return it == row->names.end()
             ? 0 : static_cast<size_t>(it - row->names.begin());
}

}  // namespace mote::tensorflow
