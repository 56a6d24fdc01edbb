// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The operator list that a program needs for a model.
#ifndef MOTE_HOST_INSPECT_OP_LIST_H_
#define MOTE_HOST_INSPECT_OP_LIST_H_

#include <span>

#include "host/run/prepared.h"

namespace mote::inspect {

// "using Ops = mote::ops::List<...>;" with the variants that the operators are
// evaluated for, by name. Those that Mote does not have are left out.
std::string op_list(std::span<const run::Prepared> operators);

}  // namespace mote::inspect

#endif  // MOTE_HOST_INSPECT_OP_LIST_H_
