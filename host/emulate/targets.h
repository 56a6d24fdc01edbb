// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The targets that the tools run models on: this machine and emulated boards.
#ifndef MOTE_HOST_EMULATE_TARGETS_H_
#define MOTE_HOST_EMULATE_TARGETS_H_

#include "host/run/runner.h"

namespace mote::emulate {

// "host" and every board's target.
std::vector<std::string> target_names();

base::Result<std::unique_ptr<run::Runner>> make_runner(
    const std::string& target);

}  // namespace mote::emulate

#endif  // MOTE_HOST_EMULATE_TARGETS_H_
