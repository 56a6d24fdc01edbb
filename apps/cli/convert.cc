// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// mote convert: makes a .tflite file of a model in another format.
#include <charconv>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "apps/cli/commands.h"
#include "host/base/text.h"
#include "host/convert/convert.h"
#include "host/export/tflite/export.h"
#include "host/export/tflite/versions.h"
#include "host/run/session.h"

namespace mote::cli {
namespace {

constexpr char kPurpose[] = "Makes a .tflite file of a model from TensorFlow";

constexpr char kDetails[] =
    "IN is the folder of a SavedModel, a frozen graph (.pb), a TF1 checkpoint\n"
    "with its .meta, or a .tflite file. An open first dimension becomes 1.";

struct Options {
  convert::Source source;
  std::string in, out;
  std::vector<std::string> shapes;
  bool json = false;
};

base::Result<lower::Options> shapes(const std::vector<std::string>& texts) {
  lower::Options out;
  for (const std::string& text : texts) {
    const size_t equals = text.find('=');
    const base::Error unclear = {"--input-shape " + text,
                                 "this is no NAME=N,N,...",
                                 "write for example --input-shape x=1,96,96,3"};
    if (equals == std::string::npos) return unclear;
    std::vector<int64_t>& dims = out.input_shapes[text.substr(0, equals)];
    std::istringstream list(text.substr(equals + 1));
    for (std::string part; std::getline(list, part, ',');) {
      int64_t n = 0;
      const char* end = part.data() + part.size();
      if (std::from_chars(part.data(), end, n).ptr != end || n < 1) {
        return unclear;
      }
      dims.push_back(n);
    }
  }
  return out;
}

// Operators by name with their numbers.
std::map<std::string, int> operators(const ir::Module& module) {
  std::map<std::string, int> out;
  for (const ir::Graph& graph : module.graphs) {
    for (const ir::Node& node : graph.nodes) ++out[node.op];
  }
  return out;
}

struct Summary {
  std::map<std::string, int> operators, rewrites;
  size_t bytes = 0;
  uint32_t arena = 0;
};

void print_summary(const Options& options, const Summary& summary) {
  std::cout << options.out << ": " << base::grouped(summary.bytes)
            << " bytes, arena " << base::grouped(summary.arena)
            << " bytes on this machine\n";
  for (const auto& [op, count] : summary.operators) {
    std::cout << "  " << count << " " << op << "\n";
  }
  for (const auto& [what, count] : summary.rewrites) {
    std::cout << "  " << what << ": " << count << "\n";
  }
}

base::Result<Summary> run(const Options& options) {
  const auto given = shapes(options.shapes);
  if (!given.ok()) return given.error();
  auto made = convert::to_float(options.source, given.value());
  if (!made.ok()) return made.error();
  ir::Module& module = made.value().module;
  tflite::set_versions(module);
  const auto bytes = tflite::export_model(module, options.in);
  if (!bytes.ok()) return bytes.error();
  auto file = run::ModelFile::parse(bytes.value(), options.in);
  if (!file.ok()) return file.error();
  const auto session = run::Session::load(std::move(file).value());
  if (!session.ok()) return session.error();
  const auto written = base::write_file(options.out, bytes.value());
  if (!written.ok()) return written.error();
  return Summary{operators(module), made.value().rewrites, bytes.value().size(),
                 session.value()->arena_bytes()};
}

int convert_model(Options& options) {
  options.source.path = options.in;
  const auto summary = run(options);
  if (!summary.ok()) return fail(summary.error(), options.json);
  if (options.json) {
    print({{"model", options.out}, {"bytes", summary.value().bytes},
           {"arena_bytes", summary.value().arena},
           {"operators", summary.value().operators},
           {"rewrites", summary.value().rewrites}});
  } else {
    print_summary(options, summary.value());
  }
  return kSuccess;
}

}  // namespace

void add_convert(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("convert", kPurpose);
  command->footer(kDetails);
  command->add_option("IN", options->in, "The model")->required();
  command->add_option("-o,--out", options->out, "The .tflite file to write")
      ->required()->option_text("FILE");
  command->add_option("--signature", options->source.selection.signature,
                      "Of a SavedModel; else serving_default, or the only one")
      ->option_text("NAME");
  command->add_option("--tags", options->source.selection.tags,
                      "Of a SavedModel's graph, by commas; else serve")
      ->option_text("TAGS");
  command->add_option("--inputs", options->source.selection.inputs,
                      "Nodes to be inputs, by commas")
      ->delimiter(',')->option_text("NAMES");
  command->add_option("--outputs", options->source.selection.outputs,
                      "Nodes to be outputs, by commas")
      ->delimiter(',')->option_text("NAMES");
  command->add_option("--input-shape", options->shapes,
                      "Shape of an input, such as x=1,96,96,3; may be repeated")
      ->option_text("NAME=N,N,...");
  add_json_flag(*command, options->json);
  command->callback(
      [options, &exit_code] { exit_code = convert_model(*options); });
}

}  // namespace mote::cli
