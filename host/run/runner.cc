// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/runner.h"

#include <chrono>

#include "host/base/text.h"

namespace mote::run {
namespace {

CaseResult run_case(const Case& it) {
  CaseResult result;
  base::Result<std::unique_ptr<Session>> loaded =
      Session::load(it.model, it.arena_bytes);
  if (!loaded.ok()) {
    result.error = loaded.error();
    return result;
  }
  Session& session = **loaded;
  result.loaded = true;
  result.arena_bytes = session.arena_bytes();
  result.planned = session.interpreter().planned();
  for (const Step& step : it.steps) {
    const auto start = std::chrono::steady_clock::now();
    auto outputs = session.invoke(step);
    const std::chrono::duration<double> time =
        std::chrono::steady_clock::now() - start;
    if (result.outputs.empty()) result.invoke_seconds = time.count();
    if (!outputs.ok()) {
      result.error = outputs.error();
      return result;
    }
    result.outputs.push_back(std::move(outputs).value());
  }
  return result;
}

}  // namespace

base::Result<std::vector<CaseResult>> HostRunner::run_batch(
    std::span<const Case> cases) {
  std::vector<CaseResult> results;
  for (const Case& it : cases) results.push_back(run_case(it));
  return results;
}

base::Result<Step> fit_inputs(const ModelFile& model,
                              std::vector<io::Array> arrays,
                              const std::vector<std::string>& names) {
  const std::vector<io::TensorSpec> inputs = model.inputs();
  if (arrays.size() != inputs.size()) {
    return base::Error{model.where(),
                       base::text("the model has ",
                                  base::counted(inputs.size(), "input"),
                                  " and is given ", arrays.size()),
                       "give one file for each"};
  }
  Step step;
  for (size_t i = 0; i < inputs.size(); ++i) {
    const io::TensorSpec given = {"", arrays[i].type, arrays[i].shape, 0, 0};
    if (given.type != inputs[i].type || given.shape != inputs[i].shape) {
      return base::Error{names[i],
                         base::text("it holds ", given.kind(), " and input ", i,
                                    " ('", inputs[i].name, "') takes ",
                                    inputs[i].kind()),
                         "give an array of that type and shape"};
    }
    step.push_back(std::move(arrays[i].data));
  }
  return step;
}

}  // namespace mote::run
