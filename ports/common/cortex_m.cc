// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Start-up and faults of Cortex-M cores.

#include "ports/common/port.h"
#include "ports/common/print.h"
#include "ports/common/startup.h"

extern "C" {
[[noreturn]] void port_reset();
void port_fault_entry();
[[noreturn]] void port_fault(const uint32_t* frame);
void port_tick();
}

namespace {

struct VectorTable {
  const uint8_t* stack_top;
  void (*handlers[15])();
};

volatile uint32_t& system_register(uint32_t address) {
  return *reinterpret_cast<volatile uint32_t*>(address);
}

// Makes an overflow of the stack a fault. ARMv6-M has no means to: there the
// stack must begin where memory begins.
void guard_stack() {
#if __ARM_ARCH >= 8
  asm volatile("msr msplim, %0" ::"r"(port_stack_limit));
#elif __ARM_ARCH == 7
  // Region 0 of the MPU: no access to the 4 KB below. Elsewhere as without.
  system_register(0xe000ed98) = 0;
  system_register(0xe000ed9c) =
      reinterpret_cast<uintptr_t>(port_stack_limit) - 4096;
  system_register(0xe000eda0) = 11 << 1 | 1;
  system_register(0xe000ed94) = 1 << 2 | 1;
  asm volatile("dsb\nisb" ::: "memory");
#endif
}

// The core could not save its registers below the stack pointer.
constexpr uint32_t kStackingFaults = 1u << 4 | 1u << 12 | 1u << 20;

bool is_saved(const uint32_t* frame, uint32_t cause) {
  const uintptr_t at = reinterpret_cast<uintptr_t>(frame);
  return at >= reinterpret_cast<uintptr_t>(port_stack_limit) &&
         at <= reinterpret_cast<uintptr_t>(port_stack_top) - 32 &&
         (cause & kStackingFaults) == 0;
}

}  // namespace

extern "C" {

// Everything except reset and the system timer is a fault: no program enables
// other interrupts, makes supervisor calls or debugs itself.
[[gnu::section(".vectors"), gnu::used]] extern const VectorTable
    port_vectors = {port_stack_top,
                    {port_reset, port_fault_entry, port_fault_entry,
                     port_fault_entry, port_fault_entry, port_fault_entry,
                     port_fault_entry, port_fault_entry, port_fault_entry,
                     port_fault_entry, port_fault_entry, port_fault_entry,
                     port_fault_entry, port_fault_entry, port_tick}};

void port_reset() {
#if defined(__ARM_FP) || defined(__ARM_FEATURE_MVE)
  // Full access to coprocessors 10 and 11: registers of the FPU and of MVE.
  system_register(0xe000ed88) |= 0xfu << 20;
  asm volatile("dsb\nisb" ::: "memory");
#endif
  guard_stack();
  mote::port::run();
}

// Passes the frame that the core saved and takes a fresh stack, because the
// old one may be what is broken.
[[gnu::naked]] void port_fault_entry() {
  asm volatile(
      "mrs r0, msp\n"
      "ldr r1, =port_stack_top\n"
      "msr msp, r1\n"
      "ldr r1, =port_fault\n"
      "bx r1\n"
      ".ltorg\n");
}

void port_fault(const uint32_t* frame) {
  // ARMv6-M has no such register and reads zero.
  const uint32_t cause = system_register(0xe000ed28);
  if (is_saved(frame, cause)) mote::port::fault(frame[6], cause);
  mote::port::print("stack overflow, ");
  mote::port::fault(0, cause);
}

}  // extern "C"
