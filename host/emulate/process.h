// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Runs a program and waits for it.
#ifndef MOTE_HOST_EMULATE_PROCESS_H_
#define MOTE_HOST_EMULATE_PROCESS_H_

#include <filesystem>
#include <string>
#include <vector>

#include "host/base/result.h"

namespace mote::emulate {

struct Exit {
  bool found = true;      // false: there is no such program
  bool timed_out = false; // it was killed
  int code = 0;           // 128 + signal when a signal ended it
};

// Starts words[0] (looked for in PATH) without standard input. Standard output
// and errors go to the file log. Killed after `seconds`, and when this program
// ends before it.
base::Result<Exit> run_process(const std::vector<std::string>& words,
                               const std::filesystem::path& log, int seconds);

}  // namespace mote::emulate

#endif  // MOTE_HOST_EMULATE_PROCESS_H_
