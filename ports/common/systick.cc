// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The instruction counter of Cortex-M boards: the system timer, which counts
// 24 bits down, extended by its interrupt.

#include "clock.h"
#include "ports/common/port.h"
#include "ports/common/startup.h"

namespace {

struct SystemTimer {
  uint32_t control;
  uint32_t reload;
  uint32_t current;
};

constexpr uint32_t kPeriod = 1u << 24;
constexpr uint32_t kEnableWithInterruptAndCoreClock = 7;
constexpr uint32_t kPending = 1u << 26;

volatile SystemTimer& timer() {
  return *reinterpret_cast<volatile SystemTimer*>(0xe000e010);
}

volatile uint32_t& interrupt_state() {
  return *reinterpret_cast<volatile uint32_t*>(0xe000ed04);
}

volatile uint32_t periods;

}  // namespace

// The timer reached zero.
extern "C" void port_tick() { periods = periods + 1; }

namespace mote::port {

void start_counter() {
  timer().reload = kPeriod - 1;
  timer().current = 0;
  timer().control = kEnableWithInterruptAndCoreClock;
}

uint64_t instructions() {
  uint32_t whole;
  uint32_t part;
  bool pending;
  do {
    whole = periods;
    part = (kPeriod - timer().current) % kPeriod;
    pending = (interrupt_state() & kPending) != 0;
  } while (whole != periods);
  // The timer passed zero before `part` was read, its interrupt not yet taken.
  if (pending && part < kPeriod / 2) ++whole;
  const uint64_t ticks = static_cast<uint64_t>(whole) * kPeriod + part;
  return ticks * kInstructions / kPerTicks;
}

}  // namespace mote::port
