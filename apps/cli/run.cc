// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// mote run: feeds a model and shows what it answers.
#include <memory>

#include "apps/cli/commands.h"
#include "apps/cli/run_report.h"
#include "host/base/text.h"
#include "host/io/npy.h"
#include "host/run/feed.h"
#include "host/run/ranking.h"
#include "host/codegen/compiled_runner.h"
#include "host/emulate/targets.h"

namespace mote::cli {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::Result;
using base::text;

constexpr char kPurpose[] =
    "Runs a model and prints its outputs";

constexpr char kDetails[] =
    "Inputs are files, one for each input of the model in its order:\n"
    "  .npy              an array of the input's type and shape\n"
    "  .wav              one channel; int16 as it is, else -1..1; the first\n"
    "                    samples when there are more than the input takes\n"
    "  .png .jpg .bmp    resized to the input; float32 gets 0..1, int8 and\n"
    "                    uint8 their whole range\n"
    "Without any, seeded random values are used.";

struct Options {
  std::string model;
  std::vector<fs::path> inputs;
  fs::path steps;
  fs::path out;
  fs::path labels;
  std::string target = "host";
  bool compiled = false;
  uint64_t seed = 0;
  uint32_t arena_bytes = 0;
  size_t top = 0;
  bool json = false;
};

Result<std::vector<run::Step>> gather(const Options& options,
                                      const run::ModelFile& model) {
  std::vector<run::Step> steps;
  if (options.steps.empty()) {
    auto step = options.inputs.empty()
                    ? run::random_step(model, options.seed)
                    : run::read_step(model, options.inputs);
    if (!step.ok()) return step.error();
    steps.push_back(std::move(step).value());
    return steps;
  }
  const auto folders = run::step_folders(options.steps);
  if (!folders.ok()) return folders.error();
  if (folders.value().empty()) {
    return Error{options.steps.string(), "there is no folder step0 in it",
                 "number the steps from 0"};
  }
  for (const fs::path& folder : folders.value()) {
    auto step = run::read_step_folder(model, folder);
    if (!step.ok()) return step.error();
    steps.push_back(std::move(step).value());
  }
  return steps;
}

// out0.npy ...; below step0 ... when there are steps.
Result<void> write_outputs(const Options& options,
                           const run::CaseResult& result) {
  for (size_t step = 0; step < result.outputs.size(); ++step) {
    fs::path folder = options.out;
    if (!options.steps.empty()) folder /= text("step", step);
    Result<void> done = base::make_folder(folder);
    if (!done.ok()) return done;
    for (size_t i = 0; i < result.outputs[step].size(); ++i) {
      done = io::write_npy(folder / text("out", i, ".npy"),
                           result.outputs[step][i]);
      if (!done.ok()) return done;
    }
  }
  return {};
}

Result<void> run(const Options& options) {
  const auto model = run::ModelFile::open(options.model);
  if (!model.ok()) return model.error();
  run::Case job = {model.value(), {}, options.arena_bytes};
  auto steps = gather(options, *model.value());
  if (!steps.ok()) return steps.error();
  job.steps = std::move(steps).value();
  std::vector<std::string> labels;
  if (!options.labels.empty()) {
    auto read = run::read_labels(options.labels);
    if (!read.ok()) return read.error();
    labels = std::move(read).value();
  }
  const auto runner = options.compiled
                          ? codegen::make_compiled_runner(options.target)
                          : emulate::make_runner(options.target);
  if (!runner.ok()) return runner.error();
  const auto results = runner.value()->run_batch(std::span(&job, 1));
  if (!results.ok()) return results.error();
  const run::CaseResult& result = results.value().front();
  if (result.error) return *result.error;
  if (!options.out.empty()) {
    const Result<void> written = write_outputs(options, result);
    if (!written.ok()) return written;
  }
  const RunReport report = {*model.value(), result, options.target,
                            !options.steps.empty(), options.top,
                            std::move(labels)};
  options.json ? report.print_json() : report.print_text();
  return {};
}

}  // namespace

void add_run(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("run", kPurpose);
  command->footer(kDetails);
  command->add_option("MODEL", options->model, "A .tflite file")->required();
  auto* in = command->add_option("--in", options->inputs,
                                 "File for the next input")
                 ->option_text("FILE ...")->allow_extra_args(false);
  command->add_option("--steps", options->steps,
                      "Feed DIR/step0/in0.npy, DIR/step1/in0.npy, ... in "
                      "order to one interpreter")
      ->option_text("DIR")->excludes(in);
  command->add_option("--out", options->out,
                      "Write out0.npy ... there, or step0/out0.npy ...")
      ->option_text("DIR");
  auto* top = command->add_option("--top", options->top,
                                  "Also print the K highest of output 0")
                  ->option_text("K");
  command->add_option("--labels", options->labels,
                      "Their names, one a line")
      ->option_text("FILE")->needs(top);
  add_target_option(*command, options->target);
  command->add_flag("--compiled", options->compiled,
                    "Run it as mote compile makes it, with the target's "
                    "compiler, and compare with the interpreter");
  command->add_option("--seed", options->seed, "Of the random inputs")
      ->option_text("N [0]");
  command->add_option("--arena", options->arena_bytes,
                      "Give it an arena of no more than this")
      ->option_text("BYTES");
  add_json_flag(*command, options->json);
  command->callback([options, &exit_code] {
    const Result<void> done = run(*options);
    exit_code = done.ok() ? kSuccess : fail(done.error(), options->json);
  });
}

}  // namespace mote::cli
