// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// mote embed: writes a model as a C array.
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "apps/cli/commands.h"
#include "host/base/text.h"
#include "host/embed/header.h"
#include "host/emulate/targets.h"
#include "host/plan/draft.h"
#include "host/plan/kernel_sets.h"
#include "host/run/model_file.h"

namespace mote::cli {
namespace {

constexpr char kPurpose[] =
    "Writes a model as an array for C and C++, aligned to 16 bytes";

constexpr char kDetails[] =
    "The header defines NAME, the bytes, and NAME_bytes, their number. With\n"
    "--target also NAME_arena_bytes, exactly what the arena must have there;\n"
    "see mote plan for a smaller one.";

struct Options {
  std::string model;
  std::string out;
  std::string name;
  std::string target;
  bool json = false;
};

// Of no target: nothing.
base::Result<std::optional<uint32_t>> arena_bytes(
    const run::ModelFile::Pointer& model, const std::string& target) {
  if (target.empty()) return std::optional<uint32_t>();
  const auto kernels = plan::kernel_set(target);
  if (!kernels.ok()) return kernels.error();
  const auto need = plan::footprint(model, kernels.value());
  if (!need.ok()) return need.error();
  return std::optional(need.value().arena_bytes);
}

int embed(const Options& options) {
  const auto model = run::ModelFile::open(options.model);
  if (!model.ok()) return fail(model.error(), options.json);
  const std::string stem = std::filesystem::path(options.model).stem();
  const std::string name =
      options.name.empty() ? embed::identifier(stem) : options.name;
  const auto bytes = model.value()->bytes();
  const auto arena = arena_bytes(model.value(), options.target);
  if (!arena.ok()) return fail(arena.error(), options.json);
  const auto text = embed::header(bytes, name, arena.value());
  if (!text.ok()) return fail(text.error(), options.json);
  const auto written = base::write_file(options.out, text.value());
  if (!written.ok()) return fail(written.error(), options.json);
  if (options.json) {
    print({{"header", options.out}, {"name", name}, {"bytes", bytes.size()}});
  } else {
    std::cout << options.out << ": " << name << ", "
              << base::grouped(bytes.size()) << " bytes\n";
  }
  return kSuccess;
}

}  // namespace

void add_embed(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("embed", kPurpose);
  command->footer(kDetails);
  command->add_option("MODEL", options->model, "A .tflite file")->required();
  command->add_option("-o,--out", options->out, "The header to write")
      ->required()->option_text("FILE");
  command->add_option("--name", options->name,
                      "Of the array; else the model's file name")
      ->option_text("NAME");
  command->add_option("--target", options->target,
                      "Whose arena to tell: " +
                          base::listed(emulate::target_names()))
      ->option_text("TARGET");
  add_json_flag(*command, options->json);
  command->callback([options, &exit_code] { exit_code = embed(*options); });
}

}  // namespace mote::cli
