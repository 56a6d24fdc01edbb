// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What the loader left in an interpreter, for the workstation's tools.
#ifndef MOTE_HOST_PLAN_LOADED_H_
#define MOTE_HOST_PLAN_LOADED_H_

#include "device/memory/plan.h"
#include "device/runtime/source.h"
#include "device/runtime/interpreter.h"

namespace mote {

class Interpreter::Inside {
 public:
  explicit Inside(const Interpreter& of) : of_(of) {}

  const Record& record(uint32_t op) const {
    return of_.record(static_cast<int>(op));
  }
  const void* table(uint32_t op, int i) const {
    const Record& it = record(op);
    return of_.resolve(it.refs()[it.inputs + it.outputs + i]);
  }
  // With pointers of this size. Only the addresses of one operator's operands
  // are pointers.
  uint32_t arena_bytes(uint32_t pointer_bytes) const {
    uint32_t refs = 0;
    for (int op = 0; op < of_.ops_; ++op) {
      refs = max(refs, uint32_t{of_.record(op).refs_end});
    }
    const uint32_t own = align_8(refs * sizeof(void*));
    return memory::align_up(of_.head_bytes_ + of_.tail_bytes_ - own +
                            align_8(refs * pointer_bytes));
  }

 private:
  const Interpreter& of_;
};

namespace plan {

using Loaded = Interpreter::Inside;

}  // namespace plan
}  // namespace mote

#endif  // MOTE_HOST_PLAN_LOADED_H_
