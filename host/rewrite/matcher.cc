// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/rewrite/matcher.h"

#include <cmath>
#include <cstring>

namespace mote::rewrite {
namespace {

template <class T>
ir::ValueId add(ir::Graph& graph, Type type, const std::vector<T>& values,
                const std::vector<int64_t>& shape, const std::string& name) {
  base::Bytes bytes(values.size() * sizeof(T));
  if (!bytes.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  ir::Value made;
  made.name = name;
  made.type = type;
  made.shape = shape;
  made.constant = ir::make_constant(std::move(bytes));
  return graph.add(std::move(made));
}

}  // namespace

ir::Node* Matcher::maker(ir::ValueId id) const {
  if (id == ir::kNoValue) return nullptr;
  const int32_t node = uses_.maker[static_cast<size_t>(id)];
  return node < 0 ? nullptr : &graph_.nodes[static_cast<size_t>(node)];
}

ir::Node* Matcher::maker(ir::ValueId id, const char* op) const {
  ir::Node* node = maker(id);
  return node != nullptr && node->op == op ? node : nullptr;
}

ir::Node* Matcher::sole_maker(ir::ValueId id, const char* op) const {
  return id != ir::kNoValue && single(id) ? maker(id, op) : nullptr;
}

ir::Node* Matcher::reader(ir::ValueId id) const {
  if (!single(id)) return nullptr;
  return &graph_.nodes[static_cast<size_t>(
      uses_.readers[static_cast<size_t>(id)].front())];
}

std::optional<float> Matcher::number(ir::ValueId id) const {
  if (!is_constant(id) || graph_.value(id).type != Type::kFloat32 ||
      graph_.value(id).constant->size() != sizeof(float)) {
    return std::nullopt;
  }
  return floats(graph_.value(id)).front();
}

ir::ValueId Matcher::other_than(const ir::Node& node, float constant) const {
  if (node.inputs.size() != 2) return ir::kNoValue;
  for (size_t i = 0; i < 2; ++i) {
    const std::optional<float> found = number(node.inputs[i]);
    if (found && std::fabs(*found - constant) < 1e-6f) {
      return node.inputs[1 - i];
    }
  }
  return ir::kNoValue;
}

std::vector<float> floats(const ir::Value& value) {
  std::vector<float> out(value.constant->size() / sizeof(float));
  if (!out.empty()) {
    std::memcpy(out.data(), value.constant->data(), out.size() * sizeof(float));
  }
  return out;
}

ir::ValueId add_floats(ir::Graph& graph, const std::vector<float>& values,
                       const std::vector<int64_t>& shape,
                       const std::string& name) {
  return add(graph, Type::kFloat32, values, shape, name);
}

ir::ValueId add_ints(ir::Graph& graph, const std::vector<int64_t>& values,
                     const std::string& name) {
  return add(graph, Type::kInt32,
             std::vector<int32_t>(values.begin(), values.end()),
             {static_cast<int64_t>(values.size())}, name);
}

}  // namespace mote::rewrite
