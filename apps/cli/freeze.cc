// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// mote freeze: makes a frozen graph or a SavedModel for TensorFlow.
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "apps/cli/commands.h"
#include "apps/cli/convert_options.h"
#include "host/base/text.h"

namespace mote::cli {
namespace {

constexpr char kPurpose[] =
    "Makes a graph for TensorFlow whose weights are constants";

constexpr char kDetails[] =
    "IN is what mote convert takes. OUT.pb becomes a frozen GraphDef; any "
    "other\n"
    "name a folder that is a SavedModel. What is printed are the names by "
    "which\n"
    "programs feed and fetch: key of the signature, tensor.";

struct Options {
  convert::Source source;
  std::string in, out;
  bool json = false;
};

void print_list(const char* title,
                const std::vector<tensorflow::Endpoint>& list) {
  for (const tensorflow::Endpoint& each : list) {
    std::cout << "  " << title << " " << each.key << " " << each.tensor << "\n";
  }
}

nlohmann::ordered_json json_of(const std::vector<tensorflow::Endpoint>& list) {
  nlohmann::ordered_json out = nlohmann::ordered_json::array();
  for (const tensorflow::Endpoint& each : list) {
    out.push_back({{"key", each.key}, {"tensor", each.tensor}});
  }
  return out;
}

int freeze(Options& options) {
  options.source.path = options.in;
  const auto made = convert::to_tensorflow(options.source);
  if (!made.ok()) return fail(made.error(), options.json);
  const auto written = convert::write(made.value(), options.out);
  if (!written.ok()) return fail(written.error(), options.json);
  if (options.json) {
    print({{"graph", options.out},
           {"nodes", made.value().nodes},
           {"bytes", made.value().graph_def.size()},
           {"inputs", json_of(made.value().inputs)},
           {"outputs", json_of(made.value().outputs)}});
    return kSuccess;
  }
  std::cout << options.out << ": " << base::counted(made.value().nodes, "node")
            << ", " << base::grouped(made.value().graph_def.size())
            << " bytes\n";
  print_list("input", made.value().inputs);
  print_list("output", made.value().outputs);
  return kSuccess;
}

}  // namespace

void add_freeze(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("freeze", kPurpose);
  command->footer(kDetails);
  command->add_option("IN", options->in, "The model")->required();
  command
      ->add_option("-o,--out", options->out,
                   "The .pb file or the folder to write")
      ->required()
      ->option_text("PATH");
  add_source_options(*command, options->source);
  add_json_flag(*command, options->json);
  command->callback([options, &exit_code] { exit_code = freeze(*options); });
}

}  // namespace mote::cli
