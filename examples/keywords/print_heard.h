// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef MOTE_EXAMPLES_KEYWORDS_PRINT_HEARD_H_
#define MOTE_EXAMPLES_KEYWORDS_PRINT_HEARD_H_

#include "examples/keywords/network.h"
#include "ports/common/print.h"

namespace keywords {

// A line on the board's console: "  NAME: WORD (SCORE %)".
inline void print_heard(const char* name, const Heard& heard) {
  mote::port::print("  ");
  mote::port::print(name);
  mote::port::print(": ");
  mote::port::print(kLabels[heard.label]);
  mote::port::print(" (");
  mote::port::print_decimal(static_cast<uint64_t>(heard.percent));
  mote::port::print(" %)\n");
}

}  // namespace keywords

#endif  // MOTE_EXAMPLES_KEYWORDS_PRINT_HEARD_H_
