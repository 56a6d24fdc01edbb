// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// EMBEDDING_LOOKUP: the rows that numbers name.
#ifndef MOTE_DEVICE_OPS_EMBEDDING_LOOKUP_H_
#define MOTE_DEVICE_OPS_EMBEDDING_LOOKUP_H_

#include "device/ops/move.h"

namespace mote::ops {

struct EmbeddingLookup {
  static constexpr char kName[] = "EMBEDDING_LOOKUP";
  static constexpr int16_t kCode = 7;
  static constexpr uint8_t kVersion = 5;
  static constexpr uint16_t kOptionsType = 0;
  // Rows that are moved as they are; int8 or packed int4 that become floats.
  using Variants = ops::Variants<void, Hybrid>;
  enum Variant : uint8_t { kMoved, kHybrid };
  using Options = NoOptions;
  struct Params {
    int32_t count;      // of numbers
    int32_t rows, row;  // row: elements, or bytes when these are moved
    float scale;        // hybrid
    uint8_t per_row;    // hybrid: the table has a scale for each row instead
    uint8_t nibbles;    // hybrid: the embeddings are int4
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  static void fill(const Context& context, const Params& p, int, void* out) {
    for (int32_t r = 0; r < p.rows; ++r) {
      static_cast<float*>(out)[r] = context.input(1).quantization.scale(r);
    }
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace embedding_lookup {

// Element i of packed int4.
inline int32_t nibble(const int8_t* packed, int32_t i) {
  const uint32_t byte = static_cast<uint8_t>(packed[i / 2]);
  const uint32_t high = (i & 1) != 0 ? byte : byte << 4;
  return static_cast<int8_t>(static_cast<uint8_t>(high)) >> 4;
}

// Writes row `row` of the embeddings as row `at` of the output.
template <class Variant>
struct Row;
template <>
struct Row<void> {
  static void write(const EmbeddingLookup::Params& p, const Buffers& buffers,
                    int32_t row, int32_t at) {
    copy_bytes(buffers.output<uint8_t>(0) + at * p.row,
               buffers.input<uint8_t>(1) + row * p.row,
               static_cast<uint32_t>(p.row));
  }
};
template <>
struct Row<Hybrid> {
  static void write(const EmbeddingLookup::Params& p, const Buffers& buffers,
                    int32_t row, int32_t at) {
    const int8_t* q = buffers.input<int8_t>(1);
    float* to = buffers.output<float>(0) + at * p.row;
    const float scale =
        p.per_row != 0 ? buffers.table<float>(0)[row] : p.scale;
    for (int32_t i = 0; i < p.row; ++i) {
      const int32_t from = row * p.row + i;
      to[i] = scale * static_cast<float>(
                          p.nibbles != 0 ? nibble(q, from) : q[from]);
    }
  }
};

}  // namespace embedding_lookup

template <class Isa, class X>
Status EmbeddingLookup::eval(const Params& p, const Buffers& buffers) {
  const int32_t* numbers = buffers.template input<int32_t>(0);
  for (int32_t i = 0; i < p.count; ++i) {
    if (numbers[i] < 0 || numbers[i] >= p.rows) return Status::kBadData;
    embedding_lookup::Row<X>::write(p, buffers, numbers[i], i);
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_EMBEDDING_LOOKUP_H_
