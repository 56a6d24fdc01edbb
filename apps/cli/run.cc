// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// mote run: feeds a model and shows what it answers.
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "apps/cli/commands.h"
#include "host/base/text.h"
#include "host/io/npy.h"
#include "host/run/feed.h"
#include "host/run/ranking.h"
#include "host/emulate/targets.h"

namespace mote::cli {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::Result;
using base::text;
using nlohmann::ordered_json;

constexpr char kHelp[] =
    "Runs a model and prints its outputs\n\n"
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
    const fs::path folder = options.steps.empty()
                                ? options.out : options.out / text("step", step);
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

// Everything that is printed.
struct Report {
  const Options& options;
  const run::ModelFile& model;
  const run::CaseResult& result;
  std::vector<std::string> labels;
  std::vector<io::TensorSpec> outputs;
};

std::vector<run::Ranked> top(const Report& report,
                             const std::vector<io::Array>& outputs) {
  if (report.options.top == 0 || outputs.empty()) return {};
  return run::rank(outputs[0], report.outputs[0], report.options.top,
                   report.labels);
}

std::string short_values(const io::Array& array) {
  constexpr size_t kMost = 16;
  std::string out;
  for (size_t i = 0; i < array.size() && i < kMost; ++i) {
    out += " " + io::element_text(array, i);
  }
  if (array.size() > kMost) {
    out += text(" ... (", base::grouped(array.size()), " in all)");
  }
  return out;
}

void print_step(const Report& report, const std::vector<io::Array>& outputs) {
  for (size_t i = 0; i < outputs.size(); ++i) {
    std::cout << "out" << i << " '" << report.outputs[i].name << "' "
              << base::type_name(outputs[i].type) << " "
              << base::shape_text(outputs[i].shape) << ":"
              << short_values(outputs[i]) << "\n";
  }
  int place = 0;
  for (const run::Ranked& it : top(report, outputs)) {
    std::cout << "  " << ++place << ". " << it.label << "  " << it.score
              << "\n";
  }
}

void print_text(const Report& report) {
  const run::CaseResult& result = report.result;
  for (size_t step = 0; step < result.outputs.size(); ++step) {
    if (!report.options.steps.empty()) std::cout << "step " << step << "\n";
    print_step(report, result.outputs[step]);
  }
  std::cout << "arena " << base::grouped(result.arena_bytes) << " bytes";
  if (result.stack_bytes != 0) {
    std::cout << ", stack " << base::grouped(result.stack_bytes) << " bytes";
  }
  if (result.load_instructions != 0) {
    std::cout << ", load " << base::grouped(result.load_instructions)
              << " instructions";
  }
  if (result.invoke_instructions != 0) {
    std::cout << ", invoke " << base::grouped(result.invoke_instructions)
              << " instructions";
  }
  if (result.invoke_seconds > 0) {
    std::cout << ", invoke " << result.invoke_seconds * 1e3 << " ms";
  }
  std::cout << "\n";
}

ordered_json values_json(const io::Array& array) {
  auto values = ordered_json::array();
  for (size_t i = 0; i < array.size(); ++i) {
    if (io::is_integer(array.type)) {
      values.push_back(io::integer_at(array, i));
    } else {
      values.push_back(io::real_at(array, i));
    }
  }
  return values;
}

ordered_json step_json(const Report& report,
                       const std::vector<io::Array>& outputs) {
  auto list = ordered_json::array();
  for (size_t i = 0; i < outputs.size(); ++i) {
    list.push_back({{"name", report.outputs[i].name},
                    {"type", base::type_name(outputs[i].type)},
                    {"shape", outputs[i].shape},
                    {"values", values_json(outputs[i])}});
  }
  ordered_json step = {{"outputs", list}};
  for (const run::Ranked& it : top(report, outputs)) {
    step["top"].push_back(
        {{"index", it.index}, {"label", it.label}, {"score", it.score}});
  }
  return step;
}

void print_json(const Report& report) {
  const run::CaseResult& result = report.result;
  ordered_json json = {{"model", report.options.model},
                       {"target", report.options.target},
                       {"arena_bytes", result.arena_bytes}};
  if (result.stack_bytes != 0) json["stack_bytes"] = result.stack_bytes;
  if (result.load_instructions != 0) {
    json["load_instructions"] = result.load_instructions;
  }
  if (result.invoke_instructions != 0) {
    json["invoke_instructions"] = result.invoke_instructions;
  }
  if (result.invoke_seconds > 0) json["invoke_seconds"] = result.invoke_seconds;
  for (const auto& outputs : result.outputs) {
    json["steps"].push_back(step_json(report, outputs));
  }
  std::cout << json.dump(1, ' ', false,
                         ordered_json::error_handler_t::replace) << "\n";
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
  const auto runner = emulate::make_runner(options.target);
  if (!runner.ok()) return runner.error();
  const auto results = runner.value()->run_batch(std::span(&job, 1));
  if (!results.ok()) return results.error();
  const run::CaseResult& result = results.value().front();
  if (result.error) return *result.error;
  if (!options.out.empty()) {
    const Result<void> written = write_outputs(options, result);
    if (!written.ok()) return written;
  }
  const Report report = {options, *model.value(), result, std::move(labels),
                         model.value()->outputs()};
  options.json ? print_json(report) : print_text(report);
  return {};
}

}  // namespace

void add_run(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("run", kHelp);
  command->add_option("MODEL", options->model, "A .tflite file")->required();
  auto* in = command->add_option("--in", options->inputs,
                                 "File for the next input")
                 ->option_text("FILE ...");
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
