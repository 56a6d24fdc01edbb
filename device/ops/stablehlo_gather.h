// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// STABLEHLO_GATHER: slices of operand 0 from where the vectors of operand 1
// point, moved as far as it takes for a slice to lie inside.
#ifndef MOTE_DEVICE_OPS_STABLEHLO_GATHER_H_
#define MOTE_DEVICE_OPS_STABLEHLO_GATHER_H_

#include "device/ops/move.h"

namespace mote::ops {

struct StablehloGather {
  static constexpr char kName[] = "STABLEHLO_GATHER";
  static constexpr int16_t kCode = 201;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 272;
  // By the type of the indices; elements of any type are moved.
  using Variants = ops::Variants<int32_t, int64_t>;

  struct Options {
    Numbers<int64_t> offset_dims, collapsed_slice_dims, start_index_map;
    int64_t index_vector_dim;
    Numbers<int64_t> slice_sizes;
    bool indices_are_sorted;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "offset_dims", o.offset_dims);
      v(1, "collapsed_slice_dims", o.collapsed_slice_dims);
      v(2, "start_index_map", o.start_index_map);
      v(3, "index_vector_dim", o.index_vector_dim);
      v(4, "slice_sizes", o.slice_sizes);
      v(5, "indices_are_sorted", o.indices_are_sorted);
    }
  };
  // A dimension of the output: the steps in the input and in the indices, of
  // which one is 0. In elements.
  struct Axis {
    int32_t count, from, index;
  };
  // A number of an index vector: what it counts in the input, and its highest
  // value.
  struct Start {
    int32_t step, highest;
  };
  struct Params {
    int32_t count;  // elements of the output
    int32_t rank, starts;
    int32_t index_step;  // from one number of a vector to the next
    Axis axis[kMaxRank];
    Start start[kMaxRank];
    uint32_t element;  // bytes
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    uint8_t* to = buffers.template output<uint8_t>(0);
    for (int32_t o = 0; o < p.count; ++o, to += p.element) {
      int32_t from = 0, vector = 0;
      for (int32_t d = p.rank - 1, rest = o; d >= 0; --d) {
        const int32_t i = rest % p.axis[d].count;
        rest /= p.axis[d].count;
        from += i * p.axis[d].from;
        vector += i * p.axis[d].index;
      }
      const X* index = buffers.template input<X>(1) + vector;
      for (int32_t k = 0; k < p.starts; ++k, index += p.index_step) {
        from += static_cast<int32_t>(
                    clamp<X>(*index, 0, p.start[k].highest)) *
                p.start[k].step;
      }
      copy_bytes(to, buffers.template input<uint8_t>(0) +
                         static_cast<uint32_t>(from) * p.element, p.element);
    }
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_STABLEHLO_GATHER_H_
