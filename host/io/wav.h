// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Sound files as input tensors.
#ifndef MOTE_HOST_IO_WAV_H_
#define MOTE_HOST_IO_WAV_H_

#include "host/io/array.h"

namespace mote::io {

// The first samples of a file with one channel, as many as the tensor has
// elements. int16: as they are; float32: in -1..1; int8 and uint8: -1..1 by the
// tensor's scale and zero point. A shorter file is refused. The rate is not
// looked at: models do not tell theirs.
base::Result<Array> read_wav(const std::filesystem::path& path,
                             const TensorSpec& spec);

}  // namespace mote::io

#endif  // MOTE_HOST_IO_WAV_H_
