// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// mote inspect: shows what a model is made of.
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "apps/cli/commands.h"
#include "host/base/text.h"
#include "host/emulate/targets.h"
#include "host/inspect/report.h"

namespace mote::cli {
namespace {

constexpr char kPurpose[] =
    "Shows operators, tensors, sizes and the operator list of a model";

constexpr char kDetails[] =
    "The last lines are C++ to paste into a program: the list of operators\n"
    "that it has to link, each for the types in use only.";

struct Options {
  std::string model;
  std::string target;
  bool json = false;
};

int inspect(const Options& options) {
  const auto model = run::ModelFile::open(options.model);
  if (!model.ok()) return fail(model.error(), options.json);
  inspect::Report report = inspect::inspect(model.value());
  if (!options.target.empty()) {
    const auto arena = inspect::target_arena(model.value(), options.target);
    if (!arena.ok()) return fail(arena.error(), options.json);
    report.target_arena = arena.value();
  }
  if (options.json) {
    print(inspect::to_json(report));
  } else {
    std::cout << inspect::to_text(report);
  }
  return kSuccess;
}

}  // namespace

void add_inspect(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("inspect", kPurpose);
  command->footer(kDetails);
  command->add_option("MODEL", options->model, "A .tflite file")->required();
  command->add_option("--target", options->target,
                      "Also tells what the arena must have there, with and "
                      "without a plan: " +
                          base::listed(emulate::target_names()))
      ->option_text("TARGET");
  add_json_flag(*command, options->json);
  command->callback([options, &exit_code] { exit_code = inspect(*options); });
}

}  // namespace mote::cli
