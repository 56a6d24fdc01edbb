// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// mote embed: writes a model as a C array.
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "apps/cli/commands.h"
#include "host/base/text.h"
#include "host/embed/header.h"
#include "host/run/model_file.h"

namespace mote::cli {
namespace {

constexpr char kPurpose[] =
    "Writes a model as an array for C and C++, aligned to 16 bytes";

constexpr char kDetails[] =
    "The header defines NAME, the bytes, and NAME_bytes, their number.";

struct Options {
  std::string model;
  std::string out;
  std::string name;
  bool json = false;
};

int embed(const Options& options) {
  const auto model = run::ModelFile::open(options.model);
  if (!model.ok()) return fail(model.error(), options.json);
  const std::string stem = std::filesystem::path(options.model).stem();
  const std::string name =
      options.name.empty() ? embed::identifier(stem) : options.name;
  const auto bytes = model.value()->bytes();
  const auto text = embed::header(bytes, name);
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
  add_json_flag(*command, options->json);
  command->callback([options, &exit_code] { exit_code = embed(*options); });
}

}  // namespace mote::cli
