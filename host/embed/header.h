// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// A model as a C array.
#ifndef MOTE_HOST_EMBED_HEADER_H_
#define MOTE_HOST_EMBED_HEADER_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "host/base/result.h"

namespace mote::embed {

// A header for C11 and C++11 that defines the bytes as NAME, aligned to 16, and
// their number as NAME_bytes; when an arena is given, its bytes as
// NAME_arena_bytes. Fails when the name is no identifier.
base::Result<std::string> header(std::span<const uint8_t> bytes,
                                 const std::string& name,
                                 std::optional<uint32_t> arena_bytes = {});

// The nearest identifier to a file's name: "my-model.v2" gives "my_model_v2".
std::string identifier(const std::string& text);

}  // namespace mote::embed

#endif  // MOTE_HOST_EMBED_HEADER_H_
