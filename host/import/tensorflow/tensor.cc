// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/tensorflow/tensor.h"

#include <cstring>

#include "host/base/text.h"

namespace mote::tensorflow {
namespace {

using base::Error;

struct TypeRow {
  int32_t dtype;
  Type type;
};

constexpr TypeRow kTypeRows[] = {
    {1, Type::kFloat32},    {2, Type::kFloat64},  {3, Type::kInt32},
    {4, Type::kUInt8},      {5, Type::kInt16},    {6, Type::kInt8},
    {7, Type::kString},     {8, Type::kComplex64}, {9, Type::kInt64},
    {10, Type::kBool},      {11, Type::kInt8},    {12, Type::kUInt8},
    {13, Type::kInt32},     {14, Type::kBFloat16}, {15, Type::kInt16},
    {16, Type::kUInt16},    {17, Type::kUInt16},  {18, Type::kComplex128},
    {19, Type::kFloat16},   {20, Type::kResource}, {21, Type::kVariant},
    {22, Type::kUInt32},    {23, Type::kUInt64},
};

constexpr int64_t kMostBytes = int64_t{1} << 30;
// Of a tensor that a short list fills: a few bytes must not become many.
constexpr int64_t kMostFilled = int64_t{1} << 26;
constexpr int32_t kReference = 100;

// Elements of a list, the last one repeated to the end; zeros when there is
// none. false: the list is longer than the tensor.
template <class T, class List>
bool spell_out(const List& list, base::Bytes& bytes) {
  const size_t count = bytes.size() / sizeof(T);
  const size_t given = static_cast<size_t>(list.size());
  if (given > count) return false;
  T last = T();
  for (size_t i = 0; i < count; ++i) {
    if (i < given) last = static_cast<T>(list[static_cast<int>(i)]);
    std::memcpy(bytes.data() + i * sizeof(T), &last, sizeof(T));
  }
  return true;
}

bool spell_out(const proto::Tensor& tensor, Type type, base::Bytes& bytes) {
  switch (type) {
    case Type::kFloat32: return spell_out<float>(tensor.float_val(), bytes);
    case Type::kFloat64: return spell_out<double>(tensor.double_val(), bytes);
    case Type::kInt64: return spell_out<int64_t>(tensor.int64_val(), bytes);
    case Type::kUInt64: return spell_out<uint64_t>(tensor.uint64_val(), bytes);
    case Type::kUInt32: return spell_out<uint32_t>(tensor.uint32_val(), bytes);
    case Type::kBool: return spell_out<uint8_t>(tensor.bool_val(), bytes);
    case Type::kFloat16: case Type::kBFloat16:
      return spell_out<uint16_t>(tensor.half_val(), bytes);
    case Type::kInt32: return spell_out<int32_t>(tensor.int_val(), bytes);
    case Type::kInt16: case Type::kUInt16:
      return spell_out<uint16_t>(tensor.int_val(), bytes);
    case Type::kInt8: case Type::kUInt8:
      return spell_out<uint8_t>(tensor.int_val(), bytes);
    default: return false;
  }
}

}  // namespace

Type type_of(int32_t dtype) {
  if (dtype > kReference) dtype -= kReference;
  for (const TypeRow& row : kTypeRows) {
    if (row.dtype == dtype) return row.type;
  }
  return Type::kNone;
}

int32_t dtype_of(Type type) {
  for (const TypeRow& row : kTypeRows) {
    if (row.type == type) return row.dtype;
  }
  return 0;
}

ir::Shape shape_of(const proto::Shape& shape) {
  if (shape.unknown_rank()) return std::nullopt;
  std::vector<int64_t> dims;
  for (const proto::Shape::Dim& dim : shape.dim()) {
    dims.push_back(dim.size() < 0 ? -1 : dim.size());
  }
  return dims;
}

base::Result<ir::TensorAttribute> tensor_of(const proto::Tensor& tensor,
                                            const std::string& where) {
  const Error misfit = {where, "a constant has another number of elements than "
                               "its shape says",
                        "save the model again: it is damaged"};
  const Type type = type_of(tensor.dtype());
  const ir::Shape shape = shape_of(tensor.tensor_shape());
  const int64_t size = type == Type::kNone ? -1 : ir::byte_size(type, shape);
  const bool filled = tensor.tensor_content().empty();
  if (size < 0 || size > (filled ? kMostFilled : kMostBytes)) {
    return Error{where, base::text("a constant of type number ",
                                   tensor.dtype(), " and this shape cannot be "
                                   "read"),
                 "save the model again: it is damaged, or larger than 1 GiB"};
  }
  const std::string& content = tensor.tensor_content();
  if (!filled && content.size() != static_cast<size_t>(size)) return misfit;
  base::Bytes bytes(static_cast<size_t>(size));
  if (filled && !spell_out(tensor, type, bytes)) return misfit;
  if (!filled) {
    std::memcpy(bytes.data(), content.data(), content.size());
  }
  return ir::TensorAttribute{type, *shape, ir::make_constant(std::move(bytes))};
}

}  // namespace mote::tensorflow
