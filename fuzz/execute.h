// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Loads bytes as a model and runs it if it is accepted: nothing that they spell
// may crash, hang or touch memory that is not theirs.
#ifndef MOTE_FUZZ_EXECUTE_H_
#define MOTE_FUZZ_EXECUTE_H_

#include <cstddef>
#include <cstdint>

namespace mote::fuzz {

// Whether the model was accepted. Runs two inferences of at most a million
// multiply-accumulates each, on inputs that follow from the bytes.
bool execute(const uint8_t* data, size_t size);

}  // namespace mote::fuzz

#endif  // MOTE_FUZZ_EXECUTE_H_
