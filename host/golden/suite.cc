// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/golden/suite.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "host/base/text.h"
#include "host/io/npy.h"
#include "host/run/feed.h"

namespace mote::golden {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::Result;
using base::text;
using Outputs = std::vector<io::Array>;

// A case read from its folder.
struct Loaded {
  run::Case input;
  std::vector<Outputs> golden;  // by step
};

Result<Outputs> read_outputs(const fs::path& folder, size_t count) {
  Outputs outputs;
  for (size_t i = 0; i < count; ++i) {
    Result<io::Array> array = io::read_npy(folder / text("out", i, ".npy"));
    if (!array.ok()) return array.error();
    outputs.push_back(std::move(array).value());
  }
  return outputs;
}

Result<Loaded> load(const Entry& entry, run::ModelFile::Pointer model) {
  Result<std::vector<fs::path>> steps = run::step_folders(entry.folder);
  if (!steps.ok()) return steps.error();
  if (steps->empty()) steps->push_back(entry.folder);
  Loaded loaded;
  for (const fs::path& folder : *steps) {
    Result<run::Step> step = run::read_step_folder(*model, folder);
    if (!step.ok()) return step.error();
    Result<Outputs> golden = read_outputs(folder, model->outputs().size());
    if (!golden.ok()) return golden.error();
    loaded.input.steps.push_back(std::move(step).value());
    loaded.golden.push_back(std::move(golden).value());
  }
  loaded.input.model = std::move(model);
  return loaded;
}

// Whether the gate keeps this output out of the comparison.
bool gated(const Entry& entry, const Outputs& golden, const std::string& name) {
  if (!entry.gate || entry.gate->data != name) return false;
  for (size_t i = 0; i < golden.size(); ++i) {
    if (text("out", i) != entry.gate->flag || golden[i].size() == 0) continue;
    return io::real_at(golden[i], 0) == 0;
  }
  return false;
}

// What is wrong with the first output that differs.
std::string judge(const Entry& entry, const std::vector<Outputs>& golden,
                  const std::vector<Outputs>& outputs) {
  for (size_t step = 0; step < golden.size(); ++step) {
    for (size_t i = 0; i < golden[step].size(); ++i) {
      const std::string name = text("out", i);
      if (gated(entry, golden[step], name)) continue;
      const auto range = entry.defined.find(name);
      const auto wrong = difference(
          outputs[step][i], golden[step][i], entry.rule,
          range == entry.defined.end() ? Range() : range->second);
      if (!wrong) continue;
      const std::string place =
          golden.size() == 1 ? name : text("step ", step, ", ", name);
      return place + ": " + *wrong;
    }
  }
  return "";
}

// The cases of one batch, from their folders to their outcomes.
class Batch {
 public:
  Batch(std::span<const Entry> entries, std::span<Outcome> outcomes)
      : entries_(entries), outcomes_(outcomes) {}

  Result<void> run(run::Runner& runner) {
    for (size_t i = 0; i < entries_.size(); ++i) read(i);
    if (cases_.empty()) return {};
    const auto results = runner.run_batch(cases_);
    if (!results.ok()) return results.error();
    for (size_t k = 0; k < cases_.size(); ++k) finish(k, results.value()[k]);
    return {};
  }

 private:
  void read(size_t i) {
    const Entry& entry = entries_[i];
    outcomes_[i].name = entry.name;
    const fs::path path = entry.folder / "model.tflite";
    Result<base::Bytes> bytes = base::read_file(path);
    if (!bytes.ok()) {
      return close(i, Verdict::kFailed, {"model.tflite", bytes.error().what,
                                         bytes.error().cure});
    }
    auto model = run::ModelFile::parse(std::move(bytes).value(),
                                       "model.tflite");
    if (!model.ok()) return close(i, Verdict::kRefused, model.error());
    Result<Loaded> loaded = load(entry, std::move(model).value());
    if (!loaded.ok()) {
      Error error = loaded.error();
      error.where = fs::path(error.where).lexically_relative(entry.folder);
      return close(i, Verdict::kFailed, error);
    }
    cases_.push_back(std::move(loaded->input));
    golden_.push_back(std::move(loaded->golden));
    position_.push_back(i);
  }

  void finish(size_t k, const run::CaseResult& result) {
    const size_t i = position_[k];
    if (result.error) {
      return close(i, result.loaded ? Verdict::kFailed : Verdict::kRefused,
                   *result.error);
    }
    outcomes_[i].reason = judge(entries_[i], golden_[k], result.outputs);
    if (!outcomes_[i].reason.empty()) outcomes_[i].verdict = Verdict::kFailed;
  }

  void close(size_t i, Verdict verdict, const Error& error) {
    outcomes_[i].verdict = verdict;
    outcomes_[i].reason = error.sentence();
  }

  std::span<const Entry> entries_;
  std::span<Outcome> outcomes_;
  // Of the cases that could be read:
  std::vector<run::Case> cases_;
  std::vector<std::vector<Outputs>> golden_;
  std::vector<size_t> position_;  // among the entries
};

}  // namespace

Result<std::vector<Outcome>> run_suite(std::span<const Entry> entries,
                                       run::Runner& runner, int jobs) {
  std::vector<Outcome> outcomes(entries.size());
  const size_t size = std::max<size_t>(runner.batch_size(), 1);
  std::atomic<size_t> next = 0;
  std::mutex mutex;
  std::optional<Error> failure;
  const auto work = [&] {
    for (;;) {
      const size_t first = next.fetch_add(size);
      if (first >= entries.size()) return;
      const size_t count = std::min(size, entries.size() - first);
      Batch batch(entries.subspan(first, count),
                  std::span(outcomes).subspan(first, count));
      const Result<void> done = batch.run(runner);
      if (done.ok()) continue;
      const std::lock_guard lock(mutex);
      failure = done.error();
      next = entries.size();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (int i = 1; i < jobs; ++i) threads.emplace_back(work);
    work();
  }
  if (failure) return *failure;
  return outcomes;
}

}  // namespace mote::golden
