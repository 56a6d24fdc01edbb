// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Recordings for a board that has no microphone: a header and the clips, placed
// in memory by the emulator's loader.
#ifndef MOTE_EXAMPLES_KEYWORDS_RECORDINGS_H_
#define MOTE_EXAMPLES_KEYWORDS_RECORDINGS_H_

#include "examples/keywords/features.h"

namespace keywords {

inline constexpr uint32_t kRecordingsMagic = 0x5345594b;

struct Clip {
  char name[64];  // ends with 0
  int16_t samples[kClipSamples];
};

struct Recordings {
  uint32_t magic;
  uint32_t count;
  // Followed by the clips.
  const Clip* clips() const { return reinterpret_cast<const Clip*>(this + 1); }
};

}  // namespace keywords

#endif  // MOTE_EXAMPLES_KEYWORDS_RECORDINGS_H_
