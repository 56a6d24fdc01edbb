// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// mote ops: what operators there are.
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "apps/cli/commands.h"
#include "host/golden/entry.h"
#include "host/inspect/op_page.h"

namespace mote::cli {
namespace {

constexpr char kPurpose[] = "Lists the operators that Mote computes";

struct Options {
  std::string cases;
  bool markdown = false;
  bool json = false;
};

int list(const Options& options) {
  inspect::CaseCounts counts;
  if (!options.cases.empty()) {
    const auto entries = golden::find_entries(options.cases);
    if (!entries.ok()) return fail(entries.error(), options.json);
    for (const golden::Entry& entry : entries.value()) {
      for (const std::string& op : entry.ops) ++counts[op];
    }
  }
  if (options.json) {
    print(inspect::ops_json(counts));
  } else if (options.markdown) {
    std::cout << inspect::ops_markdown(counts);
  } else {
    std::cout << inspect::ops_text();
  }
  return kSuccess;
}

}  // namespace

void add_ops(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("ops", kPurpose);
  auto* markdown = command->add_flag("--markdown", options->markdown,
                                     "Print them as the page docs/ops.md");
  command->add_option("--cases", options->cases,
                      "Also count the golden cases of each there")
      ->option_text("DIR");
  add_json_flag(*command, options->json);
  command->get_option("--json")->excludes(markdown);
  command->callback([options, &exit_code] { exit_code = list(*options); });
}

}  // namespace mote::cli
