// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/samples.h"

#include <algorithm>

#include "host/base/text.h"
#include "host/io/archive.h"
#include "host/io/input.h"
#include "host/io/npy.h"

namespace mote::quantize {
namespace {

using base::Error;
using base::Result;
namespace fs = std::filesystem;

// The elements first to first + count as the tensor's type.
base::Bytes elements(const io::Array& array, size_t first,
                     const io::TensorSpec& spec) {
  io::Array out{spec.type, spec.shape, base::Bytes(spec.bytes())};
  for (size_t i = 0; i < spec.elements(); ++i) {
    io::set_real(out, i, io::real_at(array, first + i));
  }
  return std::move(out.data);
}

// One array for each input, with all samples one after the other.
Result<std::vector<run::Step>> split(const std::vector<io::Array>& arrays,
                                     const std::vector<io::TensorSpec>& inputs,
                                     const std::string& where) {
  size_t count = 0;
  for (size_t i = 0; i < inputs.size(); ++i) {
    const size_t each = std::max<size_t>(inputs[i].elements(), 1);
    const size_t samples = arrays[i].size() / each;
    const bool readable = io::is_float(arrays[i].type) ||
                          io::is_integer(arrays[i].type);
    if (!readable || samples == 0 || arrays[i].size() % each != 0 ||
        (i > 0 && samples != count)) {
      return Error{where,
                   base::text("an array of shape ",
                              base::shape_text(arrays[i].shape), " does not "
                              "hold samples of ", inputs[i].kind(),
                              " for the input '", inputs[i].name, "'"),
                   "let its first dimension count the samples"};
    }
    count = samples;
  }
  std::vector<run::Step> out(count);
  for (size_t s = 0; s < count; ++s) {
    for (size_t i = 0; i < inputs.size(); ++i) {
      out[s].push_back(
          elements(arrays[i], s * inputs[i].elements(), inputs[i]));
    }
  }
  return out;
}

Result<std::vector<run::Step>> read_archive(
    const fs::path& path, const std::vector<io::TensorSpec>& inputs) {
  auto read = io::read_npz(path);
  if (!read.ok()) return read.error();
  std::map<std::string, io::Array>& named = read.value();
  if (named.size() < inputs.size()) {
    return Error{path.string(),
                 base::text("it holds ", base::counted(named.size(), "array"),
                            " and the model has ",
                            base::counted(inputs.size(), "input")),
                 "store one array for each input, by its name"};
  }
  const bool by_name = std::ranges::all_of(inputs, [&](const auto& input) {
    return named.contains(input.name);
  });
  std::vector<io::Array> arrays;
  auto next = named.begin();
  for (const io::TensorSpec& input : inputs) {
    arrays.push_back(std::move(by_name ? named[input.name]
                                       : (next++)->second));
  }
  return split(arrays, inputs, path.string());
}

Result<std::vector<run::Step>> read_folder(
    const fs::path& path, const std::vector<io::TensorSpec>& inputs) {
  if (inputs.size() != 1) {
    return Error{path.string(), "a folder gives one input and the model has " +
                                    std::to_string(inputs.size()),
                 "use an .npz file"};
  }
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(path, error)) {
    std::string extension = entry.path().extension().string();
    std::ranges::transform(extension, extension.begin(), [](unsigned char c) {
      return static_cast<char>(std::tolower(c));
    });
    const auto known = io::input_extensions();
    if (std::ranges::find(known, extension) != known.end()) {
      files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  std::vector<run::Step> out;
  for (const fs::path& file : files) {
    const Result<io::Array> array = io::read_input(file, inputs.front());
    if (!array.ok()) return array.error();
    auto steps = split({array.value()}, inputs, file.string());
    if (!steps.ok()) return steps.error();
    std::ranges::move(steps.value(), std::back_inserter(out));
  }
  if (out.empty()) {
    return Error{path.string(), "no file in it is a sample",
                 "put .npy, .wav or picture files there"};
  }
  return out;
}

}  // namespace

Result<std::vector<run::Step>> read_samples(
    const fs::path& path, const std::vector<io::TensorSpec>& inputs) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) return read_folder(path, inputs);
  if (path.extension() == ".npz") return read_archive(path, inputs);
  const Result<io::Array> array = io::read_npy(path);
  if (!array.ok()) return array.error();
  if (inputs.size() != 1) {
    return Error{path.string(), "an .npy file gives one input and the model "
                                "has " + std::to_string(inputs.size()),
                 "use an .npz file"};
  }
  return split({array.value()}, inputs, path.string());
}

}  // namespace mote::quantize
