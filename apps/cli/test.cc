// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// mote test: golden cases.
#include <fnmatch.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "apps/cli/commands.h"
#include "host/base/text.h"
#include "host/codegen/compiled_runner.h"
#include "host/emulate/targets.h"
#include "host/golden/suite.h"

namespace mote::cli {
namespace {

using golden::Outcome;
using golden::Verdict;

constexpr char kPurpose[] =
    "Runs golden cases and compares their outputs";

constexpr char kDetails[] =
    "A case is a folder with model.tflite, its inputs in0.npy ... and the\n"
    "outputs that it must give, out0.npy ...; or with step0, step1, ... that\n"
    "hold these, run in order on one interpreter. DIR is one case or holds\n"
    "cases. A manifest.json there or above gives each case its rule; without\n"
    "it outputs must be equal. Exit code 0 only when every case passes.";

struct Options {
  std::string folder;
  std::string filter = "*";
  std::string target = "host";
  int jobs = 1;
  bool compiled = false;
  bool json = false;
};

std::string word(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPassed: return "passed";
    case Verdict::kFailed: return "failed";
    case Verdict::kRefused: return "refused";
  }
  return "";
}

void print_json(const std::vector<Outcome>& outcomes) {
  nlohmann::ordered_json report = {{"passed", 0}, {"failed", 0},
                                   {"refused", 0}};
  auto cases = nlohmann::ordered_json::array();
  for (const Outcome& it : outcomes) {
    const std::string result = word(it.verdict);
    report[result] = report[result].get<int>() + 1;
    cases.push_back(
        {{"case", it.name}, {"result", result}, {"reason", it.reason}});
  }
  report["cases"] = std::move(cases);
  print(report);
}

void print_text(const std::vector<Outcome>& outcomes) {
  int counts[3] = {};
  for (const Outcome& it : outcomes) {
    ++counts[static_cast<int>(it.verdict)];
    if (it.verdict == Verdict::kPassed) continue;
    std::cout << word(it.verdict) << " " << it.name << ": " << it.reason
              << "\n";
  }
  std::cout << counts[0] << " passed, " << counts[1] << " failed, "
            << counts[2] << " refused\n";
}

int test(const Options& options) {
  auto entries = golden::find_entries(options.folder);
  if (!entries.ok()) return fail(entries.error(), options.json);
  std::erase_if(*entries, [&](const golden::Entry& entry) {
    return fnmatch(options.filter.c_str(), entry.name.c_str(), 0) != 0;
  });
  if (entries->empty()) {
    return fail({options.folder, "no case is called " + options.filter,
                 "choose another --filter"}, options.json);
  }
  const auto runner = options.compiled
                          ? codegen::make_compiled_runner(options.target)
                          : emulate::make_runner(options.target);
  if (!runner.ok()) return fail(runner.error(), options.json);
  const auto outcomes =
      golden::run_suite(*entries, *runner.value(), options.jobs);
  if (!outcomes.ok()) return fail(outcomes.error(), options.json);
  options.json ? print_json(outcomes.value()) : print_text(outcomes.value());
  const bool passed =
      std::ranges::all_of(outcomes.value(), [](const Outcome& it) {
        return it.verdict == Verdict::kPassed;
      });
  return passed ? kSuccess : kTestsFailed;
}

}  // namespace

void add_test(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("test", kPurpose);
  command->footer(kDetails);
  command->add_option("DIR", options->folder, "Folder of cases")->required();
  command->add_option("--filter", options->filter,
                      "Only the cases whose names match, such as 'ops/CONV*'")
      ->option_text("GLOB");
  command->add_option("--jobs", options->jobs, "Cases to run at a time")
      ->check(CLI::Range(1, 256))->option_text("N [1]");
  command->add_flag("--compiled", options->compiled,
                    "Run each case as mote compile makes it, with the target's "
                    "compiler; its outputs must also equal the interpreter's");
  add_target_option(*command, options->target);
  add_json_flag(*command, options->json);
  command->callback([options, &exit_code] { exit_code = test(*options); });
}

}  // namespace mote::cli
