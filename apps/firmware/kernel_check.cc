// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Compares every kernel of the target with the portable one, bit for bit, over
// shapes and data from a seeded generator.
#include "apps/firmware/seeded_numbers.h"
#include "device/kernels/isa.h"
#include "ports/common/port.h"
#include "ports/common/print.h"

namespace mote {
namespace {

constexpr int32_t kMostDepth = 70;
constexpr int32_t kMostChannels = 40;
constexpr int32_t kMostRows = 13;
constexpr int32_t kMostTaps = 25;
constexpr int32_t kMostPixels = 4;
constexpr int32_t kMostMultiplier = 4;
constexpr int32_t kMostOutputs =
    kMostPixels * kMostChannels * kMostMultiplier;

SeededNumbers numbers;

// Guards around what is written; the same before both kernels run.
template <int size>
struct Guarded {
  static constexpr int kGuard = 16;
  alignas(8) int8_t bytes[size + 2 * kGuard];

  void clear() { fill_bytes(bytes, 0x55, sizeof(bytes)); }
  int8_t* at(int32_t offset) { return bytes + kGuard + offset; }
};

template <int size>
bool same(const Guarded<size>& a, const Guarded<size>& b) {
  for (uint32_t i = 0; i < sizeof(a.bytes); ++i) {
    if (a.bytes[i] != b.bytes[i]) return false;
  }
  return true;
}

// A Rescale and its tables.
struct Tables {
  int32_t bias[kMostChannels * kMostMultiplier];
  int32_t mantissas[kMostChannels * kMostMultiplier];
  int8_t exponents[kMostChannels * kMostMultiplier];

