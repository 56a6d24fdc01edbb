// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/io/image.h"

#include <gtest/gtest.h>
#include <png.h>

#include <cstdio>

#include <jpeglib.h>

#include "tests/temp_folder.h"

namespace mote::io {
namespace {

// Two rows of two pixels: red, green; blue, white.
const base::Bytes kPixels = {255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255};

base::Bytes png() {
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  image.width = image.height = 2;
  image.format = PNG_FORMAT_RGB;
  png_alloc_size_t size = 0;
  png_image_write_to_memory(&image, nullptr, &size, 0, kPixels.data(), 0,
                            nullptr);
  base::Bytes out(size);
  png_image_write_to_memory(&image, out.data(), &size, 0, kPixels.data(), 0,
                            nullptr);
  return out;
}

base::Bytes jpeg(uint8_t grey) {
  jpeg_compress_struct info = {};
  jpeg_error_mgr errors;
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  unsigned char* memory = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &memory, &size);
  info.image_width = info.image_height = 8;
  info.input_components = 1;
  info.in_color_space = JCS_GRAYSCALE;
  jpeg_set_defaults(&info);
  jpeg_start_compress(&info, TRUE);
  base::Bytes row(8, grey);
  JSAMPROW rows[] = {row.data()};
  for (int y = 0; y < 8; ++y) jpeg_write_scanlines(&info, rows, 1);
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  const base::Bytes out(memory, memory + size);
  std::free(memory);
  return out;
}

// kPixels with 24 bits a pixel, from the bottom.
base::Bytes bmp() {
  base::Bytes out(54);
  out[0] = 'B', out[1] = 'M', out[10] = 54, out[14] = 40;
  out[18] = out[22] = 2, out[26] = 1, out[28] = 24;
  const base::Bytes rows = {255, 0, 0, 255, 255, 255, 0, 0,
                            0, 0, 255, 0, 255, 0, 0, 0};
  out.insert(out.end(), rows.begin(), rows.end());
  return out;
}

TEST(Image, DecodesPng) {
  const auto image = decode_png(png(), 3);
  ASSERT_TRUE(image.ok()) << image.error().sentence();
  EXPECT_EQ(image.value().pixels, kPixels);
}

TEST(Image, DecodesJpeg) {
  const auto image = decode_jpeg(jpeg(100), 3);
  ASSERT_TRUE(image.ok()) << image.error().sentence();
  EXPECT_EQ(image.value().pixels, base::Bytes(8 * 8 * 3, 100));
}

TEST(Image, DecodesBmpFromTheBottom) {
  const auto image = decode_bmp(bmp(), 3);
  ASSERT_TRUE(image.ok()) << image.error().sentence();
  EXPECT_EQ(image.value().pixels, kPixels);
}

TEST(Image, RefusesEveryShorterBmp) {
  const base::Bytes whole = bmp();
  for (size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(decode_bmp(std::span(whole).first(size), 3).ok()) << size;
  }
}

TEST(Image, RefusesDamagedFiles) {
  base::Bytes half = png();
  half.resize(half.size() / 2);
  EXPECT_FALSE(decode_png(half, 3).ok());
  EXPECT_FALSE(decode_jpeg(base::Bytes{0xff, 0xd8, 1, 2}, 3).ok());
}

TEST(Image, ResizingBlendsNeighbours) {
  const Image image = {1, 2, 1, {0, 100}};
  EXPECT_EQ(resize(image, 1, 1).pixels, base::Bytes{50});
  EXPECT_EQ(resize(image, 2, 4).pixels,
            (base::Bytes{0, 25, 75, 100, 0, 25, 75, 100}));
}

TEST(Image, PixelsFillTheWholeRangeOfTheType) {
  const tests::TempFolder folder;
  const auto path = folder.path() / "a.png";
  ASSERT_TRUE(base::write_file(path, png()).ok());
  const auto value = [&](Type type, size_t i) {
    const auto array = read_image(path, {"x", type, {1, 2, 2, 3}, 0, 0});
    return array.ok() ? real_at(array.value(), i) : 1e9;
  };
  EXPECT_EQ(value(Type::kInt8, 0), 127);
  EXPECT_EQ(value(Type::kInt8, 1), -128);
  EXPECT_EQ(value(Type::kUInt8, 0), 255);
  EXPECT_EQ(value(Type::kFloat32, 0), 1);
}

TEST(Image, FillsOnlyTensorsOfPixels) {
  const tests::TempFolder folder;
  const auto path = folder.path() / "a.png";
  ASSERT_TRUE(base::write_file(path, png()).ok());
  EXPECT_FALSE(read_image(path, {"x", Type::kInt8, {12}, 0, 0}).ok());
  EXPECT_FALSE(read_image(path, {"x", Type::kInt8, {1, 2, 2, 2}, 0, 0}).ok());
  EXPECT_FALSE(read_image(path, {"x", Type::kInt32, {2, 2, 3}, 0, 0}).ok());
}

}  // namespace
}  // namespace mote::io
