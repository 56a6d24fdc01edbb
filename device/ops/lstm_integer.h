// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// One step of a long short-term memory in integers: activations of 8 or 16
// bits, weights of 8, the cell's state of 16.
#ifndef MOTE_DEVICE_OPS_LSTM_INTEGER_H_
#define MOTE_DEVICE_OPS_LSTM_INTEGER_H_

#include "device/core/sigmoid16.h"
#include "device/kernels/portable.h"
#include "device/ops/lstm_cell.h"

namespace mote::ops {

struct LstmInteger {
  int32_t inputs, cells;
  // Of x and of h, in each gate: from accumulators to steps of 2^-12.
  Multiplier input[4], recurrent[4];
  Multiplier update;      // from gate times gate to steps of the cell's state
  Multiplier output;      // from gate times tanh to steps of h
  Sigmoid16Input tanh;    // of the cell's state
  int32_t out_zero;
  int32_t cell_clip;      // below 0: none
  // Rows of the table: what gates start from, then recurrent products.
  int32_t start_rows;

  uint32_t table(Type x) const {
    return static_cast<uint32_t>(start_rows * cells) *
           (x == Type::kInt16 ? 8 : 4);
  }
  uint64_t scratch() const { return 10ull * static_cast<uint32_t>(cells); }
  // Multiply-accumulates of a step.
  uint64_t work() const {
    return 4ull * static_cast<uint32_t>(cells) *
           (static_cast<uint64_t>(inputs) + static_cast<uint32_t>(cells));
  }
};

// Reads a cell off the operands and checks them, for that many batches. It can
// have none of the extensions of LstmCell; its activation is TANH.
Status prepare_lstm_integer(const Context& context, const LstmOperands& at,
                            const LstmOptions& options, int32_t batches,
                            LstmInteger& p);
void fill_lstm_integer(const Context& context, const LstmOperands& at,
                       const LstmInteger& p, void* table);

// gate[i] = logistic or tanh of gate[i] + recurrent[i], saturated; from steps
// of 2^-12 to steps of 2^-15.
void activate_gate(const int16_t* recurrent, int32_t count, bool tanh,
                   int16_t* gate);

// The cell's state and output from its gates: input, forget, update, output,
// [4][cells].
void update_cell(const LstmInteger& p, const int16_t* gates, int16_t* c,
                 int8_t* h);
void update_cell(const LstmInteger& p, const int16_t* gates, int16_t* c,
                 int16_t* h);

// X: of x and h. Acc: of accumulators.
template <class Isa, class X, class Acc>
class LstmIntegerRun {
 public:
  LstmIntegerRun(const LstmInteger& p, const LstmOperands& at,
                 const Buffers& buffers, const void* table, void* scratch)
      : p_(p), at_(at), buffers_(buffers),
        starts_(static_cast<const Acc*>(table)),
        gates_(static_cast<int16_t*>(scratch)) {}

  // Updates h and c [cells].
  void step(const X* x, X* h, int16_t* c);

 private:
  int16_t* gate(int g) const { return gates_ + g * p_.cells; }
  void products(const X* x, int32_t depth, int weights, Multiplier multiplier,
                const Acc* start, int16_t* out) const;
  void compute(int g, const X* x, const X* h) const;

  const LstmInteger& p_;
  const LstmOperands& at_;
  const Buffers& buffers_;
  const Acc* starts_;
  int16_t* gates_;  // 4, then one of recurrent products
};

template <class Isa, class X, class Acc>
void LstmIntegerRun<Isa, X, Acc>::products(const X* x, int32_t depth,
                                           int weights, Multiplier multiplier,
                                           const Acc* start,
                                           int16_t* out) const {
  const int8_t exponent = static_cast<int8_t>(multiplier.exponent);
  Dense<X, Acc, int16_t> dense = {};
  dense.x = x;
  dense.x_stride = dense.depth = depth;
  dense.w = buffers_.template input<int8_t>(weights);
  dense.channels = dense.out_stride = p_.cells;
  dense.out = out;
  dense.rows = 1;
  dense.rescale = {start, &multiplier.mantissa, &exponent, 0, 0,
                   {INT16_MIN, INT16_MAX}};
  Isa::dense(dense);
}

template <class Isa, class X, class Acc>
void LstmIntegerRun<Isa, X, Acc>::compute(int g, const X* x,
                                          const X* h) const {
  const int32_t recurrent_row = min(4 + g, p_.start_rows - 1);
  int16_t* out = gate(g);
  int16_t* recurrent = gate(4);
  products(x, p_.inputs, at_.weights + g, p_.input[g], starts_ + g * p_.cells,
           out);
  products(h, p_.cells, at_.recurrent() + g, p_.recurrent[g],
           starts_ + recurrent_row * p_.cells, recurrent);
  activate_gate(recurrent, p_.cells, g == kCellGate, out);
}

template <class Isa, class X, class Acc>
void LstmIntegerRun<Isa, X, Acc>::step(const X* x, X* h, int16_t* c) {
  for (int g = 0; g < 4; ++g) compute(g, x, h);
  update_cell(p_, gates_, c, h);
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_LSTM_INTEGER_H_
