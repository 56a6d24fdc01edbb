// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The system timer of the nRF51: 16 MHz.

#ifndef MOTE_PORTS_MICROBIT_CLOCK_H_
#define MOTE_PORTS_MICROBIT_CLOCK_H_

#include <stdint.h>

namespace mote::port {

// That many instructions last that many ticks, at 1 ns an instruction.
inline constexpr uint32_t kInstructions = 125;
inline constexpr uint32_t kPerTicks = 2;

}  // namespace mote::port

#endif  // MOTE_PORTS_MICROBIT_CLOCK_H_
