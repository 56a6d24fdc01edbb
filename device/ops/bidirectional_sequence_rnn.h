// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// BIDIRECTIONAL_SEQUENCE_RNN: two recurrent layers, one of them from the end of
// the sequence to its start.
#ifndef MOTE_DEVICE_OPS_BIDIRECTIONAL_SEQUENCE_RNN_H_
#define MOTE_DEVICE_OPS_BIDIRECTIONAL_SEQUENCE_RNN_H_

#include "device/ops/rnn_cell.h"

namespace mote::ops {

struct BidirectionalSequenceRnn {
  static constexpr char kName[] = "BIDIRECTIONAL_SEQUENCE_RNN";
  static constexpr char kKernels[] = "dot";
  static constexpr int16_t kCode = 46;
  static constexpr uint8_t kVersion = 3;
  static constexpr uint16_t kOptionsType = 70;
  using Variants = ops::Variants<float, Hybrid>;
  enum Variant : uint8_t { kFloat, kHybrid };
  static constexpr int kAux = 9;
  static constexpr RnnOperands kOperands[] = {{1, kAux, 10}, {5, kAux, 11}};

  struct Options : RnnOptions {
    bool time_major, merge_outputs;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "time_major", o.time_major);
      v(1, "fused_activation_function", o.activation);
      v(2, "merge_outputs", o.merge_outputs);
      v(3, "asymmetric_quantize_inputs", o.asymmetric_quantize_inputs);
    }
  };
  struct Params {
    Sequence sequence;
    RnnCell cells[2];  // forward, backward
    BothWays ways;
    AuxUse aux;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  template <class Isa, class V>
  static Status eval(const Params& p, const Buffers& buffers);
};

inline Status BidirectionalSequenceRnn::prepare(const Context& context,
                                                const Options& options,
                                                Params& p, Needs& needs) {
  if (context.inputs() != 12) return Status::kWrongOperands;
  Status status = make_sequence(context, options.time_major, p.sequence);
  if (status != Status::kOk) return status;
  const bool hybrid = context.input(kOperands[0].weights).type == Type::kInt8;
  needs.variant = hybrid ? kHybrid : kFloat;
  for (int i = 0; i < 2; ++i) {
    RnnCell& cell = p.cells[i];
    status = prepare_rnn_cell(context, kOperands[i], options,
                              hybrid ? Type::kInt8 : Type::kFloat32,
                              p.sequence.batches, cell);
    if (status != Status::kOk) return status;
    if (hybrid) needs.scratch = max(needs.scratch, cell.scratch());
    needs.work += cell.work() * static_cast<uint32_t>(p.sequence.rows());
  }
  status = prepare_aux_use(context, kAux, kOperands[0].aux_weights,
                           kOperands[1].aux_weights, p.aux);
  if (status != Status::kOk) return status;
  p.ways = {p.cells[0].units, p.cells[1].units, options.merge_outputs};
  return check_outputs(context, p.ways, Type::kFloat32);
}

template <class Isa, class V>
Status BidirectionalSequenceRnn::eval(const Params& p,
                                      const Buffers& buffers) {
  using W = HybridWeights<V>;
  for (int i = 0; i < 2; ++i) {
    const bool backwards = i == 1;
    const RnnCell& cell = p.cells[i];
    const float* x = p.aux.x(buffers, backwards, kAux);
    const float* aux = p.aux.aux_of(buffers, kAux);
    float* h = buffers.variable<float>(cell.at.state());
    p.sequence.each(backwards, [&](int32_t n, int32_t row) {
      rnn_step<Isa, W>(cell, buffers, x + row * cell.inputs,
                       aux == nullptr ? nullptr : aux + row * cell.aux_inputs,
                       h + n * cell.units,
                       p.ways.row<float>(buffers, backwards, row));
    });
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_BIDIRECTIONAL_SEQUENCE_RNN_H_
