// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Nothing but the port: where counting the size of an image starts.
#include "ports/common/port.h"

int main() {
  mote::port::console("", 0);
  return static_cast<int>(mote::port::ram().size);
}
