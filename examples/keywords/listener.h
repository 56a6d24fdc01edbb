// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The brain of the keyword example: what a microcontroller program does with a
// model. Load it, copy features in, invoke, read the scores.
#ifndef MOTE_EXAMPLES_KEYWORDS_LISTENER_H_
#define MOTE_EXAMPLES_KEYWORDS_LISTENER_H_

#include "device/runtime/interpreter.h"
#include "examples/keywords/features.h"
#include "examples/keywords/network.h"

namespace keywords {

class Listener {
 public:
  // Loads the embedded model. The arena must outlive the listener.
  mote::Fault begin(mote::Span<uint8_t> arena);
  // Takes the next samples of the microphone, 16 kHz mono.
  void hear(const int16_t* samples, int count) { ear_.push(samples, count); }
  // Names the word in the last second. ok turns false when inference fails.
  Heard name(bool& ok);

  const int8_t* scores() const { return interpreter_.output<int8_t>(0); }
  uint32_t arena_used() const { return interpreter_.arena_used(); }

 private:
  Stream ear_;
  mote::Interpreter interpreter_;
};

}  // namespace keywords

#endif  // MOTE_EXAMPLES_KEYWORDS_LISTENER_H_
