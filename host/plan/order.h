// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The order of operators that needs the least memory.
#ifndef MOTE_HOST_PLAN_ORDER_H_
#define MOTE_HOST_PLAN_ORDER_H_

#include "host/plan/usage.h"

namespace mote::plan {

struct Order {
  std::vector<uint32_t> operators;  // their numbers, as they run
  uint32_t peak_bytes = 0;  // most bytes alive at a step, as live_bytes tells
  bool exact = true;        // no order has a lower peak
};

// Searches the orders that operands and state allow, step by step, `width`
// states at most each; with fewer the result is exact. The order that is there
// stays when no other has a lower peak.
Order find_order(const Usage& usage, size_t width);

}  // namespace mote::plan

#endif  // MOTE_HOST_PLAN_ORDER_H_
