// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/onnx/operation.h"

#include <cstring>

#include "host/io/array.h"

namespace mote::onnx {
namespace {

constexpr Type kTypes[] = {
    Type::kNone,   Type::kFloat32, Type::kUInt8,   Type::kInt8,
    Type::kUInt16, Type::kInt16,   Type::kInt32,   Type::kInt64,
    Type::kString, Type::kBool,    Type::kFloat16, Type::kFloat64,
    Type::kUInt32, Type::kUInt64};

template <class T, class List>
bool copy(const List& list, base::Bytes& bytes) {
  if (static_cast<size_t>(list.size()) * sizeof(T) != bytes.size()) return false;
  for (int i = 0; i < list.size(); ++i) {
    const T element = static_cast<T>(list[i]);
    std::memcpy(bytes.data() + static_cast<size_t>(i) * sizeof(T), &element,
                sizeof(T));
  }
  return true;
}

bool copy(const proto::Tensor& tensor, Type type, base::Bytes& bytes) {
  switch (type) {
    case Type::kFloat32: return copy<float>(tensor.float_data(), bytes);
    case Type::kFloat64: return copy<double>(tensor.double_data(), bytes);
    case Type::kInt64: return copy<int64_t>(tensor.int64_data(), bytes);
    case Type::kInt32: return copy<int32_t>(tensor.int32_data(), bytes);
    case Type::kInt8: case Type::kUInt8: case Type::kBool:
      return copy<uint8_t>(tensor.int32_data(), bytes);
    default: return copy<uint16_t>(tensor.int32_data(), bytes);
  }
}

}  // namespace

Type type_of(int32_t data_type) {
  const bool known = data_type > 0 && static_cast<size_t>(data_type) <
                                          std::size(kTypes);
  return known ? kTypes[data_type] : Type::kNone;
}

base::Result<ir::TensorAttribute> tensor_of(const proto::Tensor& tensor,
                                            const std::string& where) {
  const base::Error damaged = {where, "a constant is not complete",
                               "save the model again, weights included"};
  ir::TensorAttribute out;
  out.type = type_of(tensor.data_type());
  for (const int64_t extent : tensor.dims()) {
    if (extent < 0) return damaged;
    out.shape.push_back(extent);
  }
  const int64_t size = out.type == Type::kNone
                           ? -1 : ir::byte_size(out.type, out.shape);
  const int64_t most = static_cast<int64_t>(tensor.ByteSizeLong()) * 8 + 64;
  if (size < 0 || size > most || tensor.data_location() != 0) return damaged;
  base::Bytes bytes(static_cast<size_t>(size));
  const std::string& raw = tensor.raw_data();
  if (!raw.empty() && raw.size() != bytes.size()) return damaged;
  if (!raw.empty()) {
    std::memcpy(bytes.data(), raw.data(), raw.size());
  } else if (!copy(tensor, out.type, bytes)) {
    return damaged;
  }
  out.bytes = ir::make_constant(std::move(bytes));
  return out;
}

void Operation::refuse(const std::string& what) const {
  throw Refused{{"node " + node.name() + " (" + node.op_type() + ")", what,
                 "export the model without it"}};
}

ir::ValueId Operation::in(size_t i) const {
  if (!has(i)) refuse("it has too few operands");
  return inputs[i];
}

std::vector<int64_t> Operation::constant_ints(size_t i) const {
  const ir::Value& value = b.graph().value(in(i));
  if (value.constant == nullptr || !io::is_integer(value.type)) {
    refuse("an operand that must be constant is computed");
  }
  io::Array array{value.type, {}, *value.constant};
  std::vector<int64_t> out;
  const int64_t count = ir::elements(value.shape);
  for (int64_t k = 0; k < count; ++k) {
    out.push_back(io::integer_at(array, static_cast<size_t>(k)));
  }
  return out;
}

std::optional<double> Operation::constant_number(size_t i) const {
  if (!has(i)) return std::nullopt;
  const ir::Value& value = b.graph().value(inputs[i]);
  if (value.constant == nullptr || ir::elements(value.shape) != 1) {
    refuse("an operand that must be one known number is not");
  }
  return io::real_at({value.type, {}, *value.constant}, 0);
}

std::vector<int64_t> Operation::constant_shape(size_t i) const {
  const ir::Value& value = b.graph().value(in(i));
  if (value.constant == nullptr) refuse("its weights are no constants");
  return *value.shape;
}

std::string Operation::maker(size_t i) const {
  for (const ir::Node& made : b.graph().nodes) {
    if (made.outputs.front() == in(i)) return made.op;
  }
  return "";
}

const proto::Attribute* Operation::attribute(const std::string& name) const {
  for (const proto::Attribute& attribute : node.attribute()) {
    if (attribute.name() == name) return &attribute;
  }
  return nullptr;
}

int64_t Operation::integer(const std::string& name, int64_t absent) const {
  const proto::Attribute* found = attribute(name);
  return found == nullptr ? absent : found->i();
}

double Operation::real(const std::string& name, double absent) const {
  const proto::Attribute* found = attribute(name);
  return found == nullptr ? absent : double{found->f()};
}

std::string Operation::word(const std::string& name,
                            const std::string& absent) const {
  const proto::Attribute* found = attribute(name);
  return found == nullptr ? absent : found->s();
}

std::vector<int64_t> Operation::list(const std::string& name) const {
  const proto::Attribute* found = attribute(name);
  if (found == nullptr) return {};
  return {found->ints().begin(), found->ints().end()};
}

}  // namespace mote::onnx
