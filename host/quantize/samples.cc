// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/samples.h"

#include <algorithm>

#include "host/base/text.h"
#include "host/io/archive.h"
#include "host/io/input.h"
#include "host/io/npy.h"
#include "host/run/feed.h"

namespace mote::quantize {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::Result;
using base::text;

// How many inputs of this kind the array holds along its first axis; 0: it
// holds none. [n,...] fits an input [1,...] as well as one of [...].
size_t samples_in(const io::Array& array, const io::TensorSpec& spec) {
  const size_t elements = spec.elements();
  if (elements == 0 || array.shape.empty()) return 0;
  const std::vector<int32_t> rest(array.shape.begin() + 1, array.shape.end());
  std::vector<int32_t> sample = spec.shape;
  const bool whole = rest == sample;
  if (!sample.empty()) sample.erase(sample.begin());
  if (!whole && rest != sample) return 0;
  return array.size() % elements == 0 ? array.size() / elements : 0;
}

// Elements first..first+n of the array, as the input's type holds them.
base::Bytes slice(const io::Array& array, size_t first,
                  const io::TensorSpec& spec) {
  const size_t count = spec.elements();
  if (array.type == spec.type) {
    const size_t bytes = spec.bytes();
    const auto from =
        array.data.begin() + static_cast<ptrdiff_t>(first / count * bytes);
    return {from, from + static_cast<ptrdiff_t>(bytes)};
  }
  io::Array out = {spec.type, spec.shape, base::Bytes(spec.bytes())};
  for (size_t i = 0; i < count; ++i) {
    io::set_real(out, i, io::real_at(array, first + i));
  }
  return std::move(out.data);
}

bool convertible(Type from, Type to) {
  const bool numbers = io::is_float(from) || io::is_integer(from);
  return from == to || (numbers && io::is_float(to)) ||
         (io::is_integer(from) && io::is_integer(to));
}

struct Source {
  std::string where;
  const io::Array* array;  // for input i
};

Result<Samples> cut(const std::vector<io::TensorSpec>& inputs,
                    const std::vector<Source>& sources) {
  Samples samples;
  for (size_t i = 0; i < inputs.size(); ++i) {
    const io::Array& array = *sources[i].array;
    const io::TensorSpec& spec = inputs[i];
    const size_t count = samples_in(array, spec);
    if (count == 0 || !convertible(array.type, spec.type)) {
      const io::TensorSpec given = {"", array.type, array.shape, 0, 0};
      return Error{sources[i].where,
                   text("it holds ", given.kind(), " and input ", i, " ('",
                        spec.name, "') takes ", spec.kind()),
                   "give an array with one such sample at each index of its "
                   "first axis"};
    }
    if (i != 0 && count != samples.size()) {
      return Error{sources[i].where,
                   text("it holds ", base::counted(count, "sample"), " and ",
                        sources[0].where, " ", samples.size()),
                   "give as many for each input"};
    }
    samples.resize(count);
    for (size_t s = 0; s < count; ++s) {
      samples[s].push_back(slice(array, s * spec.elements(), spec));
    }
  }
  return samples;
}

Result<Samples> read_archive(const std::vector<io::TensorSpec>& inputs,
                             const fs::path& path) {
  const auto arrays = io::read_npz(path);
  if (!arrays.ok()) return arrays.error();
  if (arrays.value().size() < inputs.size()) {
    return Error{path.string(),
                 text("it holds ",
                      base::counted(arrays.value().size(), "array"),
                      " and the model has ",
                      base::counted(inputs.size(), "input")),
                 "give an array for each"};
  }
  std::vector<Source> sources;
  auto next = arrays.value().begin();
  for (const io::TensorSpec& input : inputs) {
    const auto named = arrays.value().find(input.name);
    const auto& [name, array] = named == arrays.value().end() ? *next : *named;
    sources.push_back({text(path.string(), ", '", name, "'"), &array});
    ++next;
  }
  return cut(inputs, sources);
}

Result<Samples> read_folder(const run::ModelFile& model,
                            const fs::path& folder) {
  const Result<std::vector<fs::path>> steps = run::step_folders(folder);
  if (!steps.ok()) return steps.error();
  Samples samples;
  for (const fs::path& step : steps.value()) {
    auto read = run::read_step_folder(model, step);
    if (!read.ok()) return read.error();
    samples.push_back(std::move(read).value());
  }
  if (!samples.empty()) return samples;
  std::vector<fs::path> files;
  std::error_code ignored;
  const auto known = io::input_extensions();
  for (const auto& item : fs::directory_iterator(folder, ignored)) {
    const std::string extension = item.path().extension().string();
    if (std::find(known.begin(), known.end(), extension) != known.end()) {
      files.push_back(item.path());
    }
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    auto read = run::read_step(model, {file});
    if (!read.ok()) return read.error();
    samples.push_back(std::move(read).value());
  }
  return samples;
}

}  // namespace

Result<Samples> read_samples(const run::ModelFile& model,
                             const fs::path& path) {
  const std::vector<io::TensorSpec> inputs = model.inputs();
  std::error_code ignored;
  Result<Samples> samples = Samples();
  if (fs::is_directory(path, ignored)) {
    samples = read_folder(model, path);
  } else if (path.extension() == ".npz") {
    samples = read_archive(inputs, path);
  } else {
    const Result<io::Array> array = io::read_npy(path);
    if (!array.ok()) return array.error();
    if (inputs.size() != 1) {
      return Error{path.string(),
                   text("it is one array and the model has ", inputs.size(),
                        " inputs"),
                   "give an .npz file with an array for each"};
    }
    samples = cut(inputs, {{path.string(), &array.value()}});
  }
  if (samples.ok() && samples.value().empty()) {
    return Error{path.string(), "it holds no samples",
                 "give at least one; a hundred are usual"};
  }
  return samples;
}

}  // namespace mote::quantize
