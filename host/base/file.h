// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Files, whole: read into memory, written so that nobody sees half of one.
#ifndef MOTE_HOST_BASE_FILE_H_
#define MOTE_HOST_BASE_FILE_H_

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "host/base/result.h"

namespace mote::base {

// Starts at a multiple of 16, as constants in a model want it.
using Bytes = std::vector<uint8_t>;
static_assert(__STDCPP_DEFAULT_NEW_ALIGNMENT__ >= 16);

// Refuses what is no regular file, and files over 2 GiB.
Result<Bytes> read_file(const std::filesystem::path& path);

// Replaces the file in one step: a reader finds the old or the new content,
// and an error leaves the old.
Result<void> write_file(const std::filesystem::path& path,
                        std::span<const uint8_t> bytes);
Result<void> write_file(const std::filesystem::path& path,
                        std::string_view text);

// Makes the folder and those above it; one that is there is fine.
Result<void> make_folder(const std::filesystem::path& path);

}  // namespace mote::base

#endif  // MOTE_HOST_BASE_FILE_H_
