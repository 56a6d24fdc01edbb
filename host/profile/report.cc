// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The profile as text and as JSON.
#include <iomanip>
#include <nlohmann/json.hpp>

#include "host/base/text.h"
#include "host/profile/profile.h"

namespace mote::profile {
namespace {

using base::grouped;
using base::Row;
using nlohmann::ordered_json;

std::string rounded(double value, int digits) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(digits) << value;
  return out.str();
}

// What an operator is charged with: instructions, or nanoseconds on the host.
double charge(const Profile& profile, const OperatorCost& it) {
  return profile.target == "host" ? it.seconds * 1e9
                                  : static_cast<double>(it.mix.instructions);
}

double per_work(const Profile& profile, const OperatorCost& it) {
  return it.work == 0
             ? 0 : charge(profile, it) / static_cast<double>(it.work);
}

OperatorCost total(const Profile& profile) {
  OperatorCost sum;
  for (const OperatorCost& it : profile.operators) {
    sum.work += it.work;
    sum.mix.instructions += it.mix.instructions;
    sum.cycles += it.cycles;
    sum.seconds += it.seconds;
  }
  return sum;
}

Row row(const Profile& profile, const OperatorCost& it, double whole,
        std::string number, std::string name) {
  const double cost = charge(profile, it);
  const double share = whole == 0 ? 0 : 100 * cost / whole;
  Row out = {std::move(number), std::move(name),
             it.shape.empty() ? "" : base::shape_text(it.shape),
             grouped(it.work), grouped(static_cast<uint64_t>(cost)),
             rounded(per_work(profile, it), 2), rounded(share, 1) + " %"};
  if (it.cycles != 0) out.push_back(grouped(it.cycles));
  return out;
}

}  // namespace

std::string to_text(const Profile& profile) {
  const bool host = profile.target == "host";
  const OperatorCost sum = total(profile);
  const double whole = charge(profile, sum);
  std::vector<Row> rows = {{"#", "operator", "output", "work",
                            host ? "nanoseconds" : "instructions", "per work",
                            "share"}};
  if (sum.cycles != 0) rows[0].push_back("cycles, an estimate");
  for (const OperatorCost& it : profile.operators) {
    rows.push_back(row(profile, it, whole, std::to_string(it.index), it.name));
  }
  rows.push_back(row(profile, sum, whole, "", "all"));
  std::string out = profile.model + " on " + profile.target + "\n" +
                    base::table(rows);
  if (sum.cycles != 0) {
    out += "cycles are estimated from the published timing of the core's "
           "instructions,\nwith memory that never makes it wait\n";
  }
  return out;
}

ordered_json to_json(const Profile& profile) {
  ordered_json out = {{"model", profile.model}, {"target", profile.target}};
  const OperatorCost sum = total(profile);
  const double whole = charge(profile, sum);
  auto list = ordered_json::array();
  const auto costs = [&](const OperatorCost& it, ordered_json& json) {
    json["work"] = it.work;
    if (profile.target == "host") {
      json["seconds"] = it.seconds;
      return;
    }
    json["instructions"] = it.mix.instructions;
    if (it.cycles != 0) json["estimated_cycles"] = it.cycles;
  };
  for (const OperatorCost& it : profile.operators) {
    ordered_json json = {
        {"index", it.index}, {"operator", it.name}, {"output", it.shape}};
    costs(it, json);
    json["per_work"] = per_work(profile, it);
    json["share"] = whole == 0 ? 0 : charge(profile, it) / whole;
    if (profile.target != "host") {
      json["mix"] = {{"loads", it.mix.loads},
                     {"streamed_loads", it.mix.streamed},
                     {"stores", it.mix.stores},
                     {"further_words", it.mix.words},
                     {"multiplies", it.mix.multiplies},
                     {"long_multiplies", it.mix.long_multiplies},
                     {"divisions", it.mix.divisions},
                     {"vectors", it.mix.vectors},
                     {"taken_branches", it.mix.jumps}};
    }
    list.push_back(std::move(json));
  }
  costs(sum, out);
  out["operators"] = std::move(list);
  return out;
}

}  // namespace mote::profile
