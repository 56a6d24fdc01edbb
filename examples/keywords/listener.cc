// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "examples/keywords/listener.h"

#include "keywords_model.h"

namespace keywords {
mote::Fault Listener::begin(mote::Span<uint8_t> arena) {
  return interpreter_.load({keywords_model, sizeof(keywords_model)},
                           mote::ops::kOps<Ops>, arena);
}

Heard Listener::name(bool& ok) {
  // Before every inference: the arena reuses the input's memory.
  ear_.write(interpreter_.input<int8_t>(0));
  ok = interpreter_.invoke() == mote::Status::kOk;
  return ok ? best_of(scores()) : Heard();
}

}  // namespace keywords
