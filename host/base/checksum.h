// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Checksums of file formats.
#ifndef MOTE_HOST_BASE_CHECKSUM_H_
#define MOTE_HOST_BASE_CHECKSUM_H_

#include <cstdint>
#include <span>

namespace mote::base {

// CRC-32C (Castagnoli), bit-reflected; `seed` continues that of bytes before.
uint32_t crc32c(std::span<const uint8_t> bytes, uint32_t seed = 0);

// As LevelDB's tables and TensorFlow's files store it: turned right by 15 bits,
// plus a constant, so that checksums of checksums are none of themselves.
uint32_t masked_crc32c(std::span<const uint8_t> bytes);

}  // namespace mote::base

#endif  // MOTE_HOST_BASE_CHECKSUM_H_
