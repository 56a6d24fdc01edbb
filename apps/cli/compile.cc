// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// mote compile: a model as C++ that needs no interpreter.
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "apps/cli/commands.h"
#include "host/base/text.h"
#include "host/codegen/compile.h"

namespace mote::cli {
namespace {

constexpr char kPurpose[] =
    "Writes a model as C++ that runs without an interpreter";

constexpr char kDetails[] =
    "DIR gets NAME.cc, C++17 that includes headers of Mote's device/, and\n"
    "NAME.h, its interface for C and C++: NAME_invoke(), NAME_input_0() ...\n"
    "Link it with the device library of the target, or with the sources that\n"
    "--standalone puts beside it: compile every .cc with -I DIR. The plan of\n"
    "the memory holds for the kernels of one target; another does not compile\n"
    "it. Call NAME_reset() before the first NAME_invoke(). The model is\n"
    "simplified as by mote optimize first. With regions, each has an array of\n"
    "its own in section .bss.NAME, which a linker script may put anywhere.";

struct Options {
  std::string model;
  std::string out;
  codegen::CompileOptions compile;
  std::vector<std::string> regions;
  bool json = false;
};

int compile(Options options) {
  auto regions = plan::parse_regions(options.regions);
  if (!regions.ok()) return fail(regions.error(), options.json);
  options.compile.regions = std::move(regions).value();
  const auto model = run::ModelFile::open(options.model);
  if (!model.ok()) return fail(model.error(), options.json);
  if (options.compile.name.empty()) {
    options.compile.name =
        embed::identifier(std::filesystem::path(options.model).stem());
  }
  const auto program =
      codegen::compile(model.value(), options.compile, options.out);
  if (!program.ok()) return fail(program.error(), options.json);
  uint64_t constants = 0;
  for (const auto& it : program.value().constants) constants += it.bytes.size();
  if (options.json) {
    auto used = nlohmann::ordered_json::array();
    for (const codegen::Arena& it : program.value().arenas) {
      if (it.region.empty()) continue;
      used.push_back({{"name", it.region}, {"used_bytes", it.bytes}});
    }
    print({{"name", options.compile.name},
           {"target", options.compile.target},
           {"operators", program.value().steps.size()},
           {"arena_bytes", program.value().arena_bytes()},
           {"regions", std::move(used)},
           {"constant_bytes", constants}});
  } else {
    std::cout << options.out << ": " << options.compile.name << ".cc and "
              << options.compile.name << ".h for " << options.compile.target
              << ", " << base::counted(program.value().steps.size(), "operator")
              << "; arena " << base::grouped(program.value().arena_bytes())
              << " bytes, constants " << base::grouped(constants) << " bytes\n";
  }
  return kSuccess;
}

}  // namespace

void add_compile(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("compile", kPurpose);
  command->footer(kDetails);
  command->add_option("MODEL", options->model, "A .tflite file")->required();
  command->add_option("-o,--out", options->out, "The folder to write")
      ->required()
      ->option_text("DIR");
  command
      ->add_option("--name", options->compile.name,
                   "What its functions begin with; else the model's file "
                   "name")
      ->option_text("NAME");
  command
      ->add_option("--target", options->compile.target,
                   "Whose kernels will run it: " +
                       base::listed(codegen::target_names()))
      ->option_text("TARGET [cortex-m4]");
  add_regions(*command, options->regions);
  command->add_flag("--standalone", options->compile.standalone,
                    "Put the files of Mote's device/ that it needs beside it");
  command->add_flag("--self-test", options->compile.self_test,
                    "Add NAME_self_test(), which names the first operator that "
                    "gives other bits on the device than here");
  add_json_flag(*command, options->json);
  command->callback([options, &exit_code] { exit_code = compile(*options); });
}

}  // namespace mote::cli
