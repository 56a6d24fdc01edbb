// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// A .wav file of 16-bit samples at 16 kHz.
#ifndef MOTE_TESTS_WAV_BYTES_H_
#define MOTE_TESTS_WAV_BYTES_H_

#include <cstring>

#include "host/base/file.h"

namespace mote::tests {

inline base::Bytes wav_bytes(const std::vector<int16_t>& samples,
                             uint16_t channels = 1) {
  const uint32_t data = static_cast<uint32_t>(samples.size() * 2);
  base::Bytes out(44 + data);
  const auto put = [&](size_t at, auto value) {
    std::memcpy(out.data() + at, &value, sizeof(value));
  };
  std::memcpy(out.data(), "RIFF", 4);
  put(4, 36 + data);
  std::memcpy(out.data() + 8, "WAVEfmt ", 8);
  put(16, uint32_t{16});
  put(20, uint16_t{1});
  put(22, channels);
  put(24, uint32_t{16000});
  put(28, uint32_t{32000} * channels);
  put(32, static_cast<uint16_t>(2 * channels));
  put(34, uint16_t{16});
  std::memcpy(out.data() + 36, "data", 4);
  put(40, data);
  std::memcpy(out.data() + 44, samples.data(), data);
  return out;
}

}  // namespace mote::tests

#endif  // MOTE_TESTS_WAV_BYTES_H_
