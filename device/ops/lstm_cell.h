// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// One step of a long short-term memory in floats, with all that LSTM operators
// may ask of it: weights of floats or 8 bits, peepholes, projection, layer
// normalization, coupled input and forget gates, an auxiliary input.
#ifndef MOTE_DEVICE_OPS_LSTM_CELL_H_
#define MOTE_DEVICE_OPS_LSTM_CELL_H_

#include "device/ops/activation.h"
#include "device/ops/hybrid.h"
#include "device/ops/sequence.h"

namespace mote::ops {

// What the options say of every LSTM.
struct LstmOptions {
  Activation activation;
  float cell_clip, projection_clip;  // 0: none
  bool asymmetric_quantize_inputs;
  bool diagonal_recurrent_tensors;
};

// Where the operands of a cell stand among the inputs of its operator; -1:
// nowhere. Each gate has one: input, forget, cell, output.
struct LstmOperands {
  int8_t weights;      // 4, then recurrent 4, peephole 3 (all but cell),
                       // bias 4, projection, its bias
  int8_t state;        // of the output, then of the cell
  int8_t norm;         // 4
  int8_t aux;          // the auxiliary input
  int8_t aux_weights;  // 4

  int recurrent() const { return weights + 4; }
  int peephole() const { return weights + 8; }
  int bias() const { return weights + 11; }
  int projection() const { return weights + 15; }
};

enum LstmGate : int { kInputGate, kForgetGate, kCellGate, kOutputGate };

struct LstmCell {
  LstmOperands at;
  int32_t inputs, aux_inputs, cells, outputs;
  float cell_clip, projection_clip;
  Activation activation;
  uint8_t coupled;     // the input gate is 1 - the forget gate
  uint8_t peephole, norm, projection;
  uint8_t diagonal;    // recurrent weights are vectors
  uint8_t asymmetric;  // of 8-bit weights

  // Bytes of scratch that step() needs. hybrid: with 8-bit weights.
  uint64_t scratch(bool hybrid) const {
    const uint64_t c = static_cast<uint32_t>(cells);
    const uint64_t quantized = static_cast<uint64_t>(inputs) +
                               static_cast<uint32_t>(aux_inputs) +
                               static_cast<uint32_t>(outputs) + c;
    return 16 * c + (hybrid ? quantized : 0);
  }
  // Multiply-accumulates of a step.
  uint64_t work() const {
    return 4ull * static_cast<uint32_t>(cells) *
           (static_cast<uint64_t>(inputs) + static_cast<uint32_t>(aux_inputs) +
            static_cast<uint32_t>(outputs));
  }
};

// Reads a cell off the operands in `at` and checks them: weights of the type
// given, the rest floats, states for that many batches. Inputs and cells: the
// sizes of input 0 and of the output gate's weights.
Status prepare_lstm_cell(const Context& context, const LstmOperands& at,
                         const LstmOptions& options, Type weights,
                         int32_t batches, LstmCell& cell);

// The scales of 8-bit weights, as a table: of the operands that are there in
// the order of LstmOperands, then of the auxiliary weights.
inline constexpr uint32_t kLstmScales = 16;
void fill_lstm_scales(const Context& context, const LstmCell& cell,
                      float* scales);

// Runs a cell. W: of the weights. scales: the table, or null.
template <class Isa, class W>
class LstmRun {
 public:
  LstmRun(const LstmCell& cell, const Buffers& buffers, const float* scales,
          float* scratch)
      : cell_(cell), buffers_(buffers), scales_(scales), gates_(scratch),
        quantized_(reinterpret_cast<int8_t*>(scratch + 4 * cell.cells)) {}

  // Updates h [outputs] and c [cells]; aux may be null.
  void step(const float* x, const float* aux, float* h, float* c);

 private:
  float* gate(LstmGate g) {
    return gates_ + g * cell_.cells;
  }
  const W* weights(int operand) const {
    return buffers_.template input<W>(operand);
  }
  // i: as in the table.
  float scale(int i) const { return scales_ == nullptr ? 1.0f : scales_[i]; }
  Row<W> row(const float* x, int32_t depth, int8_t*& q) const {
    const Row<W> made = make_row<W>(x, depth, cell_.asymmetric != 0, q);
    q += depth;
    return made;
  }
  void compute(LstmGate g, const Row<W>& x, const Row<W>& aux, bool has_aux,
               const Row<W>& state, const float* h, const float* c);
  void normalize(float* v, const float* coefficients, const float* bias) const;
  void project(const float* y, int8_t* q, float* h) const;

