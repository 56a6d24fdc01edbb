// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>

#include "host/base/text.h"
#include "host/io/image.h"

namespace mote::io {
namespace {

// libjpeg reports a failure by a function that must not return.
struct Failure {
  jpeg_error_mgr manager;
  std::jmp_buf back;
  char message[JMSG_LENGTH_MAX];
};

[[noreturn]] void fail(j_common_ptr info) {
  Failure* failure = reinterpret_cast<Failure*>(info->err);
  info->err->format_message(info, failure->message);
  std::longjmp(failure->back, 1);
}

void ignore(j_common_ptr) {}

// Between setjmp and a jump back nothing may need a destructor: the picture
// belongs to the caller. False: see failure.message.
bool decode(std::span<const uint8_t> bytes, Failure& failure, Image& image) {
  jpeg_decompress_struct info = {};
  info.err = jpeg_std_error(&failure.manager);
  failure.manager.error_exit = fail;
  failure.manager.output_message = ignore;
  if (setjmp(failure.back) != 0) {
    jpeg_destroy_decompress(&info);
    return false;
  }
  jpeg_create_decompress(&info);
  jpeg_mem_src(&info, bytes.data(), bytes.size());
  jpeg_read_header(&info, TRUE);
  info.out_color_space = image.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_start_decompress(&info);
  constexpr uint64_t kMost = 1 << 26;
  if (static_cast<uint64_t>(info.output_width) * info.output_height > kMost) {
    std::snprintf(failure.message, sizeof(failure.message),
                  "more than 67,108,864 pixels");
    jpeg_destroy_decompress(&info);
    return false;
  }
  image.height = static_cast<int32_t>(info.output_height);
  image.width = static_cast<int32_t>(info.output_width);
  const size_t row = info.output_width *
                     static_cast<size_t>(image.channels);
  image.pixels.resize(row * info.output_height);
  while (info.output_scanline < info.output_height) {
    uint8_t* at = image.pixels.data() + row * info.output_scanline;
    jpeg_read_scanlines(&info, &at, 1);
  }
  jpeg_finish_decompress(&info);
  jpeg_destroy_decompress(&info);
  return true;
}

}  // namespace

base::Result<Image> decode_jpeg(std::span<const uint8_t> bytes, int channels) {
  Failure failure = {};
  Image image;
  image.channels = channels;
  if (decode(bytes, failure, image)) return image;
  return base::Error{"", base::text("the JPEG cannot be read: ",
                                    failure.message),
                     "save it again"};
}

}  // namespace mote::io
