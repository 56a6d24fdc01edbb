// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/lstm_cell.h"

namespace mote::ops {
namespace {

// Checks the operands of one kind: for each gate that the cell has one, for the
// others none.
Status check_gates(const Context& context, const LstmCell& cell, int first,
                   Type type, int32_t columns) {
  for (int k = 0; k < 4; ++k) {
    if (k == kInputGate && cell.coupled != 0) {
      if (context.input(first).present()) {
        return context.refuse(Status::kWrongOperands, first);
      }
      continue;
    }
    const Status status =
        check_weights(context, first + k, type, cell.cells, columns);
    if (status != Status::kOk) return status;
  }
  return Status::kOk;
}

Status check_peephole(const Context& context, Type type, LstmCell& cell) {
  const int first = cell.at.peephole();
  cell.peephole = context.input(first + 2).present();
  for (int k = 0; k < 3; ++k) {
    const bool wanted = cell.peephole != 0 &&
                        !(k == kInputGate && cell.coupled != 0);
    const Status status =
        wanted ? check_weights(context, first + k, type, cell.cells, kVector)
        : context.input(first + k).present()
            ? context.refuse(Status::kWrongOperands, first + k)
            : Status::kOk;
    if (status != Status::kOk) return status;
  }
  return Status::kOk;
}

Status check_projection(const Context& context, Type type, LstmCell& cell) {
  const int weights = cell.at.projection();
  const Tensor bias = context.input(weights + 1);
  cell.projection = context.input(weights).present();
  if (cell.projection == 0) {
    // Without one the output is the cell's.
    if (bias.present()) {
      return context.refuse(Status::kWrongOperands, weights + 1);
    }
    return cell.outputs == cell.cells
               ? Status::kOk
               : context.refuse(Status::kWrongShape, cell.at.recurrent());
  }
  const Status status =
      check_weights(context, weights, type, cell.outputs, cell.cells);
  if (status != Status::kOk || !bias.present()) return status;
  return check_weights(context, weights + 1, Type::kFloat32, cell.outputs,
                       kVector);
}

Status check_aux_gates(const Context& context, Type type, LstmCell& cell) {
  if (cell.at.aux < 0 || !context.input(cell.at.aux_weights + 1).present()) {
    return Status::kOk;
  }
  const Status status = check_aux(context, cell.at.aux, cell.aux_inputs);
  if (status != Status::kOk) return status;
  return check_gates(context, cell, cell.at.aux_weights, type,
                     cell.aux_inputs);
}

// Every 8-bit operand has one scale.
Status check_scales(const Context& context, const LstmCell& cell) {
  const auto check = [&](int first, int count) {
    for (int i = first; i < first + count; ++i) {
      const Tensor w = context.input(i);
      if (w.type == Type::kInt8 && w.quantization.count != 1) {
        return context.refuse(Status::kBadQuantization, i);
      }
    }
    return Status::kOk;
  };
  const Status status = check(cell.at.weights, 16);
  if (status != Status::kOk || cell.at.aux_weights < 0) return status;
  return check(cell.at.aux_weights, 4);
}

Status check_shapes(const Context& context, Type weights, LstmCell& cell) {
  const LstmOperands& at = cell.at;
  const struct { int first; Type type; int32_t columns; } rules[] = {
      {at.weights, weights, cell.inputs},
      {at.recurrent(), weights, cell.diagonal != 0 ? kVector : cell.outputs},
      {at.bias(), Type::kFloat32, kVector},
      {at.norm, Type::kFloat32, kVector}};
  for (const auto& rule : rules) {
    if (rule.first == at.norm && cell.norm == 0) continue;
    const Status status =
        check_gates(context, cell, rule.first, rule.type, rule.columns);
    if (status != Status::kOk) return status;
  }
  Status status = check_peephole(context, weights, cell);
  if (status == Status::kOk) status = check_projection(context, weights, cell);
  if (status == Status::kOk) status = check_aux_gates(context, weights, cell);
  return status;
}

}  // namespace

Status prepare_lstm_cell(const Context& context, const LstmOperands& at,
                         const LstmOptions& options, Type weights,
                         int32_t batches, LstmCell& cell) {
  cell = {};
  cell.at = at;
  cell.cell_clip = options.cell_clip;
  cell.projection_clip = options.projection_clip;
  cell.activation = options.activation;
  cell.asymmetric = options.asymmetric_quantize_inputs;
  cell.diagonal = options.diagonal_recurrent_tensors;
  if (!known(options.activation)) return Status::kBadOption;
  if (cell.diagonal != 0 && weights != Type::kFloat32) {
    return Status::kBadOption;
  }
  const Shape w = context.input(at.weights + kOutputGate).shape;
  const Shape r = context.input(at.recurrent() + kOutputGate).shape;
  if (w.rank < 1) {
    return context.refuse(Status::kWrongShape, at.weights + kOutputGate);
  }
  if (r.rank < 1) {
    return context.refuse(Status::kWrongShape, at.recurrent() + kOutputGate);
  }
  cell.inputs = context.input(0).shape.last();
  cell.cells = w[0];
  cell.outputs = r.last();
  cell.coupled = !context.input(at.weights + kInputGate).present();
  cell.norm = at.norm >= 0 && context.input(at.norm + kOutputGate).present();
  Status status = check_shapes(context, weights, cell);
  if (status == Status::kOk) status = check_scales(context, cell);
  if (status != Status::kOk) return status;
  status = check_state(context, at.state, Type::kFloat32,
                       static_cast<int64_t>(batches) * cell.outputs);
  if (status != Status::kOk) return status;
  return check_state(context, at.state + 1, Type::kFloat32,
                     static_cast<int64_t>(batches) * cell.cells);
}

void fill_lstm_scales(const Context& context, const LstmCell& cell,
                      float* scales) {
  const auto scale = [&](int operand) {
    const Tensor w = context.input(operand);
    return w.type == Type::kInt8 ? w.quantization.scale() : 1.0f;
  };
  for (int i = 0; i < 11; ++i) scales[i] = scale(cell.at.weights + i);
  scales[11] = scale(cell.at.projection());
  for (int k = 0; k < 4; ++k) {
    scales[12 + k] =
        cell.at.aux_weights < 0 ? 1.0f : scale(cell.at.aux_weights + k);
  }
}

}  // namespace mote::ops