  Multiplier multiplier(int kind) {
    if (numbers.one_in(30)) return {};
    const int32_t mantissa =
        numbers.one_in(30) ? INT32_MAX
                           : (1 << 30) | numbers.in(0, (1 << 24) - 1) << 6;
    switch (kind) {
      case 0: return {mantissa, numbers.in(-31, 31)};
      case 1: return {mantissa, 0};
      case 2: return {mantissa, numbers.in(1, 3)};
      case 3: return {mantissa, numbers.in(-31, -20)};
      case 4: return {mantissa, numbers.in(-31, -1)};
      default: return {mantissa, numbers.in(-14, -3)};
    }
  }
  template <class R>
  void make(R& rescale, int32_t channels) {
    const int kind = numbers.in(0, 9);
    const bool large = numbers.one_in(4);
    for (int32_t c = 0; c < channels; ++c) {
      const Multiplier m = multiplier(kind);
      mantissas[c] = m.mantissa;
      exponents[c] = static_cast<int8_t>(m.exponent);
      bias[c] = large ? static_cast<int32_t>(numbers.next())
                      : numbers.in(-30000, 30000);
      if (large && numbers.one_in(3)) {
        const int32_t near = numbers.in(-70000, 70000);
        bias[c] = add_wrapping(INT32_MIN, near);
      }
    }
    rescale.bias = bias;
    rescale.mantissas = mantissas;
    rescale.exponents = exponents;
    rescale.step = numbers.one_in(5) ? 0 : 1;
    rescale.zero_point = numbers.in(-128, 127);
    rescale.range = range(rescale.zero_point);
  }
  static Range range(int32_t zero) {
    if (numbers.one_in(4)) return {numbers.in(-128, 0), numbers.in(0, 127)};
    if (numbers.one_in(2)) return {zero, 127};
    return {-128, 127};
  }
};

Tables tables;
Guarded<kMostOutputs> wanted;
Guarded<kMostOutputs> made;
alignas(8) int8_t x_bytes[kMostTaps * kMostPixels * kMostChannels + 16];
alignas(8) int8_t w_bytes[kMostTaps * kMostChannels * kMostMultiplier + 16];
// Only kernels that copy their rows take scratch.
constexpr int32_t kMostScratch =
    Isa::kSet.dense_rows * Isa::kSet.dense_scratch * (kMostDepth + 2) + 64;
Guarded<kMostScratch> scratch;
Guarded<kMostScratch> untouched;
const int8_t* taps[kMostPixels * kMostTaps];

// Each test returns what went wrong in words, or null.
const char* compare() {
  return same(wanted, made) ? nullptr : "another result";
}

// To int16, as gates of recurrent cells are.
const char* dense_to_words(int32_t depth, int32_t channels) {
  Dense<int8_t, int32_t, int16_t> a = {};
  a.rows = 1;
  a.depth = depth;
  a.channels = a.out_stride = channels;
  a.start = numbers.in(-9000, 9000);
  numbers.fill(x_bytes, depth);
  numbers.fill(w_bytes, channels * depth);
  a.x = x_bytes;
  a.w = w_bytes;
  tables.make(a.rescale, channels);
  a.rescale.range = {INT16_MIN, INT16_MAX};
  wanted.clear(), made.clear();
  a.out = reinterpret_cast<int16_t*>(wanted.at(0));
  Portable::dense(a);
  a.out = reinterpret_cast<int16_t*>(made.at(0));
  Isa::dense(a);
  return compare();
}

// Where their types may lie; with the lowest values, whose sum wraps.
template <class X, class W>
const char* dot(int32_t depth) {
  X* x = reinterpret_cast<X*>(x_bytes) + numbers.in(0, 3);
  W* w = reinterpret_cast<W*>(w_bytes) + numbers.in(0, 3);
  numbers.fill(reinterpret_cast<int8_t*>(x), depth * int32_t{sizeof(X)});
  numbers.fill(reinterpret_cast<int8_t*>(w), depth * int32_t{sizeof(W)});
  for (int32_t i = 0; i < depth && numbers.one_in(2); ++i) {
    x[i] = static_cast<X>(1 << (8 * sizeof(X) - 1));
    w[i] = static_cast<W>(1 << (8 * sizeof(W) - 1));
  }
  return Isa::dot(x, w, depth) == Portable::dot(x, w, depth) ? nullptr
                                                             : "another sum";
}

const char* dense(int32_t depth, int32_t channels, int32_t most_rows) {
  Dense<int8_t, int32_t> a = {};
  a.rows = numbers.in(1, most_rows);
  a.depth = depth;
  a.channels = channels;
  a.x_stride = depth + (numbers.one_in(2) ? numbers.in(0, 5) : 0);
  a.out_stride = channels + (numbers.one_in(2) ? numbers.in(0, 5) : 0);
  a.start = numbers.one_in(2) ? numbers.in(-9000, 9000) : 0;
  const int32_t x_size = (a.rows - 1) * a.x_stride + depth;
  int8_t* x = x_bytes + numbers.in(0, 3);
  int8_t* w = w_bytes + numbers.in(0, 3);
  numbers.fill(x, x_size);
  numbers.fill(w, channels * depth);
  a.x = x;
  a.w = w;
  tables.make(a.rescale, channels);
  const int32_t offset = numbers.in(0, 3);
  wanted.clear(), made.clear(), scratch.clear();
  a.out = wanted.at(offset);
  Portable::dense(a);
  a.out = made.at(offset);
  a.scratch = scratch.at(0);
  const int32_t bytes =
      static_cast<int32_t>(Isa::kSet.scratch(a.rows, depth, channels));
  if (bytes > static_cast<int32_t>(sizeof(scratch.bytes)) - 32) {
    return "more scratch than this test has";
  }
  Isa::dense(a);
  untouched.clear();
  copy_bytes(untouched.at(0), scratch.at(0), static_cast<uint32_t>(bytes));
  if (!same(untouched, scratch)) return "writes beyond its scratch";
  return compare();
}

const char* depthwise(int32_t tap_count, int32_t channels) {
  Depthwise<int8_t, int32_t> a = {};
  a.tap_count = tap_count;
  a.channels = channels;
  a.multiplier = numbers.one_in(2) ? 1 : numbers.in(1, kMostMultiplier);
  a.pixels = numbers.in(1, kMostPixels);
  a.taps = taps;
  const int32_t x_size = tap_count * a.pixels * channels;
  int8_t* x = x_bytes + numbers.in(0, 3);
  int8_t* w = w_bytes + numbers.in(0, 3);
  numbers.fill(x, x_size);
  numbers.fill(w, tap_count * channels * a.multiplier);
  a.w = w;
  for (int32_t t = 0; t < tap_count * a.pixels; ++t) {
    taps[t] = x + numbers.in(0, tap_count * a.pixels - 1) * channels;
  }
  tables.make(a.rescale, channels * a.multiplier);
  const int32_t offset = numbers.in(0, 3);
  wanted.clear(), made.clear();
  a.out = wanted.at(offset);
  Portable::depthwise(a);
  a.out = made.at(offset);
  Isa::depthwise(a);
  return compare();
}

// One operand's factor is 1/2, the other's at most that.
const char* add(int32_t count) {
  Sum<int8_t> a = {};
  a.count = count;
  int8_t* first = x_bytes + numbers.in(0, 3);
  int8_t* second = w_bytes + numbers.in(0, 3);
  numbers.fill(first, count);
  numbers.fill(second, count);
  a.in[0] = first;
  a.in[1] = second;
  a.out_zero = numbers.in(-128, 127);
  a.range = Tables::range(a.out_zero);
  const int larger = numbers.in(0, 1);
  for (int i = 0; i < 2; ++i) {
    a.zero[i] = numbers.in(-128, 127);
    a.scale[i] = {1 << 30, 0};
  }
  if (numbers.in(0, 3) != 0) {
    a.scale[1 - larger] = {(1 << 30) + numbers.in(0, (1 << 24) - 1) * 64,
                           -numbers.in(1, numbers.one_in(4) ? 31 : 4)};
  }
  a.out_scale = {(1 << 30) + numbers.in(0, (1 << 24) - 1) * 64,
                 numbers.one_in(4) ? numbers.in(-31, 2) : numbers.in(-20, -14)};
  const int32_t offset = numbers.in(0, 3);
  wanted.clear(), made.clear();
  a.out = wanted.at(offset);
  Portable::add(a);
  a.out = made.at(offset);
  Isa::add(a);
  return compare();
}

const char* copy_rows(int32_t values) {
  const int32_t rows = numbers.in(0, 5);
  const int32_t in_stride = numbers.in(0, 100);
  const int32_t out_stride = values + numbers.in(0, 9);
  int8_t* in = x_bytes + numbers.in(0, 3);
  numbers.fill(in, 5 * in_stride + values);
  const int32_t offset = numbers.in(0, 3);
  wanted.clear(), made.clear();
  Portable::copy_rows(in, in_stride, values, rows, wanted.at(offset),
                      out_stride);
  Isa::copy_rows(in, in_stride, values, rows, made.at(offset), out_stride);
  return compare();
}

bool report(const char* kernel, int32_t a, int32_t b, const char* wrong) {
  if (wrong == nullptr) return true;
  port::print(kernel);
  port::print(" of ");
  port::print_decimal(static_cast<uint32_t>(a));
  port::print(" and ");
  port::print_decimal(static_cast<uint32_t>(b));
  port::print(": ");
  port::print(wrong);
  port::print("\n");
  return false;
}

bool all() {
  for (int32_t turn = 0; turn < 3; ++turn) {
    for (int32_t depth = 1; depth <= kMostDepth; ++depth) {
      for (int32_t channels = 1; channels <= 20; ++channels) {
        const char* wrong = dense(depth, channels, kMostRows);
        if (!report("dense", depth, channels, wrong)) return false;
      }
    }
    // Rows that may be read as they are.
    for (int32_t depth = Isa::kSet.dense_row + 8; depth <= 400; depth += 8) {
      const int32_t most = static_cast<int32_t>(sizeof(w_bytes) - 3) / depth;
      const int32_t channels = numbers.in(1, min(most, kMostChannels));
      if (!report("dense", depth, channels, dense(depth, channels,
                         (Isa::kSet.dense_rows - 1) / 2))) {
        return false;
      }
    }
    for (int32_t t = 1; t <= kMostTaps; ++t) {
      for (int32_t channels = 1; channels <= kMostChannels; ++channels) {
        const char* wrong = depthwise(t, channels);
        if (!report("depthwise", t, channels, wrong)) return false;
        if (!report("depthwise of one", t, channels, depthwise(t, 1))) {
          return false;
        }
      }
    }
  }
  for (int32_t turn = 0; turn < 20; ++turn) {
    for (int32_t n = 0; n <= kMostDepth; ++n) {
      if (!report("add", n, turn, add(n))) return false;
      if (!report("copy_rows", n, turn, copy_rows(n))) return false;
      if (!report("dot of bytes", n, turn, dot<int8_t, int8_t>(n)) ||
          !report("dot of words", n, turn, dot<int16_t, int16_t>(n)) ||
          !report("dot of both", n, turn, dot<int8_t, int16_t>(n)) ||
          !report("dense to words", n, turn, dense_to_words(n, turn + 1))) {
        return false;
      }
    }
  }
  return true;
}

}  // namespace
}  // namespace mote

int main() { return mote::all() ? 0 : 1; }
