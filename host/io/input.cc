// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/io/input.h"

#include "host/io/image.h"
#include "host/io/npy.h"
#include "host/io/wav.h"

namespace mote::io {

std::span<const std::string_view> input_extensions() {
  static constexpr std::string_view kExtensions[] = {
      ".npy", ".wav", ".png", ".jpg", ".jpeg", ".bmp"};
  return kExtensions;
}

base::Result<Array> read_input(const std::filesystem::path& path,
                               const TensorSpec& spec) {
  std::string extension = path.extension().string();
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (extension == ".npy") return read_npy(path);
  if (extension == ".wav") return read_wav(path, spec);
  for (const std::string_view known : input_extensions()) {
    if (extension == known) return read_image(path, spec);
  }
  return base::Error{path.string(), "its extension tells no known format",
                     "give .npy, .wav, .png, .jpg or .bmp"};
}

}  // namespace mote::io
