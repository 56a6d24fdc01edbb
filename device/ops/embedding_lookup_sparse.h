// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// EMBEDDING_LOOKUP_SPARSE: for each place of a sparse matrix's rows, the
// embeddings that its entries name, weighted and made one; zeros where there
// are none.
#ifndef MOTE_DEVICE_OPS_EMBEDDING_LOOKUP_SPARSE_H_
#define MOTE_DEVICE_OPS_EMBEDDING_LOOKUP_SPARSE_H_

#include "device/core/real.h"
#include "device/ops/integers.h"

namespace mote::ops {

struct EmbeddingLookupSparse {
  static constexpr char kName[] = "EMBEDDING_LOOKUP_SPARSE";
  static constexpr int16_t kCode = 33;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 20;
  using Variants = ops::Variants<float>;
  enum Input { kIds, kIndices, kShape, kWeights, kEmbeddings };
  enum Combiner : int8_t { kSum, kMean, kSquareRoot };

  struct Options {
    int8_t combiner;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "combiner", o.combiner);
    }
  };
  struct Params {
    int32_t entries;
    int32_t index_rank;  // of an entry: its place, and its number there
    int32_t dims[kMaxRank];  // of the places
    int32_t places, rows;
    int32_t row;  // elements of an embedding
    int8_t combiner;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);

 private:
  // -1: outside.
  static int32_t place_of(const Params& p, const int32_t* index);
};

inline int32_t EmbeddingLookupSparse::place_of(const Params& p,
                                               const int32_t* index) {
  int32_t place = 0;
  for (int d = 0; d < p.index_rank - 1; ++d) {
    if (index[d] < 0 || index[d] >= p.dims[d]) return -1;
    place = place * p.dims[d] + index[d];
  }
  return place;
}

template <class Isa, class X>
Status EmbeddingLookupSparse::eval(const Params& p, const Buffers& buffers) {
  float* out = buffers.output<float>(0);
  fill_bytes(out, 0, sizeof(float) * static_cast<size_t>(p.places) *
                         static_cast<size_t>(p.row));
  int32_t place = -1;  // that the entries before belong to
  float total = 0.0f;
  for (int32_t i = 0; i <= p.entries; ++i) {
    const int32_t next =
        i == p.entries
            ? -1 : place_of(p, buffers.input<int32_t>(kIndices) +
                                   i * p.index_rank);
    if (next != place || i == p.entries) {
      if (place >= 0 && p.combiner != kSum) {
        const float by = p.combiner == kMean ? total : sqrt(total);
        float* row = out + place * p.row;
        for (int32_t k = 0; k < p.row; ++k) row[k] /= by;
      }
      if (i == p.entries) break;
      place = next;
      total = 0.0f;
    }
    const int32_t id = buffers.input<int32_t>(kIds)[i];
    if (place < 0 || id < 0 || id >= p.rows) return Status::kBadData;
    const float weight = buffers.input<float>(kWeights)[i];
    total += p.combiner == kSquareRoot ? weight * weight : weight;
    const float* from = buffers.input<float>(kEmbeddings) + id * p.row;
    float* to = out + place * p.row;
    for (int32_t k = 0; k < p.row; ++k) to[k] += from[k] * weight;
  }
  return Status::kOk;
}

inline Status EmbeddingLookupSparse::prepare(const Context& context,
                                             const Options& options, Params& p,
                                             Needs& needs) {
  if (context.inputs() != 5 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  if (options.combiner < kSum || options.combiner > kSquareRoot) {
    return Status::kBadOption;
  }
  for (int i = 0; i < 5; ++i) {
    const Type type = i < kWeights ? Type::kInt32 : Type::kFloat32;
    if (context.input(i).type != type) {
      return context.refuse(Status::kWrongType, i);
    }
  }
  const Shape indices = context.input(kIndices).shape;
  const Shape table = context.input(kEmbeddings).shape;
  const Tensor out = context.output(0);
  if (out.type != Type::kFloat32) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  p = {};
  p.combiner = options.combiner;
  p.entries = context.input(kIds).elements();
  if (indices.rank != 2 || indices[0] != p.entries || indices[1] < 1) {
    return context.refuse(Status::kWrongShape, kIndices);
  }
  p.index_rank = indices[1];
  if (context.input(kWeights).elements() != p.entries) {
    return context.refuse(Status::kWrongShape, kWeights);
  }
  if (table.rank < 1) return context.refuse(Status::kWrongShape, kEmbeddings);
  p.rows = table[0];
  // Output: the places, then what an embedding has.
  const int outer = p.index_rank - 1;
  bool fits = out.shape.rank == outer + table.rank - 1 && outer < kMaxRank;
  for (int d = 1; fits && d < table.rank; ++d) {
    fits = out.shape[outer + d - 1] == table[d];
  }
  if (!fits) return context.refuse(Status::kWrongShape, kOutput);
  p.row = out.elements() == 0 ? 0 : table.product(1, table.rank);
  p.places = out.elements() == 0 ? 0 : out.shape.product(0, outer);
  Integers shape;
  const Status status =
      read_integers(context, kShape, p.index_rank, shape);
  if (status != Status::kOk) return status;
  for (int d = 0; d < outer; ++d) {
    p.dims[d] = out.shape[d];
    if (shape[d] != p.dims[d]) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
  }
  needs.work = static_cast<uint64_t>(p.entries) *
               static_cast<uint32_t>(max(p.row, 1)) +
               static_cast<uint32_t>(out.elements());
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_EMBEDDING_LOOKUP_SPARSE_H_
