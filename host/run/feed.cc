// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/feed.h"

#include "host/base/text.h"
#include "host/io/input.h"
#include "host/run/random_inputs.h"

namespace mote::run {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::Result;
using base::text;

// The file of this name with whichever extension; empty when there is none.
fs::path find_input(const fs::path& folder, const std::string& name) {
  std::error_code ignored;
  for (const std::string_view extension : io::input_extensions()) {
    const fs::path path = folder / (name + std::string(extension));
    if (fs::exists(path, ignored)) return path;
  }
  return {};
}

}  // namespace

Result<Step> read_step(const ModelFile& model,
                       const std::vector<fs::path>& files) {
  const std::vector<io::TensorSpec> inputs = model.inputs();
  std::vector<io::Array> arrays;
  std::vector<std::string> names;
  for (size_t i = 0; i < files.size(); ++i) {
    // A file too many is reported by its number, not by its content.
    if (i >= inputs.size()) {
      arrays.emplace_back();
      continue;
    }
    Result<io::Array> array = io::read_input(files[i], inputs[i]);
    if (!array.ok()) return array.error();
    arrays.push_back(std::move(array).value());
    names.push_back(files[i].string());
  }
  return fit_inputs(model, std::move(arrays), names);
}

Result<Step> read_step_folder(const ModelFile& model, const fs::path& folder) {
  std::vector<fs::path> files;
  for (size_t i = 0; i < model.inputs().size(); ++i) {
    const std::string name = text("in", i);
    files.push_back(find_input(folder, name));
    if (!files.back().empty()) continue;
    return Error{folder.string(), "there is no " + name + ".npy",
                 text("put a file for each of the ",
                      base::counted(model.inputs().size(), "input"), " there")};
  }
  return read_step(model, files);
}

Result<std::vector<fs::path>> step_folders(const fs::path& folder) {
  std::error_code ignored;
  std::vector<fs::path> steps;
  for (;;) {
    const fs::path next = folder / text("step", steps.size());
    if (!fs::is_directory(next, ignored)) break;
    steps.push_back(next);
  }
  size_t named = 0;
  for (const auto& item : fs::directory_iterator(folder, ignored)) {
    const std::string name = item.path().filename().string();
    const bool number = name.size() > 4 && name.starts_with("step") &&
                        name.find_first_not_of("0123456789", 4) == name.npos;
    if (number && item.is_directory(ignored)) ++named;
  }
  if (named != steps.size()) {
    return Error{folder.string(), text("there is no step", steps.size(),
                                       " beside later steps"),
                 "number the steps from 0 without a gap"};
  }
  return steps;
}

Result<Step> random_step(const ModelFile& model, uint64_t seed) {
  std::mt19937_64 source(seed);
  Step step;
  for (const io::TensorSpec& spec : model.inputs()) {
    Result<io::Array> array = random_array(spec, source);
    if (!array.ok()) return array.error();
    step.push_back(std::move(array->data));
  }
  return step;
}

}  // namespace mote::run
