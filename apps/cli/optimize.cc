// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// mote optimize: writes a model that computes the same with less.
#include <iomanip>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "apps/cli/commands.h"
#include "host/base/text.h"
#include "host/export/tflite/export.h"
#include "host/import/tflite/import.h"
#include "host/inspect/report.h"
#include "host/passes/optimize.h"

namespace mote::cli {
namespace {

constexpr char kPurpose[] =
    "Writes a smaller model that computes the same, bit for bit";

constexpr char kDetails[] =
    "Channels that are the same for every input are folded into biases, and\n"
    "operators, tensors and names that nothing needs are left out. Integers\n"
    "stay equal in every bit, in Mote and in other runtimes; real numbers are\n"
    "not touched. Inputs, outputs and signatures keep their names.";

struct Options {
  std::string model;
  std::string out;
  bool keep_names = false;
  bool json = false;
};

struct Size {
  uint64_t file = 0, weights = 0, work = 0;
  std::optional<uint32_t> arena;
};

using Rows = std::vector<std::tuple<const char*, const char*, uint64_t,
                                    uint64_t>>;

Rows rows(const Size& before, const Size& after) {
  Rows out = {
      {"file_bytes", "file bytes", before.file, after.file},
      {"weight_bytes", "weight bytes", before.weights, after.weights},
      {"work", "multiply-accumulates", before.work, after.work}};
  if (before.arena && after.arena) {
    out.emplace_back("arena_bytes", "arena bytes", *before.arena, *after.arena);
  }
  return out;
}

base::Result<Size> measure(const ir::Module& module, base::Bytes file,
                           const std::string& where) {
  const auto model = run::ModelFile::parse(std::move(file), where);
  if (!model.ok()) return model.error();
  const inspect::Report report = inspect::inspect(model.value());
  return Size{report.bytes, passes::weight_bytes(module), report.work,
              report.arena_bytes};
}

void print_text(const Options& options,
                const std::vector<passes::Change>& changes, const Size& before,
                const Size& after) {
  std::cout << options.out << "\n";
  for (const passes::Change& change : changes) {
    std::cout << "  " << base::grouped(static_cast<uint64_t>(change.count))
              << " " << change.what << "\n";
  }
  if (changes.empty()) std::cout << "  nothing to leave out was found\n";
  for (const auto& [key, name, from, to] : rows(before, after)) {
    std::cout << "  " << std::left << std::setw(22) << name << std::right
              << std::setw(12) << base::grouped(from) << " -> "
              << base::grouped(to) << "\n";
  }
}

void print_json(const Options& options,
                const std::vector<passes::Change>& changes, const Size& before,
                const Size& after) {
  nlohmann::ordered_json json = {{"model", options.model},
                                 {"out", options.out},
                                 {"changes", nlohmann::ordered_json::object()}};
  for (const passes::Change& change : changes) {
    json["changes"][std::string(change.pass)] = change.count;
  }
  for (const auto& [key, name, from, to] : rows(before, after)) {
    json[key] = {{"before", from}, {"after", to}};
  }
  print(json);
}

int optimize(const Options& options) {
  auto bytes = base::read_file(options.model);
  if (!bytes.ok()) return fail(bytes.error(), options.json);
  auto module = tflite::import_model(bytes.value(), options.model);
  if (!module.ok()) return fail(module.error(), options.json);
  const auto before = measure(*module, std::move(*bytes), options.model);
  if (!before.ok()) return fail(before.error(), options.json);
  const auto changes =
      passes::optimize(*module, {options.keep_names}, options.model);
  if (!changes.ok()) return fail(changes.error(), options.json);
  const auto file = tflite::export_model(*module, options.model);
  if (!file.ok()) return fail(file.error(), options.json);
  const auto after = measure(*module, file.value(), options.out);
  if (!after.ok()) return fail(after.error(), options.json);
  const auto written = base::write_file(options.out, file.value());
  if (!written.ok()) return fail(written.error(), options.json);
  (options.json ? print_json : print_text)(options, changes.value(),
                                           before.value(), after.value());
  return kSuccess;
}

}  // namespace

void add_optimize(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("optimize", kPurpose);
  command->footer(kDetails);
  command->add_option("MODEL", options->model, "A .tflite file")->required();
  command->add_option("-o,--out", options->out, "The .tflite file to write")
      ->required()->option_text("FILE");
  command->add_flag("--keep-names", options->keep_names,
                    "Keep names of inner tensors and the converter's notes");
  add_json_flag(*command, options->json);
  command->callback([options, &exit_code] { exit_code = optimize(*options); });
}

}  // namespace mote::cli
