// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef MOTE_APPS_FIRMWARE_STACK_GAUGE_H_
#define MOTE_APPS_FIRMWARE_STACK_GAUGE_H_

#include "ports/common/port.h"

namespace mote {

// How deep the stack gets below the caller's frame: paint, run, look.
class StackGauge {
 public:
  StackGauge() : from_(static_cast<uint8_t*>(__builtin_frame_address(0))) {}

  void paint() {
    uint8_t* end = from_ - kOwnFrames;
    for (volatile uint8_t* p = port::stack_limit(); p < end; ++p) *p = kPaint;
  }
  uint32_t deepest() const {
    const uint8_t* p = port::stack_limit();
    while (p < from_ && *p == kPaint) ++p;
    return static_cast<uint32_t>(from_ - p);
  }

 private:
  static constexpr uint8_t kPaint = 0xa5;
  // Painting must not overwrite its own frame and that of its caller.
  static constexpr int kOwnFrames = 256;
  uint8_t* from_;
};

}  // namespace mote

#endif  // MOTE_APPS_FIRMWARE_STACK_GAUGE_H_
