// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/runtime/source.h"

namespace mote {

int32_t Source::index(int operand) const {
  const bool output = operand >= ops::kOutput;
  const auto operands = output ? op.outputs() : op.inputs();
  const uint32_t i =
      static_cast<uint32_t>(output ? operand - ops::kOutput : operand);
  return i < operands.size() ? operands[i] : -1;
}

Tensor Source::tensor(int32_t index) const {
  if (index < 0) return {};
  return model->tensor(graph.tensor(static_cast<uint32_t>(index)));
}

Tensor Source::read(const void* source, int operand) {
  const Source& self = *static_cast<const Source*>(source);
  return self.tensor(self.index(operand));
}

Status find_row(ops::OpList list, const OpCode& code,
                const ops::OpEntry*& row) {
  for (row = list.begin(); row != list.end(); ++row) {
    if (row->code != code.code) continue;
    if (code.code == model::kCustom) {
      if (!model::equal(code.custom_name, row->custom_name)) continue;
    } else if (code.version > row->version) {
      return Status::kNoVersion;
    }
    return Status::kOk;
  }
  return Status::kNoOperator;
}

flat::Table options_of(const ops::OpEntry& entry,
                       const model::OperatorView& op) {
  const bool second = entry.options_type >= 256;
  const int tag = second ? 256 + op.options2_type() : op.options_type();
  if (tag != entry.options_type) return {};
  return second ? op.options2() : op.options();
}

}  // namespace mote
