// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Numbers and strings on the console.

#ifndef MOTE_PORTS_COMMON_PRINT_H_
#define MOTE_PORTS_COMMON_PRINT_H_

#include <stdint.h>

namespace mote::port {

// Writes a zero-terminated string.
void print(const char* text);

// Writes an unsigned number in decimal, without leading zeros.
void print_decimal(uint64_t value);

// Writes a number as 0x and eight digits.
void print_hex(uint32_t value);

}  // namespace mote::port

#endif  // MOTE_PORTS_COMMON_PRINT_H_
