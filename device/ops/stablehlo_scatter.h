// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// STABLEHLO_SCATTER: operand 0, in which slices of operand 2 are merged by a
// subgraph where the vectors of operand 1 point; what lies outside is left out.
#ifndef MOTE_DEVICE_OPS_STABLEHLO_SCATTER_H_
#define MOTE_DEVICE_OPS_STABLEHLO_SCATTER_H_

#include "device/ops/body.h"

namespace mote::ops {

struct StablehloScatter {
  static constexpr char kName[] = "STABLEHLO_SCATTER";
  static constexpr int16_t kCode = 190;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 263;
  using Variants = ops::Variants<int8_t, uint8_t, int16_t, int32_t, int64_t,
                                 float, bool>;

  struct Options {
    bool indices_are_sorted;
    Numbers<int64_t> update_window_dims, inserted_window_dims, scatter_dims;
    int64_t index_vector_dim;
    bool unique_indices;
    int32_t body;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "indices_are_sorted", o.indices_are_sorted);
      v(1, "update_window_dims", o.update_window_dims);
      v(2, "inserted_window_dims", o.inserted_window_dims);
      v(3, "scatter_dims_to_operand_dims", o.scatter_dims);
      v(4, "index_vector_dim", o.index_vector_dim);
      v(5, "unique_indices", o.unique_indices);
      v(6, "update_computation_subgraph_index", o.body);
    }
  };
  // A dimension of the updates: the operand's that it runs along, or -1, and
  // then its step in the indices.
  struct Axis {
    int32_t count, along, index;
  };
  // A dimension of the operand: its step, and which number of a vector gives
  // its start; -1: none.
  struct Dim {
    int32_t count, step, number;
  };
  struct Params {
    Body body;
    int32_t count;  // elements of the updates
    int32_t rank, dims;
    int32_t index_step;  // from one number of a vector to the next
    Axis axis[kMaxRank];
    Dim dim[kMaxRank];
    uint32_t bytes;  // of the output
    uint8_t long_indices;  // int64
  };

  static Status call(const CallSite& site);
  static constexpr CallFn kCall = &call;
  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    move_bytes(buffers.template output<void>(0),
               buffers.template input<void>(0), p.bytes);
    if constexpr (kTypeOf<X> == Type::kBool) {
      with_merge_of_truths(p.body.merge, [&](auto merge) {
        scatter<uint8_t>(p, buffers, merge);
      });
    } else {
      with_merge<X>(p.body.merge,
                    [&](auto merge) { scatter<X>(p, buffers, merge); });
    }
    return Status::kOk;
  }

 private:
  // Where element u of the updates goes; -1: nowhere.
  static int32_t find(const Params& p, const Buffers& buffers, int32_t u);

  template <class X, class F>
  static void scatter(const Params& p, const Buffers& buffers, F merge) {
    const X* update = buffers.template input<X>(2);
    X* out = buffers.template output<X>(0);
    for (int32_t u = 0; u < p.count; ++u) {
      const int32_t at = find(p, buffers, u);
      if (at >= 0) out[at] = merge(out[at], update[u]);
    }
  }
};

inline Status StablehloScatter::call(const CallSite& site) {
  return call_with_body(site, kOps<List<StablehloScatter>>[0].eval);
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_STABLEHLO_SCATTER_H_
