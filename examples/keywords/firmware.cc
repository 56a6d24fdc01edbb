// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The keyword example on a board: listens to recordings and names the words.
#include "examples/keywords/listener.h"
#include "examples/keywords/print_heard.h"
#include "examples/keywords/recordings.h"
#include "ports/common/port.h"

namespace keywords {
namespace {

alignas(16) uint8_t arena[48 * 1024];
Listener listener;

int listen(const Recordings& recordings) {
  using mote::port::instructions;
  using mote::port::print;
  using mote::port::print_decimal;
  uint64_t hearing = 0, naming = 0;
  for (uint32_t i = 0; i < recordings.count; ++i) {
    const Clip& clip = recordings.clips()[i];
    // As the interrupt of a microphone would: 20 ms at a time.
    uint64_t start = instructions();
    for (int at = 0; at < kClipSamples; at += kStride) {
      listener.hear(clip.samples + at, kStride);
    }
    hearing += instructions() - start;
    start = instructions();
    bool ok = false;
    const Heard heard = listener.name(ok);
    naming += instructions() - start;
    if (!ok) return 1;
    print_heard(clip.name, heard);
  }
  print("instructions: features of a second ");
  print_decimal(hearing / recordings.count);
  print(", inference ");
  print_decimal(naming / recordings.count);
  print("\narena: ");
  print_decimal(listener.arena_used());
  print(" bytes\n");
  return 0;
}

int run() {
  const uint64_t start = mote::port::instructions();
  const mote::Fault fault = listener.begin({arena, sizeof(arena)});
  const uint64_t loading = mote::port::instructions() - start;
  if (fault.status != mote::Status::kOk) {
    mote::port::print("the model does not load\n");
    return 1;
  }
  mote::port::print("instructions: loading ");
  mote::port::print_decimal(loading);
  mote::port::print("\n");
  const Recordings& recordings =
      *reinterpret_cast<const Recordings*>(mote::port::job());
  if (recordings.magic != kRecordingsMagic || recordings.count == 0) {
    mote::port::print("no recordings\n");
    return 2;
  }
  return listen(recordings);
}

}  // namespace
}  // namespace keywords

int main() { return keywords::run(); }
