// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Feeds the cases of a job image to the compiled models of this program, in
// their order, and writes the results to the file that the command line names:
// what apps/firmware/runner.cc does with an interpreter.
#include "apps/compiled/model.h"
#include "apps/firmware/job.h"
#include "apps/firmware/stack_gauge.h"
#include "device/core/span.h"
#include "device/core/status.h"

namespace mote::compiled {
namespace {

class Runner {
 public:
  Runner(const Model& model, int file) : model_(model), file_(file) {}

  void run(const job::JobCase& spec) {
    result_.magic = job::kResultMagic;
    result_.arena_bytes = model_.arena_bytes;
    result_.outputs = model_.output_count;
    const uint64_t start = port::instructions();
    model_.reset();
    result_.load_instructions = port::instructions() - start;
    for (uint32_t step = 0; result_.status == 0 && step < spec.steps; ++step) {
      fill_inputs(spec, step);
      invoke();
      if (result_.status != 0) break;
      result_.steps = step + 1;
      port::write(file_, &result_, sizeof(result_));
      send_outputs();
    }
    result_.last = 1;
    port::write(file_, &result_, sizeof(result_));
  }

 private:
  void fill_inputs(const job::JobCase& spec, uint32_t step) {
    const job::JobInput* inputs =
        reinterpret_cast<const job::JobInput*>(port::job() + spec.inputs) +
        step * spec.input_count;
    for (uint32_t i = 0; i < model_.input_count; ++i) {
      copy_bytes(const_cast<void*>(model_.inputs[i].data()),
                 port::job() + inputs[i].data, inputs[i].bytes);
    }
  }

  [[gnu::noinline]] void invoke() {
    StackGauge stack;
    stack.paint();
    const uint64_t start = port::instructions();
    const int status = model_.invoke();
    result_.invoke_instructions = port::instructions() - start;
    result_.invoke_stack_bytes = stack.deepest();
    // A model that gathers ends early and well.
    if (status != static_cast<int>(Status::kEndEarly)) {
      result_.status = static_cast<uint32_t>(status);
    }
  }

  void send_outputs() {
    for (uint32_t i = 0; i < model_.output_count; ++i) {
      const Boundary& output = model_.outputs[i];
      job::ResultTensor header = {output.type, output.rank, {}, output.bytes};
      for (int d = 0; d < 8; ++d) header.dims[d] = output.dims[d];
      port::write(file_, &header, sizeof(header));
      port::write(file_, output.data(), output.bytes);
      constexpr uint8_t kZeros[4] = {};
      port::write(file_, kZeros, -output.bytes % 4);
    }
  }

  const Model& model_;
  int file_;
  job::ResultHeader result_ = {};
};

int run_job() {
  const job::JobHeader* header =
      reinterpret_cast<const job::JobHeader*>(port::job());
  char line[256];
  if (header->magic != job::kMagic ||
      port::command_line(line, sizeof(line)) == 0) {
    return 2;
  }
  const char* path = line;
  while (*path != 0 && *path != ' ') ++path;
  while (*path == ' ') ++path;
  const int file = port::create(path);
  if (file < 0) return 2;
  const job::JobCase* cases = reinterpret_cast<const job::JobCase*>(header + 1);
  for (uint32_t i = 0; i < header->cases; ++i) {
    Runner(kModels[i], file).run(cases[i]);
  }
  port::close(file);
  return 0;
}

}  // namespace
}  // namespace mote::compiled

int main() { return mote::compiled::run_job(); }
