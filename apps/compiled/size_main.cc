// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// A compiled model called "net" and the port: its image is measured.
#include "net.h"
#include "ports/common/port.h"

int main() {
  mote::port::console("", 0);
  net_reset();
  return net_invoke() + static_cast<int>(mote::port::ram().size);
}
