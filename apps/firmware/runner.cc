// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Runs the cases of a job image and writes their results to the file that the
// command line names.
#include "apps/firmware/job.h"
#include "apps/firmware/stack_gauge.h"
#include "device/ops/all.h"
#include "device/runtime/interpreter.h"
#include "ports/common/mark.h"
#include "ports/common/port.h"
#include "ports/common/print.h"

namespace mote {
namespace {

class Runner {
 public:
  Runner(const uint8_t* job, int file) : job_(job), file_(file) {}
  void run(const job::JobCase& spec);

 private:
  void load(const job::JobCase& spec);
  bool fill_inputs(const job::JobCase& spec, uint32_t step);
  void invoke();
  void send_outputs();
  template <class T>
  const T* at(uint32_t offset) const {
    return reinterpret_cast<const T*>(job_ + offset);
  }

  const uint8_t* job_;
  int file_;
  Interpreter interpreter_;
  job::ResultHeader result_ = {};
};

[[gnu::noinline]] void Runner::load(const job::JobCase& spec) {
  const port::Region region =
      spec.fast_ram != 0 ? port::ram() : port::large_ram();
  size_t size = region.size;
  if (spec.arena_bytes != 0 && spec.arena_bytes < size) size = spec.arena_bytes;
  LoadOptions options;
  options.plans = &kPlanReader;
  options.keep_tables = spec.keep_tables != 0;
  StackGauge stack;
  stack.paint();
  const uint64_t start = port::instructions();
  const Fault fault = interpreter_.load(
      {at<uint8_t>(spec.model), spec.model_bytes}, ops::kOps<ops::All>,
      {region.data, size}, options);
  result_.load_instructions = port::instructions() - start;
  result_.load_stack_bytes = stack.deepest();
  result_.status = static_cast<uint32_t>(fault.status);
  result_.op = fault.op;
  result_.tensor = fault.tensor;
  result_.missing_bytes = fault.bytes;
}

void mark(void*, int) { port::mark(); }

bool Runner::fill_inputs(const job::JobCase& spec, uint32_t step) {
  if (spec.input_count != static_cast<uint32_t>(interpreter_.inputs())) {
    return false;
  }
  const job::JobInput* inputs =
      at<job::JobInput>(spec.inputs) + step * spec.input_count;
  for (int i = 0; i < interpreter_.inputs(); ++i) {
    const Tensor tensor = interpreter_.input(i);
    if (tensor.bytes != inputs[i].bytes) return false;
    copy_bytes(const_cast<void*>(tensor.data), at<uint8_t>(inputs[i].data),
               tensor.bytes);
  }
  return true;
}

[[gnu::noinline]] void Runner::invoke() {
  StackGauge stack;
  stack.paint();
  const uint64_t start = port::instructions();
  const Status status = interpreter_.invoke();
  result_.invoke_instructions = port::instructions() - start;
  result_.invoke_stack_bytes = stack.deepest();
  result_.status = static_cast<uint32_t>(status);
  if (status != Status::kOk) result_.op = interpreter_.faulty_op();
}

void Runner::send_outputs() {
  for (int i = 0; i < interpreter_.outputs(); ++i) {
    const Tensor tensor = interpreter_.output(i);
    job::ResultTensor header = {};
    header.type = static_cast<uint32_t>(tensor.type);
    header.rank = static_cast<uint32_t>(tensor.shape.rank);
    for (int d = 0; d < tensor.shape.rank; ++d) {
      header.dims[d] = tensor.shape[d];
    }
    header.bytes = tensor.bytes;
    port::write(file_, &header, sizeof(header));
    port::write(file_, tensor.data, tensor.bytes);
    constexpr uint8_t kZeros[4] = {};
    port::write(file_, kZeros, -tensor.bytes % 4);
  }
}

void Runner::run(const job::JobCase& spec) {
  result_ = {};
  result_.magic = job::kResultMagic;
  load(spec);
  if (spec.marks != 0) interpreter_.set_hook({&mark, &mark, nullptr});
  result_.interpreter_bytes = sizeof(Interpreter);
  if (result_.status == 0) {
    result_.arena_bytes = interpreter_.arena_used();
    result_.planned = interpreter_.planned() ? 1 : 0;
    result_.outputs = static_cast<uint32_t>(interpreter_.outputs());
  }
  for (uint32_t step = 0; result_.status == 0 && step < spec.steps; ++step) {
    if (!fill_inputs(spec, step)) {
      result_.status = static_cast<uint32_t>(Status::kWrongShape);
      break;
    }
    invoke();
    if (result_.status != 0) break;
    result_.steps = step + 1;
    port::write(file_, &result_, sizeof(result_));
    send_outputs();
  }
  result_.last = 1;
  port::write(file_, &result_, sizeof(result_));
}

int run_job() {
  const job::JobHeader* header =
      reinterpret_cast<const job::JobHeader*>(port::job());
  if (header->magic != job::kMagic) {
    port::print("no job image; place one with the emulator's loader\n");
    return 2;
  }
  char line[256];
  if (port::command_line(line, sizeof(line)) == 0) return 2;
  const char* path = line;
  while (*path != 0 && *path != ' ') ++path;
  while (*path == ' ') ++path;
  const int file = port::create(path);
  if (file < 0) return 2;
  const job::JobCase* cases =
      reinterpret_cast<const job::JobCase*>(header + 1);
  for (uint32_t i = 0; i < header->cases; ++i) {
    Runner(port::job(), file).run(cases[i]);
  }
  port::close(file);
  return 0;
}

}  // namespace
}  // namespace mote

int main() { return mote::run_job(); }
