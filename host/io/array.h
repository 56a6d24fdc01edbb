// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Arrays: typed elements in memory, as files hold them and tensors take them.
#ifndef MOTE_HOST_IO_ARRAY_H_
#define MOTE_HOST_IO_ARRAY_H_

#include "device/core/type.h"
#include "host/base/file.h"

namespace mote::io {

// Elements in C order, little endian, without gaps.
struct Array {
  Type type = Type::kNone;
  std::vector<int32_t> shape;
  base::Bytes data;

  size_t size() const;
};

// What a tensor of a model is, for those who fill or read it.
struct TensorSpec {
  std::string name;
  Type type = Type::kNone;
  std::vector<int32_t> shape;
  // real = scale * (q - zero_point); scale 0: not quantized, or per channel.
  float scale = 0;
  int32_t zero_point = 0;

  size_t elements() const;
  size_t bytes() const;
  // "int8 [1,4]".
  std::string kind() const;
};

bool is_integer(Type type);  // also bool
bool is_float(Type type);

// Element i as an integer; legal when is_integer. Unsigned 64-bit values wrap.
int64_t integer_at(const Array& array, size_t i);
// Element i as a real number: legal when is_integer or is_float.
double real_at(const Array& array, size_t i);
// As a person wants to read it.
std::string element_text(const Array& array, size_t i);

// Rounds to the nearest representable value; legal for the types of real_at.
void set_real(Array& array, size_t i, double value);

}  // namespace mote::io

#endif  // MOTE_HOST_IO_ARRAY_H_
