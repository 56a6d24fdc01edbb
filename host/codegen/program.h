// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// A model as a program: operators prepared for a target, their operands at
// places that are known before it runs.
#ifndef MOTE_HOST_CODEGEN_PROGRAM_H_
#define MOTE_HOST_CODEGEN_PROGRAM_H_

#include <optional>

#include "device/kernels/sets.h"
#include "host/plan/regions.h"

namespace mote::codegen {

// Where a buffer lies.
struct Place {
  enum Kind { kNone, kArena, kConstant };
  Kind kind = kNone;
  uint32_t at = 0;     // offset in the arena, or index of the constant
  uint32_t arena = 0;  // which one
};

// Memory that the program works in.
struct Arena {
  std::string region;  // its name; empty: anywhere
  uint32_t room = 0;   // bytes that it may have
  uint32_t bytes = 0;
};

// Memory that the program only reads.
struct Constant {
  std::string what;  // for a person
  Type type = Type::kUInt8;
  base::Bytes bytes;
};

// Bytes that are moved.
struct Copy {
  Place to, from;
  uint32_t bytes = 0;
};

struct Step {
  run::Prepared prepared;
  std::optional<Copy> copy;  // set: this is all that it does
  std::vector<Place> slots;  // in the order of ops::Buffers
  int inputs = 0, outputs = 0;
  std::vector<uint32_t> output_bytes;
  Place state;
  std::string what;  // for a person: the first output's name and kind
};

// What reset() writes first: `bytes` of this value.
struct Initial {
  Place place;
  uint32_t bytes = 0;
  int value = 0;
};

struct Boundary {
  io::TensorSpec spec;
  Place place;
};

// Seeded inputs, and what the operators give for them on this machine.
struct SelfTest {
  std::vector<Place> inputs;   // constants
  std::vector<uint32_t> sums;  // of each step's outputs, as far as it ran
};

struct Program {
  std::string source;  // the model's file
  run::ModelFile::Pointer model;  // as it is compiled: simplified
  const TargetKernels* target = nullptr;
  std::vector<Constant> constants;
  std::vector<Step> steps;
  std::vector<Initial> variables;
  std::vector<Copy> first_values;  // what reset() writes then
  std::vector<Boundary> inputs, outputs;
  std::vector<Arena> arenas;  // at least one
  std::optional<SelfTest> self_test;

  uint32_t arena_bytes() const;  // of all
};

// Simplifies the model by passes that keep every bit, with its operators in the
// order that takes the least memory, prepares the first subgraph for a target
// and plans its memory, in regions if there are any. Refuses what the
// interpreter refuses, and operators that run other subgraphs.
base::Result<Program> make_program(
    const run::ModelFile& model, const TargetKernels& target,
    const std::vector<plan::Region>& regions = {});

// Of this name; null: there is none.
const TargetKernels* find_target(std::string_view name);

}  // namespace mote::codegen

#endif  // MOTE_HOST_CODEGEN_PROGRAM_H_
