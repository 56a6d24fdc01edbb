// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/rnn_cell.h"

namespace mote::ops {
namespace {

// A matrix of weights, and its scale if it has 8 bits.
Status prepare_weights(const Context& context, int operand, Type type,
                       int32_t rows, int32_t columns, float& scale) {
  const Status status = check_weights(context, operand, type, rows, columns);
  if (status != Status::kOk || type == Type::kFloat32) return status;
  const Quantization q = context.input(operand).quantization;
  if (q.count != 1) return context.refuse(Status::kBadQuantization, operand);
  scale = q.scale();
  return Status::kOk;
}

}  // namespace

Status prepare_rnn_cell(const Context& context, const RnnOperands& at,
                        const RnnOptions& options, Type weights,
                        int32_t batches, RnnCell& cell) {
  cell = {};
  cell.at = at;
  cell.activation = options.activation;
  cell.asymmetric = options.asymmetric_quantize_inputs;
  if (!known(options.activation)) return Status::kBadOption;
  const Tensor x = context.input(0);
  const Shape w = context.input(at.weights).shape;
  if (x.type != Type::kFloat32) return context.refuse(Status::kWrongType, 0);
  if (w.rank != 2) return context.refuse(Status::kWrongShape, at.weights);
  cell.inputs = x.shape.last();
  cell.units = w[0];
  Status status = prepare_weights(context, at.weights, weights, cell.units,
                                  cell.inputs, cell.scale);
  if (status != Status::kOk) return status;
  status = prepare_weights(context, at.recurrent(), weights, cell.units,
                           cell.units, cell.recurrent_scale);
  if (status != Status::kOk) return status;
  status = check_weights(context, at.bias(), Type::kFloat32, cell.units,
                         kVector);
  if (status != Status::kOk) return status;
  status = check_state(context, at.state(), Type::kFloat32,
                       static_cast<int64_t>(batches) * cell.units);
  if (status != Status::kOk || at.aux < 0 ||
      !context.input(at.aux_weights).present()) {
    return status;
  }
  status = check_aux(context, at.aux, cell.aux_inputs);
  if (status != Status::kOk) return status;
  return prepare_weights(context, at.aux_weights, weights, cell.units,
                         cell.aux_inputs, cell.aux_scale);
}

}  // namespace mote::ops
