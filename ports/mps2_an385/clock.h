// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The system timer of MPS2 with AN385: 25 MHz.

#ifndef MOTE_PORTS_MPS2_AN385_CLOCK_H_
#define MOTE_PORTS_MPS2_AN385_CLOCK_H_

#include <stdint.h>

namespace mote::port {

// That many instructions last that many ticks, at 1 ns an instruction.
inline constexpr uint32_t kInstructions = 40;
inline constexpr uint32_t kPerTicks = 1;

}  // namespace mote::port

#endif  // MOTE_PORTS_MPS2_AN385_CLOCK_H_
