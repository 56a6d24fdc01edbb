// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/codegen/compiled_runner.h"

#include <algorithm>

#include "host/base/text.h"
#include "host/codegen/compile.h"
#include "host/codegen/kit.h"
#include "host/codegen/source.h"
#include "host/emulate/emulator.h"
#include "host/emulate/job_image.h"
#include "host/emulate/process.h"
#include "host/emulate/workspace.h"

namespace mote::codegen {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::Result;
using base::text;

constexpr int kSeconds = 540;

// An initializer of compiled::Boundary for each.
std::string boundaries(const std::vector<Boundary>& all,
                       const std::string& name, const std::string& which) {
  std::string rows;
  for (size_t i = 0; i < all.size(); ++i) {
    const io::TensorSpec& spec = all[i].spec;
    std::string dims;
    for (const int32_t dim : spec.shape) dims += text(dim, ", ");
    rows += text("    {[]() -> const void* { return ", name, "_", which, "_", i,
                 "(); }, ", spec.bytes(), ", ", static_cast<int>(spec.type),
                 ", ", spec.shape.size(), ", {", dims, "}},\n");
  }
  if (rows.empty()) return "";
  return text("const mote::compiled::Boundary ", name, "_", which, "s[] = {\n",
              rows, "};\n");
}

// One source file with all programs, called model0, model1, ..., and the table
// that names them.
std::string test_source(std::span<const Program> programs) {
  std::set<std::string> headers = {"apps/compiled/model.h"};
  std::string out, rows;
  for (const Program& it : programs) headers.merge(includes(it));
  for (const std::string& it : headers) out += text("#include \"", it, "\"\n");
  for (size_t i = 0; i < programs.size(); ++i) {
    const Program& it = programs[i];
    const std::string name = text("model", i);
    out += header_text(it, name) + body_text(it, name) +
           boundaries(it.inputs, name, "input") +
           boundaries(it.outputs, name, "output");
    rows += text("    {&", name, "_invoke, &", name, "_reset, ",
                 it.inputs.empty() ? "nullptr" : name + "_inputs", ", ",
                 it.inputs.size(), ", ",
                 it.outputs.empty() ? "nullptr" : name + "_outputs", ", ",
                 it.outputs.size(), ", ", it.arena_bytes(), "},\n");
  }
  return out + text(
                   "const mote::compiled::Model mote::compiled::kModels[] = "
                   "{\n",
                   rows, "};\n");
}

Result<std::vector<run::CaseResult>> run_on_host(
    const fs::path& program, const emulate::Workspace& workspace,
    std::span<const run::Case> cases) {
  const fs::path job = workspace.file("job");
  const fs::path results = workspace.file("results");
  const auto written = base::write_file(job, emulate::job_image(cases));
  if (!written.ok()) return written.error();
  const auto ended =
      emulate::run_process({program.string(), results.string(), job.string()},
                           workspace.file("log"), kSeconds);
  if (!ended.ok()) return ended.error();
  std::vector<run::CaseResult> done;
  if (const auto stream = base::read_file(results); stream.ok()) {
    done = emulate::read_results(stream.value(), cases);
  }
  for (size_t i = done.size(); i < cases.size(); ++i) {
    done.emplace_back().loaded = true;
    done.back().error =
        Error{cases[i].model->where(),
              text("the compiled program ended with code ", ended.value().code),
              ""};
  }
  return done;
}

// An operator that may end an inference early leaves outputs undefined.
bool may_end_early(const Program& program) {
  return std::ranges::any_of(program.steps, [](const Step& step) {
    return step.prepared.info->name == "CIRCULAR_BUFFER";
  });
}

// Where two runs differ; empty: nowhere.
std::string difference(const run::CaseResult& one,
                       const run::CaseResult& other) {
  for (size_t step = 0; step < other.outputs.size(); ++step) {
    for (size_t i = 0; i < other.outputs[step].size(); ++i) {
      if (step >= one.outputs.size() ||
          one.outputs[step][i].data != other.outputs[step][i].data) {
        return text("out", i, " of step ", step);
      }
    }
  }
  return "";
}

}  // namespace

Result<std::vector<run::CaseResult>> CompiledRunner::run_programs(
    std::span<const Program> programs, std::span<const run::Case> cases) {
  const Result<Kit> kit = Kit::find(target_.target);
  if (!kit.ok()) return kit.error();
  const auto workspace = emulate::Workspace::make();
  if (!workspace.ok()) return workspace.error();
  const fs::path source = workspace.value()->file("models.cc");
  const fs::path program = workspace.value()->file("models.elf");
  const auto written = base::write_file(source, test_source(programs));
  if (!written.ok()) return written.error();
  // Here nothing but calls is compiled: the library holds the operators.
  std::vector<std::string> options;
  if (on_host()) options.push_back("-O0");
  const auto built = kit.value().build(source, options, program);
  if (!built.ok()) return built.error();
  if (on_host()) return run_on_host(program, *workspace.value(), cases);
  emulate::Emulator emulator(*emulate::find_board(target_.target), program);
  return emulator.run_batch(cases);
}

Result<std::vector<run::CaseResult>> CompiledRunner::run_batch(
    std::span<const run::Case> cases) {
  run::HostRunner interpreter;
  auto results = interpreter.run_batch(cases);
  if (!results.ok()) return results.error();
  std::vector<Program> programs;
  std::vector<run::Case> compiled;
  std::vector<size_t> position;
  for (size_t i = 0; i < cases.size(); ++i) {
    if (results->at(i).error) continue;
    Result<Program> program = make_program(*cases[i].model, target_);
    if (!program.ok()) {
      results->at(i) = {};
      results->at(i).error = program.error();
      continue;
    }
    programs.push_back(std::move(program).value());
    compiled.push_back(cases[i]);
    position.push_back(i);
  }
  if (programs.empty()) return results;
  auto ours = run_programs(programs, compiled);
  if (!ours.ok()) return ours.error();
  for (size_t k = 0; k < position.size(); ++k) {
    run::CaseResult& it = ours->at(k);
    if (!it.error && !may_end_early(programs[k])) {
      const std::string where = difference(it, results->at(position[k]));
      if (!where.empty()) {
        it.loaded = true;
        it.error =
            Error{cases[position[k]].model->where(),
                  where + " differs from what the interpreter gives", ""};
      }
    }
    results->at(position[k]) = std::move(it);
  }
  return results;
}

Result<std::unique_ptr<run::Runner>> make_compiled_runner(
    const std::string& target) {
  const TargetKernels* kernels = find_target(target);
  if (kernels == nullptr) {
    return Error{"--target " + target, "there is no such target",
                 "choose among " + base::listed(target_names())};
  }
  return std::unique_ptr<run::Runner>(new CompiledRunner(*kernels));
}

}  // namespace mote::codegen
