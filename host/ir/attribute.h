// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What a node or a value says beside its operands: named values of few types.
#ifndef MOTE_HOST_IR_ATTRIBUTE_H_
#define MOTE_HOST_IR_ATTRIBUTE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "device/core/type.h"
#include "host/base/file.h"

namespace mote::ir {

// Dimensions, -1 where one is not known; none when not even the rank is known.
// A scalar has a shape without dimensions.
using Shape = std::optional<std::vector<int64_t>>;

// Bytes of a constant, shared and never altered: a change makes new ones.
using Constant = std::shared_ptr<const base::Bytes>;

inline Constant make_constant(base::Bytes bytes) {
  return std::make_shared<const base::Bytes>(std::move(bytes));
}

// Both without bytes, or both with equal ones.
inline bool same_bytes(const Constant& a, const Constant& b) {
  return a == b || (a != nullptr && b != nullptr && *a == *b);
}

// A graph of the same module, by its position.
struct GraphRef {
  int32_t index = 0;
  bool operator==(const GraphRef&) const = default;
};

// A tensor that is an attribute and no operand, as tf.Const holds one.
struct TensorAttribute {
  Type type = Type::kFloat32;
  std::vector<int64_t> shape;
  Constant bytes;
  bool operator==(const TensorAttribute& other) const {
    return type == other.type && shape == other.shape &&
           same_bytes(bytes, other.bytes);
  }
};

struct Record;

using AttributeValue =
    std::variant<bool, int64_t, double, std::string, Type, Shape, GraphRef,
                 TensorAttribute, base::Bytes, std::vector<int64_t>,
                 std::vector<double>, std::vector<std::string>,
                 std::vector<Type>, std::vector<Shape>, std::vector<Record>>;

struct Attribute : AttributeValue {
  using AttributeValue::AttributeValue;
  const AttributeValue& base() const { return *this; }
  bool operator==(const Attribute& other) const;
};

using Attributes = std::map<std::string, Attribute>;

// A structure inside an attribute: the name of its type, and its fields.
struct Record {
  std::string type;
  Attributes fields;
  bool operator==(const Record&) const = default;
};

inline bool Attribute::operator==(const Attribute& other) const {
  return base() == other.base();
}

// The attribute as a T; null when it is not there or of another type.
template <class T>
const T* find(const Attributes& attributes, const std::string& name) {
  const auto it = attributes.find(name);
  return it == attributes.end() ? nullptr
                                : std::get_if<T>(&it->second.base());
}

// The attribute, or what an absent one means.
template <class T>
T get(const Attributes& attributes, const std::string& name, T absent) {
  const T* found = find<T>(attributes, name);
  return found == nullptr ? absent : *found;
}

}  // namespace mote::ir

#endif  // MOTE_HOST_IR_ATTRIBUTE_H_
