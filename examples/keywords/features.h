// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The ear of the keyword example: 16 kHz speech to an int8 log-mel matrix.
//
// Every step is integer arithmetic, so the same samples give the same bytes on
// every target; the model was trained on what this very code computes. No
// heap, no library calls, no mutable globals; about 1 KB of constants.
#ifndef MOTE_EXAMPLES_KEYWORDS_FEATURES_H_
#define MOTE_EXAMPLES_KEYWORDS_FEATURES_H_

#include <stdint.h>

namespace keywords {

constexpr int kSampleRate = 16000;
constexpr int kClipSamples = kSampleRate;  // what the model hears at once
constexpr int kWindow = 512;               // samples of a frame: 32 ms
constexpr int kStride = 320;               // from frame to frame: 20 ms
constexpr int kFrames = 1 + (kClipSamples - kWindow) / kStride;
constexpr int kBands = 32;     // triangles, equally spaced in mel, overlapping
constexpr int kLowHz = 80;     // where the lowest triangle begins
constexpr int kHighHz = 7600;  // where the highest ends
constexpr int kFeatures = kFrames * kBands;

// A feature is the binary logarithm of a band's energy in steps of 1/8, so 16
// steps are a factor of two in amplitude. It saturates at both ends: below is
// the noise of the least significant bit, above is a clipped microphone.
constexpr int8_t kSilence = -128;

// Working memory of one frame. Holds nothing from one call to the next.
struct Scratch {
  struct Complex {
    int32_t re, im;
  };
  Complex bins[kWindow / 2];
  uint64_t energy[kBands + 2];  // one line more at either end, not used
};

// Writes the kBands features of kWindow consecutive samples.
void extract_frame(const int16_t* samples, int8_t* features, Scratch* scratch);

// Writes the kFeatures features of kClipSamples consecutive samples, frame by
// frame, the lowest band first: the model's input.
void extract(const int16_t* samples, int8_t* features, Scratch* scratch);

// Takes samples as they come and remembers the features of the last second.
// All zero when new, so that a static one costs no flash and no constructor.
class Stream {
 public:
  // Takes the next samples, any number of them. Computes a frame whenever
  // kStride of them are new, and returns how many frames that were.
  int push(const int16_t* samples, int count);

  // Writes the last kFrames frames as extract() does, the oldest first. Those
  // from before the first sample are silence.
  void write(int8_t* features) const;

 private:
  int16_t window_[kWindow] = {};
  int8_t frames_[kFrames][kBands] = {};  // a ring
  int filled_ = 0;                       // samples in window_
  int next_ = 0;                         // the oldest frame, replaced next
  int heard_ = 0;                        // frames computed, at most kFrames
  Scratch scratch_ = {};
};

}  // namespace keywords

#endif  // MOTE_EXAMPLES_KEYWORDS_FEATURES_H_
