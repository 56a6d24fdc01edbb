// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Element types, with the numbers of the .tflite format.
#ifndef MOTE_DEVICE_CORE_TYPE_H_
#define MOTE_DEVICE_CORE_TYPE_H_

#include <stdint.h>

namespace mote {

enum class Type : uint8_t {
  kFloat32 = 0, kFloat16 = 1, kInt32 = 2, kUInt8 = 3, kInt64 = 4, kString = 5,
  kBool = 6, kInt16 = 7, kComplex64 = 8, kInt8 = 9, kFloat64 = 10,
  kComplex128 = 11, kUInt64 = 12, kResource = 13, kVariant = 14, kUInt32 = 15,
  kUInt16 = 16, kInt4 = 17, kBFloat16 = 18, kInt2 = 19, kUInt4 = 20,
  kFloat8E4M3FN = 21, kFloat8E5M2 = 22,
  kNone = 255,  // no tensor: an optional operand that is left out
};

inline constexpr int kTypes = 23;

// Bits of one element. 0: elements of no fixed size (string, variant).
[[gnu::noinline]] constexpr uint32_t bits(Type type) {
  switch (type) {
    case Type::kInt2: return 2;
    case Type::kInt4: case Type::kUInt4: return 4;
    case Type::kUInt8: case Type::kInt8: case Type::kBool:
    case Type::kFloat8E4M3FN: case Type::kFloat8E5M2: return 8;
    case Type::kFloat16: case Type::kInt16: case Type::kUInt16:
    case Type::kBFloat16: return 16;
    case Type::kFloat32: case Type::kInt32: case Type::kUInt32:
    case Type::kResource: return 32;
    case Type::kInt64: case Type::kComplex64: case Type::kFloat64:
    case Type::kUInt64: return 64;
    case Type::kComplex128: return 128;
    case Type::kString: case Type::kVariant: case Type::kNone: return 0;
  }
  return 0;
}

// A set of types, for checks.
using TypeSet = uint32_t;
template <class... T>
constexpr TypeSet types(T... type) {
  return (0u | ... | (1u << static_cast<unsigned>(type)));
}
constexpr bool contains(TypeSet set, Type type) {
  return type != Type::kNone && (set >> static_cast<unsigned>(type) & 1u) != 0;
}

// The Type of a C++ element type.
template <class T> inline constexpr Type kTypeOf = Type::kNone;
template <> inline constexpr Type kTypeOf<float> = Type::kFloat32;
template <> inline constexpr Type kTypeOf<int8_t> = Type::kInt8;
template <> inline constexpr Type kTypeOf<uint8_t> = Type::kUInt8;
template <> inline constexpr Type kTypeOf<int16_t> = Type::kInt16;
template <> inline constexpr Type kTypeOf<uint16_t> = Type::kUInt16;
template <> inline constexpr Type kTypeOf<int32_t> = Type::kInt32;
template <> inline constexpr Type kTypeOf<uint32_t> = Type::kUInt32;
template <> inline constexpr Type kTypeOf<int64_t> = Type::kInt64;
template <> inline constexpr Type kTypeOf<uint64_t> = Type::kUInt64;
template <> inline constexpr Type kTypeOf<double> = Type::kFloat64;
template <> inline constexpr Type kTypeOf<bool> = Type::kBool;

// Lowest and highest value of an integer element type.
template <class T>
struct Limits {
  static constexpr bool kSigned = T(-1) < T(0);
  static constexpr T kMax = static_cast<T>(
      kSigned ? (1ull << (8 * sizeof(T) - 1)) - 1 : ~0ull >> (64 - 8 * sizeof(T)));
  static constexpr T kMin = static_cast<T>(kSigned ? -kMax - 1 : 0);
};

}  // namespace mote

#endif  // MOTE_DEVICE_CORE_TYPE_H_
