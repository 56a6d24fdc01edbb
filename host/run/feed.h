// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What a model is fed: files, folders of steps, or seeded random values.
#ifndef MOTE_HOST_RUN_FEED_H_
#define MOTE_HOST_RUN_FEED_H_

#include "host/run/runner.h"

namespace mote::run {

// One file for each input, in the model's order.
base::Result<Step> read_step(const ModelFile& model,
                             const std::vector<std::filesystem::path>& files);

// The files in0, in1, ... of a folder, with any extension of io/input.h.
base::Result<Step> read_step_folder(const ModelFile& model,
                                    const std::filesystem::path& folder);

// step0, step1, ... of a folder; empty when it has no step0. Fails when a
// number is left out.
base::Result<std::vector<std::filesystem::path>> step_folders(
    const std::filesystem::path& folder);

base::Result<Step> random_step(const ModelFile& model, uint64_t seed);

}  // namespace mote::run

#endif  // MOTE_HOST_RUN_FEED_H_
