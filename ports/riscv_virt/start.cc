// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Start-up, faults and instruction counter of a RISC-V core in machine mode.

#include "ports/common/port.h"
#include "ports/common/startup.h"

// The compiler's library for rv32imc is found under exactly that name, so the
// extension with the control registers is switched on where it is needed.
#define MOTE_WITH_CSR(text) \
  ".option push\n.option arch, +zicsr\n" text "\n.option pop\n"

extern "C" {

[[gnu::naked, gnu::used, gnu::section(".vectors")]] void port_reset() {
  asm volatile(
      MOTE_WITH_CSR("la t0, port_trap_entry\n"
                    "csrw mtvec, t0\n"
                    "la sp, port_stack_top\n"
                    "tail port_run"));
}

// Takes a fresh stack, because the old one may be what is broken.
[[gnu::naked, gnu::used, gnu::aligned(4)]] void port_trap_entry() {
  asm volatile(
      MOTE_WITH_CSR("la sp, port_stack_top\n"
                    "csrr a0, mepc\n"
                    "csrr a1, mcause\n"
                    "tail port_trap"));
}

[[noreturn, gnu::used]] void port_trap(uint32_t pc, uint32_t cause) {
  mote::port::fault(pc, cause);
}

// Locks the 4 KB below the stack with a rule that holds in machine mode too,
// so that an overflow is a fault.
[[noreturn, gnu::used]] void port_run() {
  constexpr uint32_t kLockedWithoutAccess = 0x98;
  const uint32_t guard =
      (reinterpret_cast<uintptr_t>(port_stack_limit) - 4096) / 4 + 4096 / 8 - 1;
  asm volatile(MOTE_WITH_CSR("csrw pmpaddr0, %0\n"
                             "csrw pmpcfg0, %1")
               :
               : "r"(guard), "r"(kLockedWithoutAccess)
               : "memory");
  mote::port::run();
}

}  // extern "C"

namespace mote::port {

// The core counts by itself from reset.
void start_counter() {}

uint64_t instructions() {
  uint32_t high;
  uint32_t low;
  uint32_t again;
  do {
    asm volatile(MOTE_WITH_CSR("csrr %0, minstreth\n"
                               "csrr %1, minstret\n"
                               "csrr %2, minstreth")
                 : "=&r"(high), "=&r"(low), "=r"(again)
                 :
                 : "memory");
  } while (high != again);
  return static_cast<uint64_t>(high) << 32 | low;
}

}  // namespace mote::port
