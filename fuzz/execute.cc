// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "fuzz/execute.h"

#include <cstring>
#include <memory>

#include "device/model/verify.h"
#include "device/ops/all.h"
#include "device/runtime/interpreter.h"

namespace mote::fuzz {
namespace {

constexpr size_t kArena = 1 << 20;
constexpr uint64_t kMaxWork = 1000000;

void fill_inputs(Interpreter& interpreter, uint32_t seed) {
  for (int i = 0; i < interpreter.inputs(); ++i) {
    const Tensor tensor = interpreter.input(i);
    uint8_t* bytes = static_cast<uint8_t*>(const_cast<void*>(tensor.data));
    for (uint32_t k = 0; k < tensor.bytes; ++k) {
      seed = seed * 1664525u + 1013904223u;
      bytes[k] = static_cast<uint8_t>(seed >> 24);
    }
  }
}

}  // namespace

bool execute(const uint8_t* data, size_t size) {
  // Of exactly this size, so that a sanitizer sees the first byte outside.
  std::unique_ptr<uint8_t[]> copy(new uint8_t[size]);
  if (size != 0) std::memcpy(copy.get(), data, size);
  alignas(16) static uint8_t arena[kArena];
  // With names, as the host does. What is refused may still load by its plan.
  const Fault unsound = model::verify({copy.get(), size}, {arena, kArena});
  if (unsound.status == Status::kOk) {
    static_cast<void>(model::verify_names({copy.get(), size}));
  }
  LoadOptions options;
  options.plans = &kPlanReader;
  options.max_work = kMaxWork;
  options.keep_tables = size % 2 == 0;
  Interpreter interpreter;
  const Fault fault =
      interpreter.load({copy.get(), size}, ops::kOps<ops::All>,
                       {arena, kArena}, options);
  if (fault.status != Status::kOk) return false;
  for (uint32_t round = 0; round < 2; ++round) {
    fill_inputs(interpreter, static_cast<uint32_t>(size) + round);
    static_cast<void>(interpreter.invoke());
  }
  return true;
}

}  // namespace mote::fuzz