  const LstmCell& cell_;
  const Buffers& buffers_;
  const float* scales_;
  float* gates_;
  int8_t* quantized_;
};

template <class Isa, class W>
void LstmRun<Isa, W>::step(const float* x, const float* aux, float* h,
                           float* c) {
  int8_t* q = quantized_;
  const Row<W> x_row = row(x, cell_.inputs, q);
  const bool has_aux = aux != nullptr;
  const Row<W> aux_row = row(has_aux ? aux : x, has_aux ? cell_.aux_inputs : 0,
                             q);
  const Row<W> h_row = row(h, cell_.outputs, q);
  const auto run = [&](LstmGate g) {
    compute(g, x_row, aux_row, has_aux, h_row, h, c);
  };
  if (cell_.coupled == 0) run(kInputGate);
  run(kForgetGate);
  run(kCellGate);
  const float* forget = gate(kForgetGate);
  const float* input = gate(kInputGate);
  float* update = gate(kCellGate);
  for (int32_t i = 0; i < cell_.cells; ++i) {
    const float share = cell_.coupled != 0 ? 1.0f - forget[i] : input[i];
    c[i] = forget[i] * c[i] + update[i] * share;
    if (cell_.cell_clip > 0.0f) {
      c[i] = clamp(c[i], -cell_.cell_clip, cell_.cell_clip);
    }
  }
  run(kOutputGate);
  const float* output = gate(kOutputGate);
  float* y = cell_.projection != 0 ? update : h;
  for (int32_t i = 0; i < cell_.cells; ++i) {
    y[i] = output[i] * activate(cell_.activation, c[i]);
  }
  if (cell_.projection != 0) project(y, q, h);
}

// gate = activation(bias + W x + A aux + R h + P c); normalized, the bias is
// added last.
template <class Isa, class W>
void LstmRun<Isa, W>::compute(LstmGate g, const Row<W>& x, const Row<W>& aux,
                              bool has_aux, const Row<W>& state,
                              const float* h, const float* c) {
  const int k = g;
  const int32_t cells = cell_.cells;
  const float* bias = buffers_.template input<float>(cell_.at.bias() + k);
  float* out = gate(g);
  for (int32_t i = 0; i < cells; ++i) {
    out[i] = cell_.norm != 0 ? 0.0f : bias[i];
  }
  add_products<Isa>(x, weights(cell_.at.weights + k), scale(k), cells, out);
  if (has_aux) {
    add_products<Isa>(aux, weights(cell_.at.aux_weights + k), scale(12 + k),
                      cells, out);
  }
  const W* recurrent = weights(cell_.at.recurrent() + k);
  if (cell_.diagonal != 0) {
    for (int32_t i = 0; i < cells; ++i) {
      out[i] += static_cast<float>(recurrent[i]) * h[i];
    }
  } else {
    add_products<Isa>(state, recurrent, scale(4 + k), cells, out);
  }
  if (cell_.peephole != 0 && g != kCellGate) {
    const int p = g == kOutputGate ? 2 : k;
    const W* w = weights(cell_.at.peephole() + p);
    for (int32_t i = 0; i < cells; ++i) {
      out[i] += scale(8 + p) * static_cast<float>(w[i]) * c[i];
    }
  }
  if (cell_.norm != 0) {
    normalize(out, buffers_.template input<float>(cell_.at.norm + k), bias);
  }
  for (int32_t i = 0; i < cells; ++i) {
    out[i] = g == kCellGate ? activate(cell_.activation, out[i])
                                  : logistic(out[i]);
  }
}

template <class Isa, class W>
void LstmRun<Isa, W>::normalize(float* v, const float* coefficients,
                                const float* bias) const {
  const float count = static_cast<float>(cell_.cells);
  float sum = 0.0f;
  for (int32_t i = 0; i < cell_.cells; ++i) sum += v[i];
  const float mean = sum / count;
  float squares = 0.0f;
  for (int32_t i = 0; i < cell_.cells; ++i) {
    squares += (v[i] - mean) * (v[i] - mean);
  }
  const float inverse = 1.0f / sqrt(squares / count + 1e-8f);
  for (int32_t i = 0; i < cell_.cells; ++i) {
    v[i] = (v[i] - mean) * inverse * coefficients[i] + bias[i];
  }
}

template <class Isa, class W>
void LstmRun<Isa, W>::project(const float* y, int8_t* q, float* h) const {
  const float* bias =
      buffers_.template input<float>(cell_.at.projection() + 1);
  for (int32_t i = 0; i < cell_.outputs; ++i) {
    h[i] = bias == nullptr ? 0.0f : bias[i];
  }
  add_products<Isa>(row(y, cell_.cells, q), weights(cell_.at.projection()),
                    scale(11), cell_.outputs, h);
  if (cell_.projection_clip > 0.0f) {
    for (int32_t i = 0; i < cell_.outputs; ++i) {
      h[i] = clamp(h[i], -cell_.projection_clip, cell_.projection_clip);
    }
  }
}

// A whole operator of one way: x is input 0, h goes to output 0; with 8-bit
// weights table 0 holds the scales.
template <class Isa, class W>
void run_lstm(const LstmCell& cell, const Sequence& sequence,
              const Buffers& buffers) {
  const float* scales = sizeof(W) == 1 ? buffers.table<float>(0) : nullptr;
  LstmRun<Isa, W> run(cell, buffers, scales, buffers.scratch<float>());
  const float* x = buffers.input<float>(0);
  float* h = buffers.variable<float>(cell.at.state);
  float* c = buffers.variable<float>(cell.at.state + 1);
  float* out = buffers.output<float>(0);
  sequence.each(false, [&](int32_t n, int32_t row) {
    float* state = h + n * cell.outputs;
    run.step(x + row * cell.inputs, nullptr, state, c + n * cell.cells);
    copy_bytes(out + row * cell.outputs, state,
               static_cast<uint32_t>(cell.outputs) * sizeof(float));
  });
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_LSTM_CELL_H_
