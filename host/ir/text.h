// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Modules as text: for people, for tests, and without loss for programs.
//
//   module "what it is"
//   graph "main" (%0) -> (%2) {
//     %0: int8[1,?] "x" scale(0.5) zero(3)
//     %1: int8[2,4] "w" = x"00ff..."
//     %2: int8[1,2] "y"
//     FULLY_CONNECTED/4(%0, %1, _) -> (%2) {keep_num_dims: true}
//   }
//   signature "serving_default" @0 ("x": %0) -> ("y": %2)
#ifndef MOTE_HOST_IR_TEXT_H_
#define MOTE_HOST_IR_TEXT_H_

#include <string_view>

#include "host/ir/graph.h"

namespace mote::ir {

enum class Constants {
  kFull,   // every byte: parse() gives the same module
  kShort,  // more than 16 bytes as a count and a hash; parse() refuses it
};

std::string print(const Module& module, Constants constants);

// The module that print() wrote. The error's place is line and column.
base::Result<Module> parse(std::string_view text);

}  // namespace mote::ir

#endif  // MOTE_HOST_IR_TEXT_H_
