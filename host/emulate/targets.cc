// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/emulate/targets.h"

#include "host/base/text.h"
#include "host/emulate/emulator.h"

namespace mote::emulate {

std::vector<std::string> target_names() {
  std::vector<std::string> names = {"host"};
  for (const port::Board& board : port::kBoards) names.push_back(board.target);
  return names;
}

base::Result<std::unique_ptr<run::Runner>> make_runner(
    const std::string& target) {
  if (target == "host") return std::unique_ptr<run::Runner>(new run::HostRunner);
  if (const port::Board* board = find_board(target)) {
    return std::unique_ptr<run::Runner>(new Emulator(*board));
  }
  return base::Error{"--target " + target, "there is no such target",
                     "choose among " + base::listed(target_names())};
}

}  // namespace mote::emulate
