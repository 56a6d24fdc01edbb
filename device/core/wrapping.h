// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Integer arithmetic modulo 2^n, as the reference's hardware computes it.
#ifndef MOTE_DEVICE_CORE_WRAPPING_H_
#define MOTE_DEVICE_CORE_WRAPPING_H_

#include <stdint.h>

namespace mote {

// The unsigned type in which T is computed.
template <class T> struct WrapsIn { using Type = uint32_t; };
template <> struct WrapsIn<int64_t> { using Type = uint64_t; };
template <> struct WrapsIn<uint64_t> { using Type = uint64_t; };

template <class T>
constexpr T wrapping_add(T a, T b) {
  using U = typename WrapsIn<T>::Type;
  return static_cast<T>(static_cast<U>(a) + static_cast<U>(b));
}

template <class T>
constexpr T wrapping_sub(T a, T b) {
  using U = typename WrapsIn<T>::Type;
  return static_cast<T>(static_cast<U>(a) - static_cast<U>(b));
}

template <class T>
constexpr T wrapping_mul(T a, T b) {
  using U = typename WrapsIn<T>::Type;
  return static_cast<T>(static_cast<U>(a) * static_cast<U>(b));
}

// Toward zero; the lowest value divided by -1 stays. b is not 0.
template <class T>
constexpr T wrapping_div(T a, T b) {
  return b == T(-1) ? wrapping_sub(T(0), a) : static_cast<T>(a / b);
}

}  // namespace mote

#endif  // MOTE_DEVICE_CORE_WRAPPING_H_
