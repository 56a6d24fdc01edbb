// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Numbers and strings on the console.

#include "ports/common/print.h"

#include "ports/common/port.h"

namespace mote::port {

void print(const char* text) {
  size_t length = 0;
  while (text[length] != 0) ++length;
  console(text, length);
}

void print_decimal(uint64_t value) {
  char digits[20];
  size_t first = sizeof(digits);
  do {
    digits[--first] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  console(digits + first, sizeof(digits) - first);
}

void print_hex(uint32_t value) {
  char text[10] = {'0', 'x'};
  for (int i = 9; i >= 2; --i, value >>= 4) {
    text[i] = "0123456789abcdef"[value & 15];
  }
  console(text, sizeof(text));
}

}  // namespace mote::port
