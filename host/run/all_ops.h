// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Every operator of Mote, for programs on the host; the operators' own headers
// are seen by one source file only.
#ifndef MOTE_HOST_RUN_ALL_OPS_H_
#define MOTE_HOST_RUN_ALL_OPS_H_

#include <span>
#include <string_view>
#include <vector>

#include "device/ops/list.h"

namespace mote::run {

// What an operator's declaration says of it.
struct OpInfo {
  std::string_view name;         // as the format spells it, or the custom name
  std::string_view struct_name;  // in mote::ops
  // Its Variants as a program spells them: "int8_t", "mote::ops::Hybrid";
  // "void" for one that moves any type.
  std::vector<std::string_view> variants;
  ops::OpEntry entry;
};

// In the order of ops::All.
std::span<const OpInfo> all_ops();
ops::OpList all_op_list();

// Null when Mote has none. custom_name counts for code 32 only.
const OpInfo* find_op(int32_t code, std::string_view custom_name);

}  // namespace mote::run

#endif  // MOTE_HOST_RUN_ALL_OPS_H_
