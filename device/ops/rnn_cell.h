// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of plain recurrent layers: h = activation(b + W x + A aux + R h),
// in floats with weights of floats or 8 bits.
#ifndef MOTE_DEVICE_OPS_RNN_CELL_H_
#define MOTE_DEVICE_OPS_RNN_CELL_H_

#include "device/ops/activation.h"
#include "device/ops/hybrid.h"
#include "device/ops/sequence.h"

namespace mote::ops {

struct RnnOptions {
  Activation activation;
  bool asymmetric_quantize_inputs;
};

// Where the operands of a cell stand among the inputs of its operator.
struct RnnOperands {
  int8_t weights;      // W, R, b, and the variable h
  int8_t aux;          // the auxiliary input; -1: none
  int8_t aux_weights;  // A

  int recurrent() const { return weights + 1; }
  int bias() const { return weights + 2; }
  int state() const { return weights + 3; }
};

struct RnnCell {
  RnnOperands at;
  int32_t inputs, aux_inputs, units;
  float scale, aux_scale, recurrent_scale;  // of 8-bit weights
  Activation activation;
  uint8_t asymmetric;

  // Bytes of scratch that a step needs with 8-bit weights.
  uint32_t scratch() const {
    return static_cast<uint32_t>(max(max(inputs, aux_inputs), units));
  }
  // Multiply-accumulates of a step.
  uint64_t work() const {
    return static_cast<uint64_t>(units) *
           (static_cast<uint64_t>(inputs) + static_cast<uint32_t>(aux_inputs) +
            static_cast<uint32_t>(units));
  }
};

// Reads a cell off the operands in `at` and checks them: weights of the type
// given, the rest floats, a state for that many batches.
Status prepare_rnn_cell(const Context& context, const RnnOperands& at,
                        const RnnOptions& options, Type weights,
                        int32_t batches, RnnCell& cell);

// One step: writes out [units] and h. aux may be null. W: of the weights.
template <class Isa, class W>
void rnn_step(const RnnCell& cell, const Buffers& buffers, const float* x,
              const float* aux, float* h, float* out) {
  int8_t* q = sizeof(W) == 1 ? buffers.scratch<int8_t>() : nullptr;
  const auto add = [&](const float* v, int32_t depth, int operand,
                       float scale) {
    add_products<Isa>(make_row<W>(v, depth, cell.asymmetric != 0, q),
                      buffers.input<W>(operand), scale, cell.units, out);
  };
  const uint32_t bytes = static_cast<uint32_t>(cell.units) * sizeof(float);
  copy_bytes(out, buffers.input<float>(cell.at.bias()), bytes);
  add(x, cell.inputs, cell.at.weights, cell.scale);
  if (aux != nullptr) {
    add(aux, cell.aux_inputs, cell.at.aux_weights, cell.aux_scale);
  }
  add(h, cell.units, cell.at.recurrent(), cell.recurrent_scale);
  for (int32_t i = 0; i < cell.units; ++i) {
    out[i] = activate(cell.activation, out[i]);
  }
  copy_bytes(h, out, bytes);
}

// The operators of one direction. Op gives the name, code, options, and the
// rank of x.
template <class Op>
struct Rnn {
  static constexpr uint8_t kVersion = 3;
  using Variants = ops::Variants<float, Hybrid>;
  enum Variant : uint8_t { kFloat, kHybrid };
  static constexpr RnnOperands kOperands = {1, -1, -1};

  struct Params {
    Sequence sequence;
    RnnCell cell;
  };

  static Status prepare(const Context& context, const RnnOptions& options,
                        bool time_major, Params& p, Needs& needs) {
    if (context.inputs() != 5) return Status::kWrongOperands;
    if (context.input(0).shape.rank != Op::kRank) {
      return context.refuse(Status::kWrongShape, 0);
    }
    Status status = make_sequence(context, time_major, p.sequence);
    if (status != Status::kOk) return status;
    const bool hybrid = context.input(1).type == Type::kInt8;
    needs.variant = hybrid ? kHybrid : kFloat;
    status = prepare_rnn_cell(context, kOperands, options,
                              hybrid ? Type::kInt8 : Type::kFloat32,
                              p.sequence.batches, p.cell);
    if (status != Status::kOk) return status;
    needs.scratch = hybrid ? p.cell.scratch() : 0;
    needs.work =
        p.cell.work() * static_cast<uint32_t>(p.sequence.rows());
    return check_outputs(context, {p.cell.units, 0, 1}, Type::kFloat32);
  }

  template <class Isa, class V>
  static Status eval(const Params& p, const Buffers& buffers) {
    using W = HybridWeights<V>;
    const RnnCell& cell = p.cell;
    const float* x = buffers.input<float>(0);
    float* h = buffers.variable<float>(cell.at.state());
    float* out = buffers.output<float>(0);
    p.sequence.each(false, [&](int32_t n, int32_t row) {
      rnn_step<Isa, W>(cell, buffers, x + row * cell.inputs, nullptr,
                       h + n * cell.units, out + row * cell.units);
    });
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_RNN_CELL_H_
