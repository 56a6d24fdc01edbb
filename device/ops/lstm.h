// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// LSTM: one step, x [n, i] -> h [n, outputs]. Its first form, the basic kernel,
// has one matrix for all gates and shows its inner values as further outputs:
//   x [n, i], h [n, u], weights [4 * u, i + u], bias [4 * u], c [n, u] ->
//   new h, new c, x and h [n, i + u], gates before activation [n, 4 * u]
#ifndef MOTE_DEVICE_OPS_LSTM_H_
#define MOTE_DEVICE_OPS_LSTM_H_

#include "device/ops/lstm_cell.h"

namespace mote::ops {

struct Lstm {
  static constexpr char kName[] = "LSTM";
  static constexpr char kKernels[] = "dot";
  static constexpr int16_t kCode = 16;
  static constexpr uint8_t kVersion = 4;
  static constexpr uint16_t kOptionsType = 14;
  using Variants = ops::Variants<float, Hybrid>;
  enum Variant : uint8_t { kFloat, kHybrid };
  enum class Kernel : int8_t { kFull = 0, kBasic = 1 };
  static constexpr LstmOperands kOperands = {1, 18, 20, -1, -1};

  struct Options : LstmOptions {
    Kernel kernel;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "fused_activation_function", o.activation);
      v(1, "cell_clip", o.cell_clip);
      v(2, "proj_clip", o.projection_clip);
      v(3, "kernel_type", o.kernel);
      v(4, "asymmetric_quantize_inputs", o.asymmetric_quantize_inputs);
    }
  };
  struct Params {
    Sequence sequence;
    LstmCell cell;  // basic: the sizes alone
    uint8_t basic;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  static void fill(const Context& context, const Params& p, int, void* out) {
    fill_lstm_scales(context, p.cell, static_cast<float*>(out));
  }
  template <class Isa, class V>
  static Status eval(const Params& p, const Buffers& buffers) {
    if (p.basic != 0) {
      basic<Isa>(p, buffers);
    } else {
      run_lstm<Isa, HybridWeights<V>>(p.cell, p.sequence, buffers);
    }
    return Status::kOk;
  }

 private:
  enum BasicInput { kX, kH, kWeights, kBias, kC };
  enum BasicOutput { kNewH, kNewC, kJoined, kGates };
  static Status prepare_basic(const Context& context, Params& p);
  template <class Isa>
  static void basic(const Params& p, const Buffers& buffers);
};

template <class Isa>
void Lstm::basic(const Params& p, const Buffers& buffers) {
  const int32_t inputs = p.cell.inputs, units = p.cell.cells;
  const int32_t depth = inputs + units;
  const float* w = buffers.input<float>(kWeights);
  const float* bias = buffers.input<float>(kBias);
  for (int32_t n = 0; n < p.sequence.batches; ++n) {
    float* joined = buffers.output<float>(kJoined) + n * depth;
    float* gates = buffers.output<float>(kGates) + n * 4 * units;
    copy_bytes(joined, buffers.input<float>(kX) + n * inputs,
               static_cast<uint32_t>(inputs) * sizeof(float));
    copy_bytes(joined + inputs, buffers.input<float>(kH) + n * units,
               static_cast<uint32_t>(units) * sizeof(float));
    for (int32_t i = 0; i < 4 * units; ++i) {
      gates[i] = Isa::dot(joined, w + i * depth, depth) + bias[i];
    }
    for (int32_t i = 0; i < units; ++i) {
      const int32_t at = n * units + i;
      const float input = logistic(gates[i]);
      const float update = tanh(gates[units + i]);
      const float forget = logistic(gates[2 * units + i]);
      const float output = logistic(gates[3 * units + i]);
      const float c = input * update + forget * buffers.input<float>(kC)[at];
      const float h = output * tanh(c);
      buffers.output<float>(kNewC)[at] = buffers.variable<float>(kC)[at] = c;
      buffers.output<float>(kNewH)[at] = buffers.variable<float>(kH)[at] = h;
    }
  }
}

inline Status Lstm::prepare_basic(const Context& context, Params& p) {
  if (context.inputs() != 5 || context.outputs() != 4) {
    return Status::kWrongOperands;
  }
  const int32_t batches = p.sequence.batches;
  const int32_t inputs = context.input(kX).shape.last();
  const int32_t units = context.input(kH).shape.last();
  p.cell.inputs = inputs;
  p.cell.cells = units;
  // Sums and products of widths stay within 32 bits.
  if (inputs > INT32_MAX / 8 || units > INT32_MAX / 8) {
    return context.refuse(Status::kWrongShape, kWeights);
  }
  const int states[] = {kH, kC};
  for (const int operand : states) {
    const Status status =
        check_state(context, operand, Type::kFloat32,
                    static_cast<int64_t>(batches) * units);
    if (status != Status::kOk) return status;
  }
  Status status = check_weights(context, kWeights, Type::kFloat32, 4 * units,
                                inputs + units);
  if (status != Status::kOk) return status;
  status = check_weights(context, kBias, Type::kFloat32, 4 * units, kVector);
  if (status != Status::kOk) return status;
  const int32_t widths[] = {units, units, inputs + units, 4 * units};
  for (int i = 0; i < 4; ++i) {
    const Tensor out = context.output(i);
    if (out.type != Type::kFloat32) {
      return context.refuse(Status::kWrongType, kOutput + i);
    }
    if (!same_rows(context.input(kX).shape, out.shape, widths[i])) {
      return context.refuse(Status::kWrongShape, kOutput + i);
    }
  }
  return Status::kOk;
}

inline Status Lstm::prepare(const Context& context, const Options& options,
                            Params& p, Needs& needs) {
  const Tensor x = context.input(0);
  if (x.type != Type::kFloat32) return context.refuse(Status::kWrongType, 0);
  if (x.shape.rank != 2) return context.refuse(Status::kWrongShape, 0);
  p = {};
  Status status = make_sequence(context, false, p.sequence);
  if (status != Status::kOk) return status;
  p.basic = options.kernel == Kernel::kBasic;
  bool hybrid = false;
  if (p.basic != 0) {
    status = prepare_basic(context, p);
    p.cell.outputs = p.cell.cells;
  } else {
    if ((context.inputs() != 20 && context.inputs() != 24) ||
        context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    hybrid = context.input(kOperands.weights + 1).type == Type::kInt8;
    status = prepare_lstm_cell(context, kOperands, options,
                               hybrid ? Type::kInt8 : Type::kFloat32,
                               p.sequence.batches, p.cell);
    if (status != Status::kOk) return status;
    const uint64_t scratch = p.cell.scratch(hybrid);
    if (scratch > INT32_MAX) return Status::kWrongShape;
    needs.scratch = static_cast<uint32_t>(scratch);
    status = check_outputs(context, {p.cell.outputs, 0, 1}, Type::kFloat32);
  }
  needs.variant = hybrid ? kHybrid : kFloat;
  needs.tables[0] = hybrid ? kLstmScales * sizeof(float) : 0;
  needs.work = p.cell.work() * static_cast<uint32_t>(p.sequence.batches);
  return status;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_LSTM_H_
