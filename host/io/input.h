// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Input files: whatever the extension says, as the elements of a tensor.
#ifndef MOTE_HOST_IO_INPUT_H_
#define MOTE_HOST_IO_INPUT_H_

#include "host/io/array.h"

namespace mote::io {

// .npy: as it is; whoever feeds it checks type and shape.
// .wav: see wav.h. .png, .jpg, .jpeg, .bmp: see image.h.
base::Result<Array> read_input(const std::filesystem::path& path,
                               const TensorSpec& spec);

// The extensions above, .npy first.
std::span<const std::string_view> input_extensions();

}  // namespace mote::io

#endif  // MOTE_HOST_IO_INPUT_H_
