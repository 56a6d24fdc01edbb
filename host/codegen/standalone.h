// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The files of device/ that a program needs.
#ifndef MOTE_HOST_CODEGEN_STANDALONE_H_
#define MOTE_HOST_CODEGEN_STANDALONE_H_

#include <map>

#include "host/codegen/program.h"

namespace mote::codegen {

// Their contents by their paths, which begin with device/: what the program's
// source includes, what that includes, the sources that belong to these headers
// and the target's kernels. Looks for device/ beside and above the running
// program.
base::Result<std::map<std::string, base::Bytes>> device_files(
    const Program& program);

}  // namespace mote::codegen

#endif  // MOTE_HOST_CODEGEN_STANDALONE_H_
