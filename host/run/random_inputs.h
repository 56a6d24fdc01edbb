// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Seeded random inputs: the same everywhere for the same seed.
#ifndef MOTE_HOST_RUN_RANDOM_INPUTS_H_
#define MOTE_HOST_RUN_RANDOM_INPUTS_H_

#include <random>

#include "host/io/array.h"

namespace mote::run {

// Floats in -1..1, 8- and 16-bit integers over their whole range, wider ones
// in 0..7 because they often are indices, bools evenly. Fails for types
// without numbers.
base::Result<io::Array> random_array(const io::TensorSpec& spec,
                                     std::mt19937_64& source);

}  // namespace mote::run

#endif  // MOTE_HOST_RUN_RANDOM_INPUTS_H_
