// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/io/wav.h"

#include <sndfile.h>

#include <memory>

#include "host/base/text.h"

namespace mote::io {
namespace {

using base::Error;
using base::Result;

struct Close {
  void operator()(SNDFILE* file) const { sf_close(file); }
};

// Reads all elements of the array; false when the file ends before.
bool read_samples(SNDFILE* file, const TensorSpec& spec, Array& array) {
  const sf_count_t count = static_cast<sf_count_t>(array.size());
  if (spec.type == Type::kInt16) {
    std::vector<int16_t> samples(array.size());
    if (sf_read_short(file, samples.data(), count) != count) return false;
    for (size_t i = 0; i < samples.size(); ++i) set_real(array, i, samples[i]);
    return true;
  }
  std::vector<float> samples(array.size());
  if (sf_read_float(file, samples.data(), count) != count) return false;
  const bool quantized = spec.type != Type::kFloat32;
  for (size_t i = 0; i < samples.size(); ++i) {
    set_real(array, i, quantized ? samples[i] / spec.scale +
                                       static_cast<float>(spec.zero_point)
                                 : samples[i]);
  }
  return true;
}

}  // namespace

Result<Array> read_wav(const std::filesystem::path& path,
                       const TensorSpec& spec) {
  const bool direct = spec.type == Type::kInt16 || spec.type == Type::kFloat32;
  const bool bytes = spec.type == Type::kInt8 || spec.type == Type::kUInt8;
  if (!direct && !(bytes && spec.scale > 0)) {
    return Error{path.string(), "a sound cannot fill input '" + spec.name +
                 "' of " + spec.kind(),
                 "give an .npy file of that type and shape"};
  }
  SF_INFO info = {};
  const std::unique_ptr<SNDFILE, Close> file(
      sf_open(path.c_str(), SFM_READ, &info));
  if (file == nullptr) {
    return Error{path.string(), base::text("it cannot be read as sound: ",
                                           sf_strerror(nullptr)),
                 "check the path and the format"};
  }
  if (info.channels != 1) {
    return Error{path.string(),
                 base::text("it has ", info.channels, " channels"),
                 "mix it down to one"};
  }
  Array array = {spec.type, spec.shape, base::Bytes(spec.bytes())};
  if (!read_samples(file.get(), spec, array)) {
    return Error{path.string(),
                 base::text("it has ", base::grouped(
                                static_cast<uint64_t>(info.frames)),
                            " samples and input '", spec.name, "' takes ",
                            base::grouped(array.size())),
                 "give a longer recording"};
  }
  return array;
}

}  // namespace mote::io
