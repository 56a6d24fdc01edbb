// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// mote profile: where an inference spends its instructions.
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "apps/cli/commands.h"
#include "host/base/text.h"
#include "host/emulate/targets.h"
#include "host/profile/profile.h"
#include "host/run/feed.h"

namespace mote::cli {
namespace {

constexpr char kPurpose[] =
    "Shows what each operator costs: instructions, share, cycles";

constexpr char kDetails[] =
    "On an emulated board instructions are counted, exactly; cycles are an\n"
    "estimate from the published timing of the core. On this machine it shows\n"
    "the least time of several runs. Work is multiply-accumulates, or elements\n"
    "of operators that have none. Inputs as for mote run.";

struct Options {
  std::string model;
  std::vector<std::filesystem::path> inputs;
  std::string target = "cortex-m4";
  uint64_t seed = 0;
  int runs = 20;
  bool json = false;
};

base::Result<profile::Profile> measure(const Options& options) {
  const auto model = run::ModelFile::open(options.model);
  if (!model.ok()) return model.error();
  auto step = options.inputs.empty()
                  ? run::random_step(*model.value(), options.seed)
                  : run::read_step(*model.value(), options.inputs);
  if (!step.ok()) return step.error();
  const auto known = emulate::make_runner(options.target);
  if (!known.ok()) return known.error();
  if (options.target == "host") {
    return profile::profile_host(model.value(), *step, options.runs);
  }
  return profile::profile_board(model.value(), std::move(step).value(),
                                options.target);
}

}  // namespace

void add_profile(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("profile", kPurpose);
  command->footer(kDetails);
  command->add_option("MODEL", options->model, "A .tflite file")->required();
  command->add_option("--in", options->inputs, "File for the next input")
      ->option_text("FILE ...")->allow_extra_args(false);
  command->add_option("--target", options->target,
                      "Where to run: " +
                          base::listed(emulate::target_names()))
      ->option_text("TARGET [cortex-m4]");
  command->add_option("--seed", options->seed, "Of the random inputs")
      ->option_text("N [0]");
  command->add_option("--runs", options->runs, "On this machine: how many")
      ->check(CLI::Range(1, 1000000))->option_text("N [20]");
  add_json_flag(*command, options->json);
  command->callback([options, &exit_code] {
    const auto profile = measure(*options);
    if (!profile.ok()) {
      exit_code = fail(profile.error(), options->json);
    } else if (options->json) {
      print(profile::to_json(profile.value()));
    } else {
      std::cout << profile::to_text(profile.value());
    }
  });
}

}  // namespace mote::cli
