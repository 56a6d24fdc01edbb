// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The job image that the host gives to the runner firmware, and the results
// that come back. Little endian, every struct at a multiple of 4; offsets count
// from the start of the image.
//
//   JobHeader, JobCase[cases], then JobInput[steps * inputs] of each case,
//   models at multiples of 16, inputs.
//
// Results, a stream. For each case: after each step a ResultHeader whose steps
// counts it, then for each output ResultTensor and its bytes, padded to 4; at
// the end a ResultHeader with `last` set, which tells how the case ended.
#ifndef MOTE_APPS_FIRMWARE_JOB_H_
#define MOTE_APPS_FIRMWARE_JOB_H_

#include <stdint.h>

namespace mote::job {

inline constexpr uint32_t kMagic = 0x424f4a4d;        // "MJOB"
inline constexpr uint32_t kResultMagic = 0x5345524d;  // "MRES"

struct JobHeader {
  uint32_t magic;
  uint32_t cases;
};

struct JobCase {
  uint32_t model;        // offset
  uint32_t model_bytes;
  uint32_t inputs;       // offset of JobInput[steps][input_count]
  uint32_t input_count;
  uint32_t steps;
  uint32_t arena_bytes;  // 0: all there is
  uint32_t fast_ram;     // 1: the arena lies in the board's fastest memory
  uint32_t keep_tables;  // as LoadOptions::keep_tables
  uint32_t marks;        // 1: port::mark() before and after each operator
};

struct JobInput {
  uint32_t data;  // offset
  uint32_t bytes;
};

struct ResultHeader {
  uint32_t magic;
  uint32_t status;  // a mote::Status
  int32_t op;       // of the fault, as mote::Fault
  int32_t tensor;
  uint32_t missing_bytes;
  uint32_t steps;   // done so far
  uint32_t outputs;
  uint32_t arena_bytes;
  uint32_t interpreter_bytes;   // of the object itself, outside the arena
  uint32_t load_stack_bytes;    // deepest, counted from the runner's frame
  uint32_t invoke_stack_bytes;
  uint32_t last;    // 1: the case has ended
  uint32_t planned; // 1: loaded by the plan in the model
  uint32_t unused;  // what follows is at multiples of 8
  uint64_t load_instructions;
  uint64_t invoke_instructions;  // of the last step
};

struct ResultTensor {
  uint32_t type;  // a mote::Type
  uint32_t rank;
  int32_t dims[8];
  uint32_t bytes;
};

}  // namespace mote::job

#endif  // MOTE_APPS_FIRMWARE_JOB_H_
