// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// BIDIRECTIONAL_SEQUENCE_LSTM: two LSTMs, one of them from the end of the
// sequence to its start.
#ifndef MOTE_DEVICE_OPS_BIDIRECTIONAL_SEQUENCE_LSTM_H_
#define MOTE_DEVICE_OPS_BIDIRECTIONAL_SEQUENCE_LSTM_H_

#include "device/ops/lstm_cell.h"

namespace mote::ops {

struct BidirectionalSequenceLstm {
  static constexpr char kName[] = "BIDIRECTIONAL_SEQUENCE_LSTM";
  static constexpr char kKernels[] = "dot";
  static constexpr int16_t kCode = 52;
  static constexpr uint8_t kVersion = 3;
  static constexpr uint16_t kOptionsType = 69;
  using Variants = ops::Variants<float, Hybrid>;
  enum Variant : uint8_t { kFloat, kHybrid };
  static constexpr int kAux = 39;
  static constexpr LstmOperands kOperands[] = {{1, 35, -1, kAux, 40},
                                               {18, 37, -1, kAux, 44}};

  struct Options : LstmOptions {
    bool merge_outputs, time_major;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "fused_activation_function", o.activation);
      v(1, "cell_clip", o.cell_clip);
      v(2, "proj_clip", o.projection_clip);
      v(3, "merge_outputs", o.merge_outputs);
      v(4, "time_major", o.time_major, true);
      v(5, "asymmetric_quantize_inputs", o.asymmetric_quantize_inputs);
    }
  };
  struct Params {
    Sequence sequence;
    LstmCell cells[2];  // forward, backward
    BothWays ways;
    AuxUse aux;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  // Hybrid: the scales of each way.
  static void fill(const Context& context, const Params& p, int table,
                   void* out) {
    fill_lstm_scales(context, p.cells[table], static_cast<float*>(out));
  }
  template <class Isa, class V>
  static Status eval(const Params& p, const Buffers& buffers);
};

inline Status BidirectionalSequenceLstm::prepare(const Context& context,
                                                 const Options& options,
                                                 Params& p, Needs& needs) {
  if (context.inputs() != 48) return Status::kWrongOperands;
  if (context.input(0).type != Type::kFloat32) {
    return context.refuse(Status::kWrongType, 0);
  }
  Status status = make_sequence(context, options.time_major, p.sequence);
  if (status != Status::kOk) return status;
  const bool hybrid =
      context.input(kOperands[0].weights + 1).type == Type::kInt8;
  needs.variant = hybrid ? kHybrid : kFloat;
  uint64_t scratch = 0;
  for (int i = 0; i < 2; ++i) {
    LstmCell& cell = p.cells[i];
    status = prepare_lstm_cell(context, kOperands[i], options,
                               hybrid ? Type::kInt8 : Type::kFloat32,
                               p.sequence.batches, cell);
    if (status != Status::kOk) return status;
    scratch = max(scratch, cell.scratch(hybrid));
    needs.work += cell.work() * static_cast<uint32_t>(p.sequence.rows());
    needs.tables[i] = hybrid ? kLstmScales * sizeof(float) : 0;
  }
  // The forget gate's weights are always there.
  status = prepare_aux_use(context, kAux, kOperands[0].aux_weights + 1,
                           kOperands[1].aux_weights + 1, p.aux);
  if (status != Status::kOk) return status;
  if (scratch > INT32_MAX) return Status::kWrongShape;
  needs.scratch = static_cast<uint32_t>(scratch);
  p.ways = {p.cells[0].outputs, p.cells[1].outputs, options.merge_outputs};
  return check_outputs(context, p.ways, Type::kFloat32);
}

template <class Isa, class V>
Status BidirectionalSequenceLstm::eval(const Params& p,
                                       const Buffers& buffers) {
  using W = HybridWeights<V>;
  for (int i = 0; i < 2; ++i) {
    const bool backwards = i == 1;
    const LstmCell& cell = p.cells[i];
    const float* scales = sizeof(W) == 1 ? buffers.table<float>(i) : nullptr;
    LstmRun<Isa, W> run(cell, buffers, scales, buffers.scratch<float>());
    const float* x = p.aux.x(buffers, backwards, kAux);
    const float* aux = p.aux.aux_of(buffers, kAux);
    float* h = buffers.variable<float>(cell.at.state);
    float* c = buffers.variable<float>(cell.at.state + 1);
    p.sequence.each(backwards, [&](int32_t n, int32_t row) {
      float* state = h + n * cell.outputs;
      run.step(x + row * cell.inputs,
               aux == nullptr ? nullptr : aux + row * cell.aux_inputs, state,
               c + n * cell.cells);
      copy_bytes(p.ways.row<float>(buffers, backwards, row), state,
                 static_cast<uint32_t>(cell.outputs) * sizeof(float));
    });
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_BIDIRECTIONAL_SEQUENCE_LSTM_H_
