// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Pictures as input tensors.
#ifndef MOTE_HOST_IO_IMAGE_H_
#define MOTE_HOST_IO_IMAGE_H_

#include "host/io/array.h"

namespace mote::io {

// Pixels in rows from the top, channels (1 grey, 3 red green blue) inner.
struct Image {
  int32_t height = 0;
  int32_t width = 0;
  int32_t channels = 0;
  base::Bytes pixels;

  uint8_t at(int32_t y, int32_t x, int32_t c) const {
    return pixels[static_cast<size_t>((y * width + x) * channels + c)];
  }
};

// Decode a file with the channels asked for; transparency is dropped. At most
// 2^26 pixels.
base::Result<Image> decode_png(std::span<const uint8_t> bytes, int channels);
base::Result<Image> decode_jpeg(std::span<const uint8_t> bytes, int channels);
// Uncompressed, 24 or 32 bits a pixel, or 8 with a palette.
base::Result<Image> decode_bmp(std::span<const uint8_t> bytes, int channels);

// Bilinear between the centres of the pixels.
Image resize(const Image& image, int32_t height, int32_t width);

// Fills a tensor [h,w,c] or [1,h,w,c], c 1 or 3; a picture of another size is
// resized to it. float32: 0..1. int8 and uint8: 0..255 becomes the whole range
// of the type, which is right for models quantized over the range of a pixel,
// be it trained on 0..1, -1..1 or 0..255.
base::Result<Array> read_image(const std::filesystem::path& path,
                               const TensorSpec& spec);

}  // namespace mote::io

#endif  // MOTE_HOST_IO_IMAGE_H_
