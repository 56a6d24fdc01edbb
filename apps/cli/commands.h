// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The sub-commands of mote.
#ifndef MOTE_APPS_CLI_COMMANDS_H_
#define MOTE_APPS_CLI_COMMANDS_H_

#include <CLI/CLI.hpp>
#include <nlohmann/json_fwd.hpp>

#include "host/base/result.h"

namespace mote::cli {

inline constexpr int kSuccess = 0;
inline constexpr int kTestsFailed = 1;
inline constexpr int kUnusable = 2;  // the input, or the call itself

// Each adds one; when the user calls it, it runs and sets the exit code.
void add_run(CLI::App& app, int& exit_code);
void add_test(CLI::App& app, int& exit_code);
void add_inspect(CLI::App& app, int& exit_code);
void add_plan(CLI::App& app, int& exit_code);
void add_profile(CLI::App& app, int& exit_code);
void add_verify(CLI::App& app, int& exit_code);
void add_embed(CLI::App& app, int& exit_code);
void add_ops(CLI::App& app, int& exit_code);
void add_compare(CLI::App& app, int& exit_code);
void add_convert(CLI::App& app, int& exit_code);
void add_freeze(CLI::App& app, int& exit_code);
void add_optimize(CLI::App& app, int& exit_code);
void add_compile(CLI::App& app, int& exit_code);

// Prints the error, one sentence to stderr and with json an object to stdout
// too, and returns kUnusable.
int fail(const base::Error& error, bool json);

// Prints it to stdout; bytes that are no UTF-8 are replaced.
void print(const nlohmann::ordered_json& json);

void add_json_flag(CLI::App& command, bool& json);
void add_target_option(CLI::App& command, std::string& target);
// Words for plan::parse_regions.
void add_regions(CLI::App& command, std::vector<std::string>& regions);

}  // namespace mote::cli

#endif  // MOTE_APPS_CLI_COMMANDS_H_
