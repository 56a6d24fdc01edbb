// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Runs cases as compiled programs, and compares them with the interpreter.
#ifndef MOTE_HOST_CODEGEN_COMPILED_RUNNER_H_
#define MOTE_HOST_CODEGEN_COMPILED_RUNNER_H_

#include "host/codegen/program.h"
#include "host/run/runner.h"

namespace mote::codegen {

// Compiles each case for the target, with the tools that TARGET.kit in the
// folder of firmware names, and runs it there. A case that gives other bits
// than the interpreter on this machine has an error.
class CompiledRunner : public run::Runner {
 public:
  explicit CompiledRunner(const TargetKernels& target) : target_(target) {}

  // As many as a compiler takes at once; a board's flash holds one.
  size_t batch_size() const override { return on_host() ? 100 : 1; }
  base::Result<std::vector<run::CaseResult>> run_batch(
      std::span<const run::Case> cases) override;

 private:
  bool on_host() const { return std::string(target_.target) == "host"; }
  base::Result<std::vector<run::CaseResult>> run_programs(
      std::span<const Program> programs, std::span<const run::Case> cases);

  const TargetKernels& target_;
};

base::Result<std::unique_ptr<run::Runner>> make_compiled_runner(
    const std::string& target);

}  // namespace mote::codegen

#endif  // MOTE_HOST_CODEGEN_COMPILED_RUNNER_H_
