// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What operators there are, out of their declarations.
#ifndef MOTE_HOST_INSPECT_OP_PAGE_H_
#define MOTE_HOST_INSPECT_OP_PAGE_H_

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace mote::inspect {

// Golden cases by the operators in their models.
using CaseCounts = std::map<std::string, int>;

// A row an operator: name, code, newest version and types.
std::string ops_text();

// The page docs/ops.md.
std::string ops_markdown(const CaseCounts& cases);

nlohmann::ordered_json ops_json(const CaseCounts& cases);

}  // namespace mote::inspect

#endif  // MOTE_HOST_INSPECT_OP_PAGE_H_
