// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/lstm_integer.h"

namespace mote::ops {
namespace {

// The accumulators of a gate: its bias, and minus the zero point of what is
// multiplied times the sum of each row of weights.
template <class Acc>
void fill_starts(const Context& context, const LstmOperands& at,
                 const LstmInteger& p, Acc* out) {
  const int32_t zeros[] = {
      context.input(0).quantization.zero_point(),
      context.input(at.state).quantization.zero_point()};
  for (int32_t r = 0; r < p.start_rows; ++r) {
    const bool recurrent = r >= 4;
    const Tensor w = context.input(at.weights + r);
    const Tensor bias = context.input(at.bias() + r);
    const int32_t depth = recurrent ? p.cells : p.inputs;
    int32_t k = 0;
    for (int32_t i = 0; i < p.cells; ++i) {
      Acc sum = recurrent ? Acc(0) : bias.value<Acc>(i);
      for (int32_t d = 0; d < depth; ++d, ++k) {
        sum = add_wrapping(sum, static_cast<Acc>(-zeros[recurrent ? 1 : 0] *
                                                 w.value<int8_t>(k)));
      }
      *out++ = sum;
    }
  }
}

// The operands of the gates and their multipliers.
Status prepare_gates(const Context& context, const LstmOperands& at,
                     LstmInteger& p) {
  const Tensor x = context.input(0);
  const Tensor h = context.input(at.state);
  const bool words = x.type == Type::kInt16;
  constexpr float kGateScale = 1.0f / 4096.0f;
  for (int i = 0; i < 8; ++i) {
    const int operand = at.weights + i;
    const bool recurrent = i >= 4;
    const Status status =
        check_weights(context, operand, Type::kInt8, p.cells,
                      recurrent ? p.cells : p.inputs);
    if (status != Status::kOk) return status;
    const Tensor w = context.input(operand);
    if (!w.constant()) return context.refuse(Status::kNotConstant, operand);
    if (w.quantization.count != 1) {
      return context.refuse(Status::kBadQuantization, operand);
    }
    const Tensor& source = recurrent ? h : x;
    Multiplier& multiplier = recurrent ? p.recurrent[i - 4] : p.input[i];
    multiplier = make_multiplier(source.quantization.scale(),
                                 w.quantization.scale(), kGateScale);
    if (words && multiplier.exponent > 7) {
      return context.refuse(Status::kBadQuantization, operand);
    }
  }
  for (int k = 0; k < 4; ++k) {
    const int operand = at.bias() + k;
    const Status status =
        check_weights(context, operand, words ? Type::kInt64 : Type::kInt32,
                      p.cells, kVector);
    if (status != Status::kOk) return status;
    if (!context.input(operand).constant()) {
      return context.refuse(Status::kNotConstant, operand);
    }
  }
  return Status::kOk;
}

// Peepholes, projection and normalization have no integer form here.
Status check_plain(const Context& context, const LstmOperands& at) {
  for (int i = 0; i < 24; ++i) {
    const bool extension = (i >= at.peephole() && i < at.bias()) ||
                           (i >= at.projection() && i < at.state) ||
                           i >= at.norm;
    if (extension && context.input(i).present()) {
      return context.refuse(Status::kWrongOperands, i);
    }
  }
  return Status::kOk;
}

// Saturated in 32 bits, where those of a product are enough.
template <class X>
X narrow(int32_t x) {
  return static_cast<X>(
      clamp<int32_t>(x, Limits<X>::kMin, Limits<X>::kMax));
}

template <class X>
void update(const LstmInteger& p, const int16_t* gates, int16_t* c, X* h) {
  const int16_t* input = gates;
  const int16_t* forget = input + p.cells;
  const int16_t* update = forget + p.cells;
  const int16_t* output = update + p.cells;
  constexpr Multiplier kForget = {1 << 30, -14};  // 2^-15
  for (int32_t i = 0; i < p.cells; ++i) {
    const int32_t kept = forget[i] * c[i];
    const int32_t added = input[i] * update[i];
    int16_t state = narrow<int16_t>(narrow<int16_t>(multiply(kept, kForget)) +
                                    narrow<int16_t>(multiply(added, p.update)));
    if (p.cell_clip >= 0) {
      state = static_cast<int16_t>(
          clamp<int32_t>(state, -p.cell_clip, p.cell_clip));
    }
    c[i] = state;
    const int32_t product = tanh16(state, p.tanh) * output[i];
    h[i] = narrow<X>(add_wrapping(multiply(product, p.output), p.out_zero));
  }
}

}  // namespace

void activate_gate(const int16_t* recurrent, int32_t count, bool tanh,
                   int16_t* gate) {
  constexpr Sigmoid16Input kInput = {3, 0};  // steps of 2^-12
  if (tanh) {
    for (int32_t i = 0; i < count; ++i) {
      gate[i] = tanh16(narrow<int16_t>(gate[i] + recurrent[i]), kInput);
    }
    return;
  }
  for (int32_t i = 0; i < count; ++i) {
    gate[i] = logistic16(narrow<int16_t>(gate[i] + recurrent[i]), kInput);
  }
}

void update_cell(const LstmInteger& p, const int16_t* gates, int16_t* c,
                 int8_t* h) {
  update(p, gates, c, h);
}
void update_cell(const LstmInteger& p, const int16_t* gates, int16_t* c,
                 int16_t* h) {
  update(p, gates, c, h);
}

Status prepare_lstm_integer(const Context& context, const LstmOperands& at,
                            const LstmOptions& options, int32_t batches,
                            LstmInteger& p) {
  const Tensor x = context.input(0);
  const Tensor h = context.input(at.state);
  const Tensor c = context.input(at.state + 1);
  const Shape w = context.input(at.weights + 1).shape;
  p = {};
  p.inputs = x.shape.last();
  p.cells = w.rank < 1 ? 0 : w[0];
  // The table holds 8 rows of 8 bytes.
  if (p.cells < 1 || p.cells > INT32_MAX / 64) {
    return context.refuse(Status::kWrongShape, at.weights + 1);
  }
  const int64_t elements = static_cast<int64_t>(batches) * p.cells;
  Status status = check_plain(context, at);
  if (status != Status::kOk) return status;
  status = check_state(context, at.state, x.type, elements);
  if (status != Status::kOk) return status;
  status = check_state(context, at.state + 1, Type::kInt16, elements);
  if (status != Status::kOk) return status;
  const int quantized[] = {0, at.state, at.state + 1};
  for (const int operand : quantized) {
    if (context.input(operand).quantization.count != 1) {
      return context.refuse(Status::kBadQuantization, operand);
    }
  }
  status = prepare_gates(context, at, p);
  if (status != Status::kOk) return status;
  if (options.activation != Activation::kTanh) return Status::kBadOption;

  constexpr float kUnit = 1.0f / 32768.0f;
  const float cell_scale = c.quantization.scale();
  int exponent = 0;
  if (!log2_of_scale(cell_scale, exponent) || exponent < -43 || exponent > 2) {
    return context.refuse(Status::kBadQuantization, at.state + 1);
  }
  p.tanh = sigmoid16_input_of_pot(exponent);
  p.update = make_multiplier(kUnit, kUnit, cell_scale);
  p.output = make_multiplier(kUnit, kUnit, h.quantization.scale());
  p.out_zero = h.quantization.zero_point();
  p.cell_clip = -1;
  if (options.cell_clip > 0.0f) {
    p.cell_clip = static_cast<int32_t>(
        min(options.cell_clip / cell_scale, 32767.0f));
  }
  p.start_rows = p.out_zero != 0 ? 8 : 5;
  return Status::kOk;
}

void fill_lstm_integer(const Context& context, const LstmOperands& at,
                       const LstmInteger& p, void* table) {
  if (context.input(0).type == Type::kInt16) {
    fill_starts(context, at, p, static_cast<int64_t*>(table));
  } else {
    fill_starts(context, at, p, static_cast<int32_t*>(table));
  }
}

}  // namespace mote::ops
