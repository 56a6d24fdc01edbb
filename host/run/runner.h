// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Runners: where models run: on this machine, or on an emulated board.
#ifndef MOTE_HOST_RUN_RUNNER_H_
#define MOTE_HOST_RUN_RUNNER_H_

#include <optional>

#include "host/run/session.h"

namespace mote::run {

// A model and what to feed it.
struct Case {
  ModelFile::Pointer model;
  // Run in order on one interpreter. Each holds one entry for each input of
  // the model, of exactly its bytes: fit_inputs() has seen to it.
  std::vector<Step> steps;
  uint32_t arena_bytes = 0;  // 0: as much as there is
};

struct CaseResult {
  // Set: no step counts. loaded tells whether it was refused at load or
  // failed while it ran.
  std::optional<base::Error> error;
  bool loaded = false;
  std::vector<std::vector<io::Array>> outputs;  // by step, then by output

  uint32_t arena_bytes = 0;   // what the model needs on this target
  bool planned = false;       // loaded by the plan in the model
  double invoke_seconds = 0;  // of the first step; 0: unknown
  // Counted on emulated boards; 0: unknown.
  uint64_t load_instructions = 0;
  uint64_t invoke_instructions = 0;  // of the first step
  uint32_t stack_bytes = 0;          // at its deepest
};

// run_batch may be called from several threads at once.
class Runner {
 public:
  virtual ~Runner() = default;

  // How many cases a batch should hold: enough to pay for its start.
  virtual size_t batch_size() const = 0;
  // A result for each case, in order. What is wrong with one case stands in
  // its result; an error is one of the target itself, such as an emulator
  // that is not installed.
  virtual base::Result<std::vector<CaseResult>> run_batch(
      std::span<const Case> cases) = 0;
};

class HostRunner : public Runner {
 public:
  size_t batch_size() const override { return 1; }
  base::Result<std::vector<CaseResult>> run_batch(
      std::span<const Case> cases) override;
};

// Checks one step's arrays against the model's inputs, count, types and
// shapes, and gives their bytes. names: what messages call them.
base::Result<Step> fit_inputs(const ModelFile& model,
                              std::vector<io::Array> arrays,
                              const std::vector<std::string>& names);

}  // namespace mote::run

#endif  // MOTE_HOST_RUN_RUNNER_H_
