// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The machines that models can be run on, by name.
#ifndef MOTE_HOST_RUN_TARGETS_H_
#define MOTE_HOST_RUN_TARGETS_H_

#include "host/run/runner.h"

namespace mote::run {

// host and the emulated boards.
std::vector<std::string> target_names();

base::Result<std::unique_ptr<Runner>> make_runner(const std::string& target);

}  // namespace mote::run

#endif  // MOTE_HOST_RUN_TARGETS_H_
