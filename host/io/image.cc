// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/io/image.h"

#include <algorithm>
#include <cmath>

namespace mote::io {
namespace {

using base::Error;
using base::Result;

// Where a position between two pixels lies.
struct Between {
  int32_t low, high;
  float part;  // of the way from low to high
};

Between between(int32_t to, int32_t from_size, int32_t to_size) {
  const float scale =
      static_cast<float>(from_size) / static_cast<float>(to_size);
  const float at = std::clamp((static_cast<float>(to) + 0.5f) * scale - 0.5f,
                              0.0f, static_cast<float>(from_size - 1));
  const int32_t low = static_cast<int32_t>(at);
  return {low, std::min(low + 1, from_size - 1),
          at - static_cast<float>(low)};
}

bool starts_with(const base::Bytes& bytes, std::string_view magic) {
  return bytes.size() >= magic.size() &&
         std::equal(magic.begin(), magic.end(), bytes.begin(),
                    [](char a, uint8_t b) {
                      return static_cast<uint8_t>(a) == b;
                    });
}

// By what the file holds, whatever it is called.
Result<Image> decode(const base::Bytes& bytes, int channels) {
  if (starts_with(bytes, "\x89PNG")) return decode_png(bytes, channels);
  if (starts_with(bytes, "\xff\xd8")) return decode_jpeg(bytes, channels);
  if (starts_with(bytes, "BM")) return decode_bmp(bytes, channels);
  return Error{"", "this is no PNG, JPEG or BMP picture",
               "save it as one of these"};
}

}  // namespace

Image resize(const Image& image, int32_t height, int32_t width) {
  Image out = {height, width, image.channels, {}};
  for (int32_t y = 0; y < height; ++y) {
    const Between v = between(y, image.height, height);
    for (int32_t x = 0; x < width; ++x) {
      const Between h = between(x, image.width, width);
      for (int32_t c = 0; c < image.channels; ++c) {
        const auto row = [&](int32_t at) {
          const float low = image.at(at, h.low, c);
          return low + (image.at(at, h.high, c) - low) * h.part;
        };
        const float value = row(v.low) + (row(v.high) - row(v.low)) * v.part;
        out.pixels.push_back(static_cast<uint8_t>(std::lround(value)));
      }
    }
  }
  return out;
}

Result<Array> read_image(const std::filesystem::path& path,
                         const TensorSpec& spec) {
  const size_t rank = spec.shape.size();
  const bool whole = rank == 3 || (rank == 4 && spec.shape[0] == 1);
  const bool known = contains(
      types(Type::kFloat32, Type::kInt8, Type::kUInt8), spec.type);
  const int32_t channels = whole ? spec.shape[rank - 1] : 0;
  if (!known || (channels != 1 && channels != 3) || spec.elements() == 0) {
    return Error{path.string(), "a picture cannot fill input '" + spec.name +
                 "' of " + spec.kind(),
                 "give an .npy file of that type and shape"};
  }
  const Result<base::Bytes> bytes = base::read_file(path);
  if (!bytes.ok()) return bytes.error();
  Result<Image> decoded = decode(bytes.value(), channels);
  if (!decoded.ok()) {
    return Error{path.string(), decoded.error().what, decoded.error().cure};
  }
  const int32_t height = spec.shape[rank - 3];
  const int32_t width = spec.shape[rank - 2];
  Image image = std::move(decoded).value();
  if (image.height != height || image.width != width) {
    image = resize(image, height, width);
  }
  Array array = {spec.type, spec.shape, base::Bytes(spec.bytes())};
  for (size_t i = 0; i < image.pixels.size(); ++i) {
    const double pixel = image.pixels[i];
    set_real(array, i, spec.type == Type::kFloat32 ? pixel / 255
                       : spec.type == Type::kInt8  ? pixel - 128 : pixel);
  }
  return array;
}

}  // namespace mote::io
