// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What a board's start-up code and the shared code need from each other.

#ifndef MOTE_PORTS_COMMON_STARTUP_H_
#define MOTE_PORTS_COMMON_STARTUP_H_

#include <stdint.h>

// Defined by the linker scripts; only their addresses mean something.
extern "C" {
extern uint8_t port_stack_limit[];
extern uint8_t port_stack_top[];
extern uint8_t port_data_start[];
extern uint8_t port_data_end[];
extern const uint8_t port_data_load[];
extern uint8_t port_bss_start[];
extern uint8_t port_bss_end[];
extern uint8_t port_ram_start[];
extern uint8_t port_ram_end[];
extern uint8_t port_large_ram_start[];
extern uint8_t port_large_ram_end[];
extern const uint8_t port_job[];
}

namespace mote::port {

// Initialises statics, starts the counter, calls main and exits with its
// value. Needs a stack and, where the compiler uses it, an enabled FPU.
[[noreturn]] void run();

// Prints one line and exits with code 3. `cause` is the core's own word.
[[noreturn]] void fault(uint32_t pc, uint32_t cause);

// Makes instructions() count. Each kind of core defines it; called once.
void start_counter();

}  // namespace mote::port

#endif  // MOTE_PORTS_COMMON_STARTUP_H_
