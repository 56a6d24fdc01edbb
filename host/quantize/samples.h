// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Representative data: samples of what a model will see.
#ifndef MOTE_HOST_QUANTIZE_SAMPLES_H_
#define MOTE_HOST_QUANTIZE_SAMPLES_H_

#include <filesystem>

#include "host/run/session.h"

namespace mote::quantize {

// path: a .npy file, its first dimension counting samples; an .npz file with
// one such array for each input, by name or, where names differ, in the order
// of their names; or a folder of files that hold one sample each (.npy, .wav,
// pictures). Each sample has the elements of the inputs.
base::Result<std::vector<run::Step>> read_samples(
    const std::filesystem::path& path,
    const std::vector<io::TensorSpec>& inputs);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_SAMPLES_H_
