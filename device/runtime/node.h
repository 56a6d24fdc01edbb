// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// One prepared operator in the arena, and how it sees its tensors.
#ifndef MOTE_DEVICE_RUNTIME_NODE_H_
#define MOTE_DEVICE_RUNTIME_NODE_H_

#include "device/kernels/isa.h"
#include "device/runtime/interpreter.h"

namespace mote {

// Followed by its slots (pointers, in the order of ops::Buffers) and its
// Params.
struct Interpreter::Node {
  const ops::OpEntry* entry;
  uint16_t inputs;
  uint16_t outputs;
  uint16_t slots_end;
  uint8_t tables;
  uint8_t variant;

  void** slots() { return reinterpret_cast<void**>(this + 1); }
  void* params() { return slots() + slots_end; }
  ops::Buffers buffers() {
    return {slots(), inputs, outputs, tables, slots_end};
  }
};

// Reads the operands of an operator out of the model.
struct Interpreter::Source {
  const model::Model* model;
  model::SubGraph graph;
  model::OperatorView op;

  // The tensor's position; -1 for a left-out input, and for an operand that the
  // operator does not have.
  int32_t index(int operand) const {
    const bool output = operand >= ops::kOutput;
    const auto operands = output ? op.outputs() : op.inputs();
    const uint32_t i =
        static_cast<uint32_t>(output ? operand - ops::kOutput : operand);
    return i < operands.size() ? operands[i] : -1;
  }
  Tensor tensor(int32_t index) const;
  static Tensor read(const void* source, int operand) {
    const Source& self = *static_cast<const Source*>(source);
    return self.tensor(self.index(operand));
  }
};

class Interpreter::NodeContext : public ops::Context {
 public:
  NodeContext(const Source& source, int* refused)
      : Context(&source, &Source::read,
                static_cast<int>(source.op.inputs().size()),
                static_cast<int>(source.op.outputs().size()),
                source.op.custom_options(), Isa::kSet, refused) {}
};

}  // namespace mote

#endif  // MOTE_DEVICE_RUNTIME_NODE_H_
