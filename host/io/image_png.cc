// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <png.h>

#include "host/base/text.h"
#include "host/io/image.h"

namespace mote::io {

base::Result<Image> decode_png(std::span<const uint8_t> bytes, int channels) {
  png_image png = {};
  png.version = PNG_IMAGE_VERSION;
  const auto failed = [&] {
    const base::Error error = {
        "", base::text("the PNG cannot be read: ", png.message),
        "save it again"};
    png_image_free(&png);
    return error;
  };
  if (!png_image_begin_read_from_memory(&png, bytes.data(), bytes.size())) {
    return failed();
  }
  constexpr uint64_t kMost = 1 << 26;
  if (static_cast<uint64_t>(png.width) * png.height > kMost) {
    png_image_free(&png);
    return base::Error{"", "the picture has more than 67,108,864 pixels",
                       "make it smaller"};
  }
  png.format = channels == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
  Image image = {static_cast<int32_t>(png.height),
                 static_cast<int32_t>(png.width), channels,
                 base::Bytes(PNG_IMAGE_SIZE(png))};
  const png_color black = {0, 0, 0};
  if (!png_image_finish_read(&png, &black, image.pixels.data(), 0, nullptr)) {
    return failed();
  }
  return image;
}

}  // namespace mote::io
