// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <cstdlib>

#include "device/core/span.h"
#include "host/io/image.h"

namespace mote::io {
namespace {

constexpr size_t kFileHeader = 14;

struct Bmp {
  uint32_t pixels_at;
  uint32_t header_bytes;
  int32_t width;
  int32_t height;  // negative: rows from the top
  uint16_t bits;
  uint32_t compression;

  size_t row_bytes() const {
    return (static_cast<size_t>(width) * bits + 31) / 32 * 4;
  }
  size_t palette_at() const { return kFileHeader + header_bytes; }
};

base::Error damaged() {
  return {"", "the BMP is damaged or cut short", "save it again"};
}

// Blue, green and red of a pixel; null when its palette entry is not there.
const uint8_t* color(const Bmp& bmp, std::span<const uint8_t> bytes,
                     const uint8_t* row, int32_t x) {
  const size_t at = static_cast<size_t>(x) * (bmp.bits / 8);
  if (bmp.bits != 8) return row + at;
  const size_t entry = bmp.palette_at() + 4u * row[at];
  return entry + 4 <= bmp.pixels_at && entry + 4 <= bytes.size()
             ? bytes.data() + entry : nullptr;
}

}  // namespace

base::Result<Image> decode_bmp(std::span<const uint8_t> bytes, int channels) {
  if (bytes.size() < kFileHeader + 40) return damaged();
  const uint8_t* p = bytes.data();
  const Bmp bmp = {load_unaligned<uint32_t>(p + 10),
                   load_unaligned<uint32_t>(p + 14),
                   load_unaligned<int32_t>(p + 18),
                   load_unaligned<int32_t>(p + 22),
                   load_unaligned<uint16_t>(p + 28),
                   load_unaligned<uint32_t>(p + 30)};
  const bool plain = bmp.compression == 0 ||
                     (bmp.compression == 3 && bmp.bits == 32);
  if (!plain || (bmp.bits != 8 && bmp.bits != 24 && bmp.bits != 32)) {
    return base::Error{"", "this kind of BMP is not supported",
                       "save it with 24 bits a pixel, uncompressed"};
  }
  const int64_t height = std::abs(static_cast<int64_t>(bmp.height));
  if (bmp.width <= 0 || height == 0 || bmp.width > (1 << 26) / height ||
      bmp.header_bytes > bytes.size() || bmp.pixels_at > bytes.size() ||
      (bytes.size() - bmp.pixels_at) / bmp.row_bytes() <
          static_cast<uint64_t>(height)) {
    return damaged();
  }
  Image image = {static_cast<int32_t>(height), bmp.width, channels, {}};
  for (int32_t y = 0; y < image.height; ++y) {
    const int32_t line = bmp.height < 0 ? y : image.height - 1 - y;
    const uint8_t* row =
        p + bmp.pixels_at + bmp.row_bytes() * static_cast<size_t>(line);
    for (int32_t x = 0; x < bmp.width; ++x) {
      const uint8_t* c = color(bmp, bytes, row, x);
      if (c == nullptr) return damaged();
      if (channels == 3) {
        image.pixels.insert(image.pixels.end(), {c[2], c[1], c[0]});
      } else {
        // The weights of luma (BT.601), in 1/1000.
        const int grey = (299 * c[2] + 587 * c[1] + 114 * c[0] + 500) / 1000;
        image.pixels.push_back(static_cast<uint8_t>(grey));
      }
    }
  }
  return image;
}

}  // namespace mote::io
