// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// One model loaded into one interpreter on the host.
#ifndef MOTE_HOST_RUN_SESSION_H_
#define MOTE_HOST_RUN_SESSION_H_

#include <cstdlib>

#include "device/runtime/interpreter.h"
#include "host/run/strings.h"

namespace mote::run {

// Elements of one tensor as the device holds them; texts as io/text_array.h.
using Step = std::vector<base::Bytes>;

class Session {
 public:
  // With every operator of Mote. arena_bytes: 0 gives as much as the model
  // needs; else the load fails when it needs more, and the error tells how much
  // more.
  static base::Result<std::unique_ptr<Session>> load(
      ModelFile::Pointer model, uint32_t arena_bytes = 0,
      LoadOptions options = by_plan());
  // Uses the plan in a model, if it tells of this model.
  static LoadOptions by_plan() {
    LoadOptions options;
    options.plans = &kPlanReader;
    return options;
  }

  // Runs once. inputs: one for each input, of exactly its bytes.
  base::Result<std::vector<io::Array>> invoke(const Step& inputs);

  // Called around each operator of an invoke.
  void set_hook(const Hook& hook) { interpreter_.set_hook(hook); }
  // Of an operator that has just run, as Interpreter::op_output.
  Tensor op_output(int op, int i) const {
    return interpreter_.op_output(op, i);
  }
  // Gives variables and operator states their first values.
  Status reset() { return interpreter_.reset(); }
  // Bytes that an arena on this machine needs.
  uint32_t arena_bytes() const { return interpreter_.arena_used(); }
  const Interpreter& interpreter() const { return interpreter_; }
  // Multiply-accumulates of one invoke.
  uint64_t work() const { return interpreter_.work(); }

 private:
  struct Free {
    void operator()(uint8_t* memory) const { std::free(memory); }
  };

  Session(ModelFile::Pointer model, const LoadOptions& options)
      : model_(std::move(model)), options_(options) {}
  Fault try_load(uint32_t arena_bytes);
  Fault grow();
  // What the interpreter gets in place of an input's texts.
  base::Result<base::Bytes> numbers(const base::Bytes& texts, int input);
  base::Result<io::Array> output(int i);

  ModelFile::Pointer model_;
  Strings strings_;
  base::Bytes numbered_;  // the model without texts; empty: it has none
  LoadOptions options_;
  std::unique_ptr<uint8_t, Free> arena_;
  Interpreter interpreter_;
};

}  // namespace mote::run

#endif  // MOTE_HOST_RUN_SESSION_H_
