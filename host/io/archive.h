// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// ZIP archives: Keras' .keras and NumPy's .npz.
#ifndef MOTE_HOST_IO_ARCHIVE_H_
#define MOTE_HOST_IO_ARCHIVE_H_

#include <map>

#include "host/io/array.h"

namespace mote::io {

// The files of an archive, whole, by name. Refuses what would unpack to more
// than 2 GiB, and encrypted files. where: named in errors.
base::Result<std::map<std::string, base::Bytes>> read_archive(
    std::span<const uint8_t> bytes, const std::string& where);

// The arrays of an .npz file, by their names.
base::Result<std::map<std::string, Array>> read_npz(
    const std::filesystem::path& path);

}  // namespace mote::io

#endif  // MOTE_HOST_IO_ARCHIVE_H_
