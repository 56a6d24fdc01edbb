// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The timeline of memory as text and as JSON.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "host/base/text.h"
#include "host/plan/plan.h"

namespace mote::plan {
namespace {

using base::grouped;
using base::text;

constexpr size_t kMostName = 40;

std::string holder(const Holder& it) {
  const std::string name = it.name.size() <= kMostName
                               ? it.name
                               : it.name.substr(0, kMostName - 3) + "...";
  return text(name, " ", it.offset, "-", it.offset + it.bytes);
}

uint32_t end_of(const Step& step) {
  uint32_t end = 0;
  for (const Holder& it : step.holders) end = std::max(end, it.offset + it.bytes);
  return end;
}

}  // namespace

std::string to_text(const Planned& planned) {
  std::vector<base::Row> rows = {{"#", "operator", "live", "up to", "", "holds"}};
  for (size_t i = 0; i < planned.steps.size(); ++i) {
    const Step& step = planned.steps[i];
    const bool peak = end_of(step) == planned.activation_bytes;
    std::string held;
    for (const Holder& it : step.holders) {
      held += (held.empty() ? "" : ", ") + holder(it);
    }
    rows.push_back({std::to_string(i), step.op, grouped(step.live_bytes),
                    grouped(end_of(step)), peak ? "peak" : "", held});
  }
  return text(base::table(rows), planned.model, " on ", planned.target,
              ": arena ", grouped(planned.arena_bytes), " bytes, of these ",
              grouped(planned.activation_bytes),
              " activations and scratch (at least ",
              grouped(planned.least_bytes), "); plan ",
              grouped(planned.plan_bytes), " bytes\n");
}

nlohmann::ordered_json to_json(const Planned& planned) {
  nlohmann::ordered_json json = {{"model", planned.model},
                                 {"target", planned.target},
                                 {"arena_bytes", planned.arena_bytes},
                                 {"activation_bytes", planned.activation_bytes},
                                 {"least_bytes", planned.least_bytes},
                                 {"plan_bytes", planned.plan_bytes},
                                 {"steps", nlohmann::ordered_json::array()}};
  for (const Step& step : planned.steps) {
    auto holders = nlohmann::ordered_json::array();
    for (const Holder& it : step.holders) {
      holders.push_back(
          {{"name", it.name}, {"offset", it.offset}, {"bytes", it.bytes}});
    }
    json["steps"].push_back({{"op", step.op},
                             {"live_bytes", step.live_bytes},
                             {"holders", std::move(holders)}});
  }
  return json;
}

}  // namespace mote::plan
