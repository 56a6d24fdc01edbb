// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Arrays of texts, packed as .tflite packs them: how many there are, where each
// begins, where the last one ends (int32 each, counted from the start), and
// then all characters.
#ifndef MOTE_HOST_IO_TEXT_ARRAY_H_
#define MOTE_HOST_IO_TEXT_ARRAY_H_

#include <span>
#include <string_view>

#include "host/io/array.h"

namespace mote::io {

// Whether the bytes are so many texts.
bool are_packed(std::span<const uint8_t> bytes, size_t count);

// Of bytes that are_packed.
std::vector<std::string_view> unpack_texts(std::span<const uint8_t> bytes);
base::Bytes pack_texts(std::span<const std::string_view> texts);

}  // namespace mote::io

#endif  // MOTE_HOST_IO_TEXT_ARRAY_H_
