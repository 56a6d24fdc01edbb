// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Runs golden cases and judges them.
#ifndef MOTE_HOST_GOLDEN_SUITE_H_
#define MOTE_HOST_GOLDEN_SUITE_H_

#include "host/golden/entry.h"
#include "host/run/runner.h"

namespace mote::golden {

enum class Verdict {
  kPassed,
  kFailed,   // an output differs, the run stopped, or the case is not whole
  kRefused,  // the model was not accepted, with a clear error
};

struct Outcome {
  std::string name;
  Verdict verdict = Verdict::kPassed;
  std::string reason;  // empty when passed
};

// The outcomes in the order of the entries. jobs: threads that run cases at
// the same time. Fails only when the runner does.
base::Result<std::vector<Outcome>> run_suite(std::span<const Entry> entries,
                                             run::Runner& runner, int jobs);

}  // namespace mote::golden

#endif  // MOTE_HOST_GOLDEN_SUITE_H_
