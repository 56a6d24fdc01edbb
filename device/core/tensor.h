// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What an operator is told of a tensor: type, shape, quantization, constant.
#ifndef MOTE_DEVICE_CORE_TENSOR_H_
#define MOTE_DEVICE_CORE_TENSOR_H_

#include "device/core/span.h"
#include "device/core/type.h"

namespace mote {

inline constexpr int kMaxRank = 8;

// Dimensions, outermost first. Not negative; the product of those that are not
// 0 fits an int32, and so do the bytes of a tensor.
// The memory belongs to the model or the arena.
struct Shape {
  const int32_t* dims = nullptr;
  int32_t rank = 0;

  int32_t operator[](int i) const { return dims[i]; }
  // Product of dimensions from..to-1.
  [[gnu::noinline]] int32_t product(int from, int to) const {
    int32_t n = 1;
    for (int i = from; i < to; ++i) n *= dims[i];
    return n;
  }
  int32_t elements() const { return product(0, rank); }
  int32_t last() const { return rank == 0 ? 1 : dims[rank - 1]; }
  bool operator==(const Shape& other) const {
    if (rank != other.rank) return false;
    for (int i = 0; i < rank; ++i) {
      if (dims[i] != other.dims[i]) return false;
    }
    return true;
  }
  bool operator!=(const Shape& other) const { return !(*this == other); }
};

// Bytes of a tensor's elements, sub-byte types packed without row padding. 0
// for types without a fixed size.
inline uint32_t byte_size(Type type, const Shape& shape) {
  const uint64_t elements = static_cast<uint32_t>(shape.elements());
  return static_cast<uint32_t>((elements * bits(type) + 7) / 8);
}

// real = scale * (q - zero point), per tensor (count 1) or for each index of
// dimension axis (count = that dimension). count 0: not quantized.
struct Quantization {
  const float* scales = nullptr;
  const uint8_t* zero_points = nullptr;  // int64 each, at any alignment
  int32_t count = 0;
  int32_t axis = 0;

  float scale(int i = 0) const { return scales[count == 1 ? 0 : i]; }
  int32_t zero_point(int i = 0) const {
    return load_unaligned<int32_t>(zero_points + 8 * (count == 1 ? 0 : i));
  }
};

// Whether raw numbers mean the same. What is not quantized, or for each index,
// goes with anything.
inline bool same_quantization(const Quantization& a, const Quantization& b) {
  return a.count != 1 || b.count != 1 ||
         (a.scale() == b.scale() && a.zero_point() == b.zero_point());
}

struct Tensor {
  Type type = Type::kNone;   // kNone: an optional operand left out
  bool variable = false;     // keeps its value from invoke to invoke
  Shape shape;
  Quantization quantization;
  // Constant: its value, at any alignment. As a runtime's input or output: the
  // memory to write or read. Else null.
  const void* data = nullptr;
  uint32_t bytes = 0;

  bool present() const { return type != Type::kNone; }
  bool constant() const { return data != nullptr; }
  int32_t elements() const { return shape.elements(); }
  // Element i of a constant of element type T.
  template <class T>
  T value(int32_t i) const {
    return load_unaligned<T>(static_cast<const uint8_t*>(data) +
                             static_cast<size_t>(i) * sizeof(T));
  }
};

}  // namespace mote

#endif  // MOTE_DEVICE_CORE_TENSOR_H_
