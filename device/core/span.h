// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Span: a pointer and a count; and raw memory access that needs no alignment.
#ifndef MOTE_DEVICE_CORE_SPAN_H_
#define MOTE_DEVICE_CORE_SPAN_H_

#include <stddef.h>
#include <stdint.h>

namespace mote {

// Views elements that it does not own.
template <class T>
struct Span {
  T* data = nullptr;
  uint32_t size = 0;

  constexpr Span() = default;
  constexpr Span(T* first, size_t count)
      : data(first), size(static_cast<uint32_t>(count)) {}
  constexpr T& operator[](uint32_t i) const { return data[i]; }
  constexpr T* begin() const { return data; }
  constexpr T* end() const { return data + size; }
  constexpr bool empty() const { return size == 0; }
};

inline void copy_bytes(void* to, const void* from, size_t bytes) {
  if (bytes != 0) __builtin_memcpy(to, from, bytes);
}

// As copy_bytes, for ranges that may overlap or coincide.
inline void move_bytes(void* to, const void* from, size_t bytes) {
  if (bytes != 0 && to != from) __builtin_memmove(to, from, bytes);
}

inline void fill_bytes(void* to, int value, size_t bytes) {
  if (bytes != 0) __builtin_memset(to, value, bytes);
}

// Reads a T at any address, in the machine's byte order (little endian).
template <class T>
inline T load_unaligned(const void* from) {
  T value;
  __builtin_memcpy(&value, from, sizeof(T));
  return value;
}

// Reads a T at an address that is a multiple of its size, or of 4.
template <class T>
inline T load_aligned(const void* from) {
  T value;
  __builtin_memcpy(&value,
                   __builtin_assume_aligned(from, sizeof(T) < 4 ? sizeof(T) : 4),
                   sizeof(T));
  return value;
}

// The operands may differ in type (int32_t is int here and long there); the
// result has the type that both convert to.
template <class A, class B>
constexpr auto min(A a, B b) {
  return b < a ? b : a;
}

template <class A, class B>
constexpr auto max(A a, B b) {
  return a < b ? b : a;
}

template <class T, class Lo, class Hi>
constexpr T clamp(T x, Lo lo, Hi hi) {
  return x < lo ? static_cast<T>(lo) : hi < x ? static_cast<T>(hi) : x;
}

}  // namespace mote

#endif  // MOTE_DEVICE_CORE_SPAN_H_
