// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Compiled models as the program that tests them sees them.
#ifndef MOTE_APPS_COMPILED_MODEL_H_
#define MOTE_APPS_COMPILED_MODEL_H_

#include <stdint.h>

namespace mote::compiled {

// An input or output.
struct Boundary {
  const void* (*data)();
  uint32_t bytes;
  uint32_t type;  // a mote::Type
  uint32_t rank;
  int32_t dims[8];
};

struct Model {
  int (*invoke)();
  void (*reset)();
  const Boundary* inputs;
  uint32_t input_count;
  const Boundary* outputs;
  uint32_t output_count;
  uint32_t arena_bytes;
};

// Those that this program holds, written by the host.
extern const Model kModels[];

}  // namespace mote::compiled

#endif  // MOTE_APPS_COMPILED_MODEL_H_
