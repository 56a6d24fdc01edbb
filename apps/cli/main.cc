// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// mote: runs, tests and inspects models from the command line.
#include <iostream>
#include <nlohmann/json.hpp>

#include "apps/cli/commands.h"
#include "host/base/text.h"
#include "host/emulate/targets.h"
#include "host/inspect/report.h"

namespace mote::cli {

int fail(const base::Error& error, bool json) {
  std::cerr << "mote: " << error.sentence() << "\n";
  if (json) print({{"error", inspect::to_json(error)}});
  return kUnusable;
}

void print(const nlohmann::ordered_json& json) {
  using Handler = nlohmann::ordered_json::error_handler_t;
  std::cout << json.dump(1, ' ', false, Handler::replace) << "\n";
}

void add_json_flag(CLI::App& command, bool& json) {
  command.add_flag("--json", json, "Print one JSON object instead of text");
}

void add_regions(CLI::App& command, std::vector<std::string>& regions) {
  command
      .add_option("--region", regions,
                  "A memory to place buffers in; more of them in the order of "
                  "their speed, the fastest first")
      ->allow_extra_args(false)
      ->option_text("NAME=BYTES ...");
}

void add_target_option(CLI::App& command, std::string& target) {
  command.add_option("--target", target,
                     "Where to run: " + base::listed(emulate::target_names()) +
                         "; all but host are emulated boards")
      ->option_text("TARGET [host]");
}

}  // namespace mote::cli

int main(int argc, char** argv) {
  CLI::App app(
      "Runs TensorFlow Lite models as a microcontroller does.\n"
      "Exit codes: 0 all is well, 1 a test failed, 2 the input or the call is "
      "unusable.", "mote");
  app.set_version_flag("--version", "mote " MOTE_VERSION);
  app.require_subcommand(0, 1);
  int exit_code = mote::cli::kSuccess;
  mote::cli::add_run(app, exit_code);
  mote::cli::add_test(app, exit_code);
  mote::cli::add_inspect(app, exit_code);
  mote::cli::add_plan(app, exit_code);
  mote::cli::add_profile(app, exit_code);
  mote::cli::add_verify(app, exit_code);
  mote::cli::add_embed(app, exit_code);
  mote::cli::add_ops(app, exit_code);
  mote::cli::add_compare(app, exit_code);
  mote::cli::add_convert(app, exit_code);
  mote::cli::add_freeze(app, exit_code);
  mote::cli::add_optimize(app, exit_code);
  mote::cli::add_compile(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    std::cerr << "mote: " << error.what()
              << "; see mote --help, or --help of a command\n";
    return mote::cli::kUnusable;
  }
  if (!app.get_subcommands().empty()) return exit_code;
  std::cerr << "mote: no command is given; see mote --help\n";
  return mote::cli::kUnusable;
}
