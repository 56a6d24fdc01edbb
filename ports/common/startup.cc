// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Start-up after the core's own part, and the memory map as functions.

#include "ports/common/startup.h"

#include "ports/common/port.h"
#include "ports/common/print.h"

extern "C" {
void* memcpy(void* to, const void* from, size_t size);
void* memset(void* to, int value, size_t size);
}

namespace mote::port {
namespace {

Region between(uint8_t* start, uint8_t* end) {
  return {start, static_cast<size_t>(end - start)};
}

}  // namespace

void run() {
  const Region data = between(port_data_start, port_data_end);
  const Region bss = between(port_bss_start, port_bss_end);
  memcpy(data.data, port_data_load, data.size);
  memset(bss.data, 0, bss.size);
  start_counter();
  exit(main());
}

void fault(uint32_t pc, uint32_t cause) {
  print("fault: pc ");
  print_hex(pc);
  print(", cause ");
  print_hex(cause);
  print("\n");
  exit(3);
}

uint8_t* stack_limit() { return port_stack_limit; }

uint8_t* stack_top() { return port_stack_top; }

Region ram() { return between(port_ram_start, port_ram_end); }

Region large_ram() { return between(port_large_ram_start, port_large_ram_end); }

const uint8_t* job() { return port_job; }

}  // namespace mote::port
