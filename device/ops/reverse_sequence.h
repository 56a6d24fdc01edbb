// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// REVERSE_SEQUENCE: for each index of one dimension, the first elements along
// another one back to front; operand 1 says how many.
#ifndef MOTE_DEVICE_OPS_REVERSE_SEQUENCE_H_
#define MOTE_DEVICE_OPS_REVERSE_SEQUENCE_H_

#include "device/ops/move.h"

namespace mote::ops {

struct ReverseSequence {
  static constexpr char kName[] = "REVERSE_SEQUENCE";
  static constexpr int16_t kCode = 112;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 87;
  // By the type of the lengths; elements of any type are moved.
  using Variants = ops::Variants<int32_t, int64_t>;

  struct Options {
    int32_t seq_dim, batch_dim;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "seq_dim", o.seq_dim);
      v(1, "batch_dim", o.batch_dim);
    }
  };
  // The tensor is [outer, first, middle, second, slice]; first and second are
  // the sequence and the batch, in either order.
  struct Params {
    int32_t outer, first, middle, second;
    int32_t slice;  // bytes
    uint8_t batch_first;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

template <class Isa, class X>
Status ReverseSequence::eval(const Params& p, const Buffers& buffers) {
  const X* lengths = buffers.template input<X>(1);
  const int32_t batches = p.batch_first != 0 ? p.first : p.second;
  const int32_t steps = p.batch_first != 0 ? p.second : p.first;
  for (int32_t b = 0; b < batches; ++b) {
    if (lengths[b] < 0 || lengths[b] > steps) return Status::kBadData;
  }
  const uint8_t* in = buffers.template input<uint8_t>(0);
  uint8_t* out = buffers.template output<uint8_t>(0);
  for (int32_t o = 0; o < p.outer; ++o) {
    for (int32_t i = 0; i < p.first; ++i) {
      for (int32_t m = 0; m < p.middle; ++m) {
        for (int32_t k = 0; k < p.second; ++k, out += p.slice) {
          const int32_t step = p.batch_first != 0 ? k : i;
          const int32_t length =
              static_cast<int32_t>(lengths[p.batch_first != 0 ? i : k]);
          const int32_t from = step < length ? length - 1 - step : step;
          const int32_t x = p.batch_first != 0 ? i : from;
          const int32_t y = p.batch_first != 0 ? from : k;
          const int32_t at = ((o * p.first + x) * p.middle + m) * p.second + y;
          copy_bytes(out, in + at * p.slice, static_cast<uint32_t>(p.slice));
        }
      }
    }
  }
  return Status::kOk;
}

inline Status ReverseSequence::prepare(const Context& context,
                                       const Options& options, Params& p,
                                       Needs& needs) {
  if (context.inputs() != 2 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Status status = check_movable(context, 0);
  if (status != Status::kOk) return status;
  const Tensor in = context.input(0);
  const Tensor lengths = context.input(1);
  const Shape shape = in.shape;
  const int variant = find_variant(Variants(), lengths.type);
  if (variant < 0) return context.refuse(Status::kWrongType, 1);
  if (context.output(0).shape != shape) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  const int sequence = dimension(options.seq_dim, shape.rank);
  const int batch = dimension(options.batch_dim, shape.rank);
  if (sequence < 0 || batch < 0 || sequence == batch) return Status::kBadOption;
  if (lengths.shape.rank != 1 || lengths.shape[0] != shape[batch]) {
    return context.refuse(Status::kWrongShape, 1);
  }
  const int first = min(sequence, batch), second = max(sequence, batch);
  p = {};
  needs.variant = static_cast<uint8_t>(variant);
  needs.any_alignment = 1u;
  if (in.elements() == 0) return Status::kOk;
  p.outer = shape.product(0, first);
  p.first = shape[first];
  p.middle = shape.product(first + 1, second);
  p.second = shape[second];
  p.slice = stride(shape, second, bits(in.type) / 8);
  p.batch_first = batch < sequence;
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_REVERSE_SEQUENCE_H_
