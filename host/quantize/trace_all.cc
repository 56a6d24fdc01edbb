// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "host/base/text.h"
#include "host/export/tflite/export.h"
#include "host/quantize/calibrate.h"

namespace mote::quantize {
namespace {

using base::Result;

bool streams(const ir::Module& module) {
  for (const ir::Graph& graph : module.graphs) {
    for (const ir::Node& node : graph.nodes) {
      if (node.op == "SVDF" || node.op == "VAR_HANDLE") return true;
    }
  }
  return false;
}

class Run {
 public:
  Run(const ir::Module& module, run::ModelFile::Pointer file,
      const Samples& samples, const Progress& progress)
      : module_(module), file_(std::move(file)), samples_(samples),
        progress_(progress), streams_(streams(module)),
        parts_(streams_ ? 1 : std::min(kParts, samples.size())) {}

  Result<void> run(const std::function<Watch(size_t)>& watch_of) {
    std::vector<std::thread> threads;
    const size_t count =
        std::min<size_t>(parts_, std::thread::hardware_concurrency());
    for (size_t i = 1; i < count; ++i) {
      threads.emplace_back([&] { work(watch_of); });
    }
    work(watch_of);
    for (std::thread& thread : threads) thread.join();
    if (error_) return *error_;
    return {};
  }

 private:
  void work(const std::function<Watch(size_t)>& watch_of) {
    for (size_t part = next_++; part < parts_; part = next_++) {
      const Result<void> done = run_part(part, watch_of(part));
      if (done.ok()) continue;
      const std::lock_guard lock(mutex_);
      if (!error_) error_ = done.error();
      next_ = parts_;
    }
  }

  Result<void> run_part(size_t part, const Watch& watch) {
    auto tracer = Tracer::make(module_, file_);
    if (!tracer.ok()) return tracer.error();
    const size_t end = samples_.size() * (part + 1) / parts_;
    for (size_t i = samples_.size() * part / parts_; i < end; ++i) {
      if (!streams_) (*tracer)->reset();
      const auto outputs = (*tracer)->run(samples_[i], watch);
      if (!outputs.ok()) return outputs.error();
      const std::lock_guard lock(mutex_);
      ++done_;
      if (progress_) progress_(done_, samples_.size());
    }
    return {};
  }

  const ir::Module& module_;
  const run::ModelFile::Pointer file_;
  const Samples& samples_;
  const Progress& progress_;
  const bool streams_;
  const size_t parts_;
  std::atomic<size_t> next_ = 0;
  std::mutex mutex_;  // of what follows
  size_t done_ = 0;
  std::optional<base::Error> error_;
};

}  // namespace

Result<void> trace_all(const ir::Module& module, const Samples& samples,
                       const std::string& where, const Progress& progress,
                       const std::function<Watch(size_t)>& watch_of) {
  auto bytes = tflite::export_model(module, where);
  if (!bytes.ok()) return bytes.error();
  auto file = run::ModelFile::parse(std::move(bytes).value(), where);
  if (!file.ok()) return file.error();
  return Run(module, std::move(file).value(), samples, progress).run(watch_of);
}

}  // namespace mote::quantize
