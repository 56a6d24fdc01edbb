// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// A program that loads and invokes a model which it does not know.
#ifndef MOTE_APPS_FIRMWARE_SIZE_IMAGE_H_
#define MOTE_APPS_FIRMWARE_SIZE_IMAGE_H_

#include "device/runtime/interpreter.h"
#include "ports/common/port.h"

namespace mote {

template <class L>
int load_and_invoke() {
  port::console("", 0);
  const port::Region ram = port::ram();
  static Interpreter interpreter;
  const Fault fault = interpreter.load({port::job(), 1u << 20}, ops::kOps<L>,
                                       {ram.data, ram.size});
  if (fault.status != Status::kOk) return 1;
  return interpreter.invoke() == Status::kOk ? 0 : 1;
}

}  // namespace mote

#endif  // MOTE_APPS_FIRMWARE_SIZE_IMAGE_H_
