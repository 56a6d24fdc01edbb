// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// How prepare and fill see an operator of a .tflite model.
#ifndef MOTE_DEVICE_RUNTIME_SOURCE_H_
#define MOTE_DEVICE_RUNTIME_SOURCE_H_

#include "device/model/model.h"
#include "device/ops/list.h"

namespace mote {

// Reads the operands of one operator out of a verified model.
struct Source {
  const model::Model* model;
  model::SubGraph graph;
  model::OperatorView op;

  // The tensor's position; -1 for a left-out input, and for an operand that the
  // operator does not have.
  int32_t index(int operand) const;
  // Type, shape, quantization and constant value; nothing for -1.
  Tensor tensor(int32_t index) const;
  static Tensor read(const void* source, int operand);
};

// source and kernels must outlive it.
class SourceContext : public ops::Context {
 public:
  SourceContext(const Source& source, const KernelSet& kernels, int* refused)
      : Context(&source, &Source::read,
                static_cast<int>(source.op.inputs().size()),
                static_cast<int>(source.op.outputs().size()),
                source.op.custom_options(), kernels, refused) {}
};

// What a row is looked for by.
struct OpCode {
  int32_t code;
  int32_t version;
  model::Text custom_name;
};

// The first row of the list for operators of this code: kNoOperator, or
// kNoVersion when it knows older ones only.
Status find_row(ops::OpList list, const OpCode& code, const ops::OpEntry*& row);

// The options that an operator of this row reads; null when the model has none
// or another operator's.
flat::Table options_of(const ops::OpEntry& entry,
                       const model::OperatorView& op);

}  // namespace mote

#endif  // MOTE_DEVICE_RUNTIME_SOURCE_H_
