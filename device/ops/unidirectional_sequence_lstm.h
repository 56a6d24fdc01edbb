// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// UNIDIRECTIONAL_SEQUENCE_LSTM: x [n, t, i] or [t, n, i] -> h of every step.
#ifndef MOTE_DEVICE_OPS_UNIDIRECTIONAL_SEQUENCE_LSTM_H_
#define MOTE_DEVICE_OPS_UNIDIRECTIONAL_SEQUENCE_LSTM_H_

#include "device/ops/lstm_integer.h"

namespace mote::ops {

struct UnidirectionalSequenceLstm {
  static constexpr char kName[] = "UNIDIRECTIONAL_SEQUENCE_LSTM";
  static constexpr char kReference[] = "TFLM; LiteRT rounds integers once";
  static constexpr char kKernels[] = "dense, dot";
  static constexpr int16_t kCode = 44;
  static constexpr uint8_t kVersion = 5;
  static constexpr uint16_t kOptionsType = 71;
  using Variants = ops::Variants<int8_t, int16_t, float, Hybrid>;
  enum Variant : uint8_t { kInt8, kInt16, kFloat, kHybrid };
  static constexpr LstmOperands kOperands = {1, 18, 20, -1, -1};

  struct Options : LstmOptions {
    bool time_major;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "fused_activation_function", o.activation);
      v(1, "cell_clip", o.cell_clip);
      v(2, "proj_clip", o.projection_clip);
      v(3, "time_major", o.time_major);
      v(4, "asymmetric_quantize_inputs", o.asymmetric_quantize_inputs);
      v(5, "diagonal_recurrent_tensors", o.diagonal_recurrent_tensors);
    }
  };
  struct Params {
    Sequence sequence;
    LstmCell cell;        // floats
    LstmInteger integer;  // integers
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  static void fill(const Context& context, const Params& p, int table,
                   void* out);
  template <class Isa, class V>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace unidirectional_sequence_lstm {

using Lstm = UnidirectionalSequenceLstm;

template <class Isa, class X, class Acc>
void integers(const Lstm::Params& p, const Buffers& buffers) {
  const LstmInteger& cell = p.integer;
  LstmIntegerRun<Isa, X, Acc> run(cell, Lstm::kOperands, buffers,
                                  buffers.table<Acc>(0),
                                  buffers.scratch<int16_t>());
  const X* x = buffers.input<X>(0);
  X* h = buffers.variable<X>(Lstm::kOperands.state);
  int16_t* c = buffers.variable<int16_t>(Lstm::kOperands.state + 1);
  X* out = buffers.output<X>(0);
  p.sequence.each(false, [&](int32_t n, int32_t row) {
    X* state = h + n * cell.cells;
    run.step(x + row * cell.inputs, state, c + n * cell.cells);
    copy_bytes(out + row * cell.cells, state,
               static_cast<uint32_t>(cell.cells) * sizeof(X));
  });
}

}  // namespace unidirectional_sequence_lstm

template <class Isa, class V>
Status UnidirectionalSequenceLstm::eval(const Params& p,
                                        const Buffers& buffers) {
  namespace lstm = unidirectional_sequence_lstm;
  if constexpr (kTypeOf<V> == Type::kInt8) {
    lstm::integers<Isa, int8_t, int32_t>(p, buffers);
  } else if constexpr (kTypeOf<V> == Type::kInt16) {
    lstm::integers<Isa, int16_t, int64_t>(p, buffers);
  } else {
    run_lstm<Isa, HybridWeights<V>>(p.cell, p.sequence, buffers);
  }
  return Status::kOk;
}

inline Status UnidirectionalSequenceLstm::prepare(const Context& context,
                                                  const Options& options,
                                                  Params& p, Needs& needs) {
  if ((context.inputs() != 20 && context.inputs() != 24) ||
      context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor x = context.input(0);
  const Tensor out = context.output(0);
  p = {};
  Status status = make_sequence(context, options.time_major, p.sequence);
  if (status != Status::kOk) return status;
  if (out.type != x.type) return context.refuse(Status::kWrongType, kOutput);
  const int32_t batches = p.sequence.batches;
  int32_t outputs = 0;
  uint64_t step = 0, scratch = 0;
  if (x.type == Type::kFloat32) {
    const Type weights = context.input(kOperands.weights + 1).type;
    const bool hybrid = weights == Type::kInt8;
    needs.variant = hybrid ? kHybrid : kFloat;
    status = prepare_lstm_cell(context, kOperands, options,
                               hybrid ? weights : Type::kFloat32, batches,
                               p.cell);
    outputs = p.cell.outputs;
    step = p.cell.work();
    scratch = p.cell.scratch(hybrid);
    needs.tables[0] = hybrid ? kLstmScales * sizeof(float) : 0;
  } else if (x.type == Type::kInt8 || x.type == Type::kInt16) {
    needs.variant = x.type == Type::kInt8 ? kInt8 : kInt16;
    status = prepare_lstm_integer(context, kOperands, options, batches,
                                  p.integer);
    outputs = p.integer.cells;
    step = p.integer.work();
    scratch = p.integer.scratch();
    needs.tables[0] = p.integer.table(x.type);
    needs.any_alignment = ~0u;
  } else {
    return context.refuse(Status::kWrongType, 0);
  }
  if (status != Status::kOk) return status;
  if (!same_rows(x.shape, out.shape, outputs)) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  if (scratch > INT32_MAX) return Status::kWrongShape;
  needs.scratch = static_cast<uint32_t>(scratch);
  needs.work = step * static_cast<uint32_t>(p.sequence.rows());
  return Status::kOk;
}

inline void UnidirectionalSequenceLstm::fill(const Context& context,
                                             const Params& p, int,
                                             void* out) {
  if (context.input(0).type == Type::kFloat32) {
    fill_lstm_scales(context, p.cell, static_cast<float*>(out));
  } else {
    fill_lstm_integer(context, kOperands, p.integer, out);
  }
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_UNIDIRECTIONAL_SEQUENCE_LSTM_H_
