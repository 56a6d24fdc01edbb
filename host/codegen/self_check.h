// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// A test that a compiled model carries: it runs on the device and names the
// first operator whose outputs are not those of the workstation.
#ifndef MOTE_HOST_CODEGEN_SELF_CHECK_H_
#define MOTE_HOST_CODEGEN_SELF_CHECK_H_

#include "host/codegen/program.h"

namespace mote::codegen {

// Runs the model with seeded inputs and adds what the test needs.
base::Result<void> add_self_test(Program& program);

// NAME_self_test() and the names of the operators; empty when the program has
// no test.
std::string self_test_text(const Program& program, const std::string& name);

}  // namespace mote::codegen

#endif  // MOTE_HOST_CODEGEN_SELF_CHECK_H_
