// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Builds the job image of the runner firmware and reads its results.
#ifndef MOTE_HOST_EMULATE_JOB_IMAGE_H_
#define MOTE_HOST_EMULATE_JOB_IMAGE_H_

#include "host/run/runner.h"

namespace mote::emulate {

// Bytes that a case takes in an image, with what surrounds it.
size_t job_bytes(const run::Case& it);

// The image of these cases, as apps/firmware/job.h describes it. marks: the
// firmware tells the profiler where operators begin and end.
base::Bytes job_image(std::span<const run::Case> cases, bool marks = false);

// The results in the order of the cases. Fewer than cases when the stream ends
// early: the next one brought the board down.
std::vector<run::CaseResult> read_results(std::span<const uint8_t> stream,
                                          std::span<const run::Case> cases);

}  // namespace mote::emulate

#endif  // MOTE_HOST_EMULATE_JOB_IMAGE_H_
