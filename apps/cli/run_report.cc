// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "apps/cli/run_report.h"

#include <iostream>
#include <nlohmann/json.hpp>

#include "apps/cli/commands.h"
#include "device/runtime/planned.h"
#include "host/base/text.h"
#include "host/io/text_array.h"
#include "host/run/ranking.h"

namespace mote::cli {
namespace {

using base::text;
using nlohmann::ordered_json;

std::vector<run::Ranked> top(const RunReport& report,
                             const std::vector<io::Array>& outputs) {
  if (report.top == 0 || outputs.empty()) return {};
  return run::rank(outputs[0], report.model.outputs()[0], report.top,
                   report.labels);
}

std::string short_values(const io::Array& array) {
  constexpr size_t kMost = 16;
  std::string out;
  for (size_t i = 0; i < array.size() && i < kMost; ++i) {
    out += " " + io::element_text(array, i);
  }
  if (array.size() > kMost) {
    out += text(" ... (", base::grouped(array.size()), " in all)");
  }
  return out;
}

void print_step(const RunReport& report,
                const std::vector<io::Array>& outputs) {
  const std::vector<io::TensorSpec> specs = report.model.outputs();
  for (size_t i = 0; i < outputs.size(); ++i) {
    std::cout << "out" << i << " '" << specs[i].name << "' "
              << base::type_name(outputs[i].type) << " "
              << base::shape_text(outputs[i].shape) << ":"
              << short_values(outputs[i]) << "\n";
  }
  int place = 0;
  for (const run::Ranked& it : top(report, outputs)) {
    std::cout << "  " << ++place << ". " << it.label << "  " << it.score
              << "\n";
  }
}

ordered_json values_json(const io::Array& array) {
  auto values = ordered_json::array();
  if (array.type == Type::kString) {
    for (const std::string_view text : io::unpack_texts(array.data)) {
      values.push_back(text);
    }
    return values;
  }
  for (size_t i = 0; i < array.size(); ++i) {
    if (array.type == Type::kUInt64) {
      values.push_back(static_cast<uint64_t>(io::integer_at(array, i)));
    } else if (io::is_integer(array.type)) {
      values.push_back(io::integer_at(array, i));
    } else {
      values.push_back(io::real_at(array, i));
    }
  }
  return values;
}

ordered_json step_json(const RunReport& report,
                       const std::vector<io::Array>& outputs) {
  auto list = ordered_json::array();
  const std::vector<io::TensorSpec> specs = report.model.outputs();
  for (size_t i = 0; i < outputs.size(); ++i) {
    list.push_back({{"name", specs[i].name},
                    {"type", base::type_name(outputs[i].type)},
                    {"shape", outputs[i].shape},
                    {"values", values_json(outputs[i])}});
  }
  ordered_json step = {{"outputs", list}};
  for (const run::Ranked& it : top(report, outputs)) {
    step["top"].push_back(
        {{"index", it.index}, {"label", it.label}, {"score", it.score}});
  }
  return step;
}

bool has_plan(const run::ModelFile& model) {
  return !model.view().metadata(Plan::kName).empty();
}

}  // namespace

void RunReport::print_text() const {
  for (size_t step = 0; step < result.outputs.size(); ++step) {
    if (steps) std::cout << "step " << step << "\n";
    print_step(*this, result.outputs[step]);
  }
  std::cout << "arena " << base::grouped(result.arena_bytes) << " bytes";
  if (has_plan(model)) {
    std::cout << (result.planned ? " by the plan in the model"
                                 : ", the plan in the model does not fit "
                                   "this target and is ignored");
  }
  if (result.stack_bytes != 0) {
    std::cout << ", stack " << base::grouped(result.stack_bytes) << " bytes";
  }
  if (result.load_instructions != 0) {
    std::cout << ", load " << base::grouped(result.load_instructions)
              << " instructions";
  }
  if (result.invoke_instructions != 0) {
    std::cout << ", invoke " << base::grouped(result.invoke_instructions)
              << " instructions";
  }
  if (result.invoke_seconds > 0) {
    std::cout << ", invoke " << result.invoke_seconds * 1e3 << " ms";
  }
  std::cout << "\n";
}

void RunReport::print_json() const {
  ordered_json json = {{"model", model.where()},
                       {"target", target},
                       {"arena_bytes", result.arena_bytes}};
  if (has_plan(model)) json["planned"] = result.planned;
  if (result.stack_bytes != 0) json["stack_bytes"] = result.stack_bytes;
  if (result.load_instructions != 0) {
    json["load_instructions"] = result.load_instructions;
  }
  if (result.invoke_instructions != 0) {
    json["invoke_instructions"] = result.invoke_instructions;
  }
  if (result.invoke_seconds > 0) json["invoke_seconds"] = result.invoke_seconds;
  for (const auto& outputs : result.outputs) {
    json["steps"].push_back(step_json(*this, outputs));
  }
  print(json);
}

}  // namespace mote::cli
