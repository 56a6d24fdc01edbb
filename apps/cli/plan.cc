// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// mote plan: plans a model's memory ahead.
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "apps/cli/commands.h"
#include "host/base/text.h"
#include "host/emulate/targets.h"
#include "host/plan/plan.h"

namespace mote::cli {
namespace {

constexpr char kPurpose[] =
    "Plans a model's memory ahead and writes the plan into the model";

constexpr char kDetails[] =
    "With a plan for its kernels a device loads faster and keeps prepared\n"
    "operators and tables in flash; elsewhere the plan is ignored, and other\n"
    "runtimes do not see it. Prints what each operator holds in memory and who\n"
    "holds the most. Operators are written in the order that takes the least.\n"
    "With regions, it shows how mote compile places buffers in them: the most\n"
    "used in the first. An interpreter has one arena: nothing is written then.";

struct Options {
  std::string model;
  std::string out;
  std::string target = "cortex-m4";
  std::vector<std::string> regions;
  bool json = false;
};

int plan(const Options& options) {
  const auto regions = plan::parse_regions(options.regions);
  if (!regions.ok()) return fail(regions.error(), options.json);
  if (!regions.value().empty() && !options.out.empty()) {
    return fail({"--region", "an interpreter has one arena, and a plan in a "
                             "model is for interpreters",
                 "leave out --out, or use mote compile --region"},
                options.json);
  }
  const auto model = run::ModelFile::open(options.model);
  if (!model.ok()) return fail(model.error(), options.json);
  const auto planned =
      plan::plan_model(model.value(), options.target, regions.value());
  if (!planned.ok()) return fail(planned.error(), options.json);
  if (!options.out.empty()) {
    const auto written = base::write_file(options.out, planned.value().file);
    if (!written.ok()) return fail(written.error(), options.json);
  }
  if (options.json) {
    print(plan::to_json(planned.value()));
  } else {
    std::cout << plan::to_text(planned.value());
  }
  return kSuccess;
}

}  // namespace

void add_plan(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("plan", kPurpose);
  command->footer(kDetails);
  command->add_option("MODEL", options->model, "A .tflite file")->required();
  command->add_option("-o,--out", options->out,
                      "Where to write the model with its plan")
      ->option_text("FILE");
  command->add_option("--target", options->target,
                      "Whose kernels to plan for: " +
                          base::listed(emulate::target_names()))
      ->option_text("TARGET [cortex-m4]");
  add_regions(*command, options->regions);
  add_json_flag(*command, options->json);
  command->callback([options, &exit_code] { exit_code = plan(*options); });
}

}  // namespace mote::cli
