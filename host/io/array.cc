// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/io/array.h"

#include <cmath>
#include <cstring>
#include <limits>

#include "device/core/span.h"
#include "host/base/text.h"
#include "host/io/text_array.h"

namespace mote::io {
namespace {

size_t product(const std::vector<int32_t>& shape) {
  size_t n = 1;
  for (const int32_t dim : shape) n *= static_cast<size_t>(dim);
  return n;
}

float from_half(uint16_t half) {
  const int exponent = half >> 10 & 31;
  const int fraction = half & 1023;
  float value;
  if (exponent == 31) {
    value = fraction == 0 ? std::numeric_limits<float>::infinity()
                          : std::numeric_limits<float>::quiet_NaN();
  } else if (exponent == 0) {
    value = std::ldexp(static_cast<float>(fraction), -24);
  } else {
    value = std::ldexp(static_cast<float>(fraction + 1024), exponent - 25);
  }
  return (half & 0x8000) != 0 ? -value : value;
}

float from_bfloat(uint16_t bits) {
  const uint32_t wide = static_cast<uint32_t>(bits) << 16;
  return load_unaligned<float>(&wide);
}

// Values of magnitude up to the largest half; ties to even.
uint16_t to_half(double value) {
  const uint16_t sign = std::signbit(value) ? 0x8000 : 0;
  const double size = std::fabs(value);
  if (std::isnan(value)) return 0x7e00;
  if (size >= 65520) return sign | 0x7c00;
  if (size < std::ldexp(1.0, -14)) {
    return static_cast<uint16_t>(
        sign | static_cast<int>(std::nearbyint(std::ldexp(size, 24))));
  }
  int exponent = 0;
  const double fraction = std::frexp(size, &exponent);  // 0.5 <= fraction < 1
  // A fraction that rounds up to 2048 carries into the exponent.
  const int rounded = static_cast<int>(std::nearbyint(fraction * 2048));
  return static_cast<uint16_t>(sign +
                               ((exponent + 14) << 10) + (rounded - 1024));
}

template <class T>
void store_integer(uint8_t* at, double value) {
  using Range = std::numeric_limits<T>;
  T stored;
  if (!(value > static_cast<double>(Range::min()))) {  // also not-a-number
    stored = Range::min();
  } else if (value >= static_cast<double>(Range::max())) {
    stored = Range::max();
  } else {
    stored = static_cast<T>(std::round(value));
  }
  std::memcpy(at, &stored, sizeof(T));
}

template <class T>
void store(uint8_t* at, T value) {
  std::memcpy(at, &value, sizeof(T));
}

}  // namespace

size_t Array::size() const { return product(shape); }
size_t TensorSpec::elements() const { return product(shape); }
size_t TensorSpec::bytes() const {
  return (elements() * bits(type) + 7) / 8;
}
std::string TensorSpec::kind() const {
  return base::type_name(type) + " " + base::shape_text(shape);
}

bool is_integer(Type type) {
  return contains(types(Type::kBool, Type::kInt8, Type::kUInt8, Type::kInt16,
                        Type::kUInt16, Type::kInt32, Type::kUInt32,
                        Type::kInt64, Type::kUInt64), type);
}

bool is_float(Type type) {
  return contains(types(Type::kFloat32, Type::kFloat16, Type::kBFloat16,
                        Type::kFloat64), type);
}

int64_t integer_at(const Array& array, size_t i) {
  const uint8_t* at = array.data.data() + i * (bits(array.type) / 8);
  switch (array.type) {
    case Type::kInt8: return load_unaligned<int8_t>(at);
    case Type::kInt16: return load_unaligned<int16_t>(at);
    case Type::kUInt16: return load_unaligned<uint16_t>(at);
    case Type::kInt32: return load_unaligned<int32_t>(at);
    case Type::kUInt32: return load_unaligned<uint32_t>(at);
    case Type::kInt64: case Type::kUInt64: return load_unaligned<int64_t>(at);
    default: return *at;
  }
}

double real_at(const Array& array, size_t i) {
  const uint8_t* at = array.data.data() + i * (bits(array.type) / 8);
  switch (array.type) {
    case Type::kFloat32: return load_unaligned<float>(at);
    case Type::kFloat64: return load_unaligned<double>(at);
    case Type::kFloat16: return from_half(load_unaligned<uint16_t>(at));
    case Type::kBFloat16: return from_bfloat(load_unaligned<uint16_t>(at));
    case Type::kUInt64:
      return static_cast<double>(load_unaligned<uint64_t>(at));
    default: return static_cast<double>(integer_at(array, i));
  }
}

std::string element_text(const Array& array, size_t i) {
  if (array.type == Type::kString) {
    return "'" + std::string(unpack_texts(array.data)[i]) + "'";
  }
  if (is_float(array.type)) return base::text(real_at(array, i));
  const int64_t value = integer_at(array, i);
  if (array.type == Type::kUInt64) {
    return std::to_string(static_cast<uint64_t>(value));
  }
  return std::to_string(value);
}

void set_real(Array& array, size_t i, double value) {
  uint8_t* at = array.data.data() + i * (bits(array.type) / 8);
  switch (array.type) {
    case Type::kFloat32: return store(at, static_cast<float>(value));
    case Type::kFloat64: return store(at, value);
    case Type::kFloat16: return store(at, to_half(value));
    case Type::kBFloat16: {
      const float narrow = static_cast<float>(value);
      return store(at, static_cast<uint16_t>(
          load_unaligned<uint32_t>(&narrow) >> 16));
    }
    case Type::kBool: return store(at, value != 0);
    case Type::kInt8: return store_integer<int8_t>(at, value);
    case Type::kInt16: return store_integer<int16_t>(at, value);
    case Type::kUInt16: return store_integer<uint16_t>(at, value);
    case Type::kInt32: return store_integer<int32_t>(at, value);
    case Type::kUInt32: return store_integer<uint32_t>(at, value);
    case Type::kInt64: return store_integer<int64_t>(at, value);
    case Type::kUInt64: return store_integer<uint64_t>(at, value);
    default: return store_integer<uint8_t>(at, value);
  }
}

}  // namespace mote::io
