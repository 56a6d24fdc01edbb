// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The keyword example in 16 KB of RAM, on a micro:bit. The plan in the model
// keeps everything but activations in flash, and the ear works where those come
// to lie: nothing of them is needed between two inferences.
#include "device/runtime/interpreter.h"
#include "examples/keywords/features.h"
#include "examples/keywords/print_heard.h"
#include "examples/keywords/recordings.h"
#include "keywords_model.h"
#include "ports/common/port.h"

namespace keywords {
namespace {

mote::Interpreter interpreter;

int listen(const Recordings& recordings) {
  int8_t* const input = interpreter.input<int8_t>(0);
  Scratch* const scratch =
      reinterpret_cast<Scratch*>(interpreter.shareable().data);
  // The ear may not write where it reads its last bands from.
  if (input < reinterpret_cast<int8_t*>(scratch + 1)) return 1;
  for (uint32_t i = 0; i < recordings.count; ++i) {
    const Clip& clip = recordings.clips()[i];
    extract(clip.samples, input, scratch);
    if (interpreter.invoke() != mote::Status::kOk) return 1;
    print_heard(clip.name, best_of(interpreter.output<int8_t>(0)));
  }
  return 0;
}

int run() {
  mote::LoadOptions options;
  options.plans = &mote::kPlanReader;
  // What statics and stack leave. keywords_model_arena_bytes of it are used.
  const mote::port::Region ram = mote::port::ram();
  const mote::Fault fault =
      interpreter.load({keywords_model, sizeof(keywords_model)},
                       mote::ops::kOps<Ops>, {ram.data, ram.size}, options);
  if (fault.status != mote::Status::kOk || !interpreter.planned()) {
    mote::port::print("the model does not load by its plan\n");
    return 1;
  }
  mote::port::print("arena: ");
  mote::port::print_decimal(interpreter.arena_used());
  mote::port::print(" bytes\n");
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
