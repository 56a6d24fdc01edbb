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

std::string holder(const Planned& planned, const Holder& it) {
  const std::string name = it.name.size() <= kMostName
                               ? it.name
                               : it.name.substr(0, kMostName - 3) + "...";
  const std::string region =
      planned.regions.empty() ? "" : planned.regions[it.region].name + ":";
  return text(name, " ", region, it.offset, "-", it.offset + it.bytes);
}

// Bytes of each region, or of the one arena, up to which a step holds some.
uint32_t end_of(const Planned& planned, const Step& step) {
  std::vector<uint32_t> ends(std::max<size_t>(planned.regions.size(), 1));
  for (const Holder& it : step.holders) {
    ends[it.region] = std::max(ends[it.region], it.offset + it.bytes);
  }
  return std::accumulate(ends.begin(), ends.end(), 0u);
}

std::string summary(const Planned& planned) {
  std::string out = text(planned.model, " on ", planned.target, ": ");
  if (planned.regions.empty()) {
    out += text("arena ", grouped(planned.arena_bytes), " bytes, of these ");
  }
  out += text(grouped(planned.activation_bytes),
              " activations and scratch (at least ",
              grouped(planned.least_bytes), ")");
  if (planned.regions.empty()) {
    out += text("; plan ", grouped(planned.plan_bytes), " bytes");
  }
  for (size_t i = 0; i < planned.regions.size(); ++i) {
    const Region& it = planned.regions[i];
    out += text("; ", it.name, " ", grouped(planned.region_bytes[i]), " of ",
                grouped(it.bytes));
  }
  if (planned.moved != 0) {
    out += text("; ", base::counted(planned.moved, "operator"),
                " in another order");
  }
  return out + "\n";
}

}  // namespace

std::string to_text(const Planned& planned) {
  std::vector<base::Row> rows = {{"#", "operator", "live", "up to", "", "holds"}};
  uint32_t most = 0;
  for (const Step& step : planned.steps) {
    most = std::max(most, end_of(planned, step));
  }
  for (size_t i = 0; i < planned.steps.size(); ++i) {
    const Step& step = planned.steps[i];
    const bool peak = end_of(planned, step) == most;
    std::string held;
    for (const Holder& it : step.holders) {
      held += (held.empty() ? "" : ", ") + holder(planned, it);
    }
    rows.push_back({std::to_string(i), step.op, grouped(step.live_bytes),
                    grouped(end_of(planned, step)), peak ? "peak" : "", held});
  }
  return base::table(rows) + summary(planned);
}

nlohmann::ordered_json to_json(const Planned& planned) {
  nlohmann::ordered_json json = {{"model", planned.model},
                                 {"target", planned.target}};
  if (planned.regions.empty()) {
    json["arena_bytes"] = planned.arena_bytes;
    json["plan_bytes"] = planned.plan_bytes;
  }
  json["activation_bytes"] = planned.activation_bytes;
  json["least_bytes"] = planned.least_bytes;
  json["moved_operators"] = planned.moved;
  for (size_t i = 0; i < planned.regions.size(); ++i) {
    const Region& it = planned.regions[i];
    json["regions"].push_back({{"name", it.name},
                               {"bytes", it.bytes},
                               {"used_bytes", planned.region_bytes[i]}});
  }
  json["steps"] = nlohmann::ordered_json::array();
  for (const Step& step : planned.steps) {
    auto holders = nlohmann::ordered_json::array();
    for (const Holder& it : step.holders) {
      holders.push_back(
          {{"name", it.name}, {"offset", it.offset}, {"bytes", it.bytes}});
      if (!planned.regions.empty()) {
        holders.back()["region"] = planned.regions[it.region].name;
      }
    }
    json["steps"].push_back({{"op", step.op},
                             {"live_bytes", step.live_bytes},
                             {"holders", std::move(holders)}});
  }
  return json;
}

}  // namespace mote::plan
