// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/model/model.h"

namespace mote::model {

Quantization TensorView::quantization_of(flat::Table table,
                                         const Shape& shape) {
  const flat::Fields q(table);
  const auto scales = q.vector<float>(2);
  if (scales.size() == 0 || q.scalar<uint8_t>(4) != 0) return {};
  const Quantization read = {scales.data(), q.vector<int64_t>(3).at + 4,
                             static_cast<int32_t>(scales.size()),
                             q.scalar<int32_t>(6)};
  // Published models hold biases whose scales name a dimension that is not
  // there. Nobody needs those; who needs some finds none.
  const bool fits = read.axis >= 0 && read.axis < shape.rank &&
                    shape[read.axis] == read.count;
  return read.count == 1 || fits ? read : Quantization();
}

Tensor Model::tensor(const TensorView& view) const {
  const flat::Fields from(view.table);
  const Type type = static_cast<Type>(from.scalar<uint8_t>(1));
  const bool variable = from.scalar<uint8_t>(5) != 0;
  const auto dims = from.vector<int32_t>(0);
  const Shape shape = {dims.data(), static_cast<int32_t>(dims.size())};
  Span<const uint8_t> constant;
  if (!variable) constant = buffer(from.scalar<uint32_t>(2));
  return {type, variable, shape,
          TensorView::quantization_of(from.table(4), shape), constant.data,
          type == Type::kString ? constant.size : byte_size(type, shape)};
}

Span<const uint8_t> Model::buffer(uint32_t i) const {
  if (i >= buffers()) return {};
  const flat::Fields buffer(buffers_[i]);
  const auto inline_data = buffer.vector<uint8_t>(0);
  if (inline_data.size() != 0) return inline_data.span();
  const uint64_t offset = buffer.scalar<uint64_t>(1);
  if (offset <= 1) return {};
  return {bytes_.data + static_cast<size_t>(offset),
          static_cast<size_t>(buffer.scalar<uint64_t>(2))};
}

Span<const uint8_t> Model::metadata(const char* name) const {
  const flat::Tables entries = root_.tables(6);
  for (uint32_t i = 0; i < entries.size(); ++i) {
    if (equal(text(entries[i].vector<char>(0)), name)) {
      return buffer(entries[i].scalar<uint32_t>(1));
    }
  }
  return {};
}

bool equal(Text a, Text b) {
  if (a.size != b.size) return false;
  for (uint32_t i = 0; i < a.size; ++i) {
    if (a[i] != b[i]) return false;
  }
  return true;
}

bool equal(Text a, const char* b) {
  uint32_t i = 0;
  while (i < a.size && b[i] == a[i] && b[i] != 0) ++i;
  return i == a.size && b[i] == 0;
}

}  // namespace mote::model
