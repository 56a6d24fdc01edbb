// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// A compiled model: its test of itself, and one inference.
#include "net.h"
#include "ports/common/port.h"
#include "ports/common/print.h"

namespace {

using mote::port::print;
using mote::port::print_decimal;

// Where the highest output is.
int highest() {
  const int8_t* scores = net_output_0();
  int best = 0;
  for (int i = 1; i < NET_OUTPUT_0_BYTES; ++i) {
    if (scores[i] > scores[best]) best = i;
  }
  return best;
}

}  // namespace

int main() {
  net_reset();
  if (const char* op = net_self_test()) {
    print("differs from the workstation at operator ");
    print(op);
    print("\n");
    return 1;
  }
  net_reset();
  int8_t* input = net_input_0();
  for (int i = 0; i < NET_INPUT_0_BYTES; ++i) input[i] = NET_INPUT_0_ZERO_POINT;
  const uint64_t start = mote::port::instructions();
  if (net_invoke() != 0) return 1;
  const uint64_t count = mote::port::instructions() - start;
  print("every operator gives the bits of the workstation; arena ");
  print_decimal(NET_ARENA_BYTES);
  print(" bytes, an inference ");
  print_decimal(count);
  print(" instructions; silence is class ");
  print_decimal(static_cast<uint64_t>(highest()));
  print("\n");
  return 0;
}
