// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// mote verify: is this file safe and runnable?
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "apps/cli/commands.h"
#include "host/base/text.h"
#include "host/inspect/report.h"

namespace mote::cli {
namespace {

constexpr char kPurpose[] =
    "Tells whether a file is safe and runnable, and if not where and why";

constexpr char kDetails[] =
    "Checks the whole container and prepares every operator; all that are\n"
    "refused are listed. Exit code 0 when it is runnable, else 2.";

struct Options {
  std::string model;
  bool json = false;
};

void print_json(const Options& options, const inspect::Report& report) {
  nlohmann::ordered_json json = {{"model", options.model},
                                 {"ok", report.problems.empty()},
                                 {"arena_bytes", nullptr},
                                 {"problems", nlohmann::ordered_json::array()}};
  if (report.arena_bytes) json["arena_bytes"] = *report.arena_bytes;
  for (const base::Error& problem : report.problems) {
    json["problems"].push_back(inspect::to_json(problem));
  }
  print(json);
}

int verify(const Options& options) {
  const auto model = run::ModelFile::open(options.model);
  inspect::Report report;
  if (model.ok()) {
    report = inspect::inspect(model.value());
  } else {
    report.problems.push_back(model.error());
  }
  for (const base::Error& problem : report.problems) fail(problem, false);
  if (options.json) {
    print_json(options, report);
  } else if (report.problems.empty()) {
    std::cout << options.model << ": safe and runnable, arena "
              << base::grouped(*report.arena_bytes)
              << " bytes on this machine\n";
  }
  return report.problems.empty() ? kSuccess : kUnusable;
}

}  // namespace

void add_verify(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("verify", kPurpose);
  command->footer(kDetails);
  command->add_option("MODEL", options->model, "A .tflite file")->required();
  add_json_flag(*command, options->json);
  command->callback([options, &exit_code] { exit_code = verify(*options); });
}

}  // namespace mote::cli
