// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// NumPy's .npy files: versions 1.0 to 3.0 in, 1.0 out.
#ifndef MOTE_HOST_IO_NPY_H_
#define MOTE_HOST_IO_NPY_H_

#include "host/io/array.h"

namespace mote::io {

// Little-endian arrays in C order of bool, integers, floats and texts, with at
// most 8 dimensions and exactly the bytes that their shape asks for. where: named in
// the error.
base::Result<Array> parse_npy(std::span<const uint8_t> bytes,
                              const std::string& where);
base::Result<Array> read_npy(const std::filesystem::path& path);

base::Bytes npy_bytes(const Array& array);
// Fails for types that NumPy does not have.
base::Result<void> write_npy(const std::filesystem::path& path,
                             const Array& array);

}  // namespace mote::io

#endif  // MOTE_HOST_IO_NPY_H_
