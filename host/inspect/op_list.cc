// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/inspect/op_list.h"

#include <map>
#include <set>

namespace mote::inspect {
namespace {

using Used = std::map<std::string_view, std::set<std::string_view>>;

std::string item(std::string_view name,
                 const std::set<std::string_view>& variants) {
  std::string out = "mote::ops::" + std::string(name);
  if (variants.empty()) return out;
  out = "mote::ops::Only<" + out;
  for (const std::string_view variant : variants) {
    out += ", " + std::string(variant);
  }
  return out + ">";
}

}  // namespace

std::string op_list(std::span<const run::Prepared> operators) {
  Used used;
  for (const run::Prepared& it : operators) {
    if (it.info == nullptr) continue;
    std::set<std::string_view>& variants = used[it.info->struct_name];
    const bool choice = it.info->variants.size() > 1;
    if (choice && it.fault.status == Status::kOk) variants.insert(it.variant());
  }
  std::string out = "using Ops = mote::ops::List<";
  for (const auto& [name, variants] : used) {
    out += out.ends_with('<') ? "\n    " : ",\n    ";
    out += item(name, variants);
  }
  return out + ">;\n";
}

}  // namespace mote::inspect
