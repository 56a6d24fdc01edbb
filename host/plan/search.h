// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Places for buffers, by a longer search than a device could afford.
#ifndef MOTE_HOST_PLAN_SEARCH_H_
#define MOTE_HOST_PLAN_SEARCH_H_

#include <vector>

#include "device/memory/plan.h"

namespace mote::plan {

// What an output saves by lying over the input that dies where it is made.
uint32_t overlap_bytes(const memory::Buffer& output,
                       const memory::Buffer& input);

// Bytes alive at each of the steps 0..steps-1, when an output lies over its
// input as far as it may. What no placement can undercut.
std::vector<uint32_t> live_bytes(const std::vector<memory::Buffer>& buffers,
                                 uint32_t steps);

// The buffers with places of which every one is legal for memory::place. Tries
// orders of placement, `tries` of them at most, and stops early when the
// buffers span no more than `least`. The same for the same arguments.
std::vector<memory::Buffer> search(const std::vector<memory::Buffer>& buffers,
                                   uint32_t least, int tries);

// The same for the buffers of a graph of so many operators, until they span no
// more than live_bytes says or a second or two have passed.
std::vector<memory::Buffer> place(const std::vector<memory::Buffer>& buffers,
                                  uint32_t steps);

// The bytes that they span.
uint32_t span_of(const std::vector<memory::Buffer>& buffers);

}  // namespace mote::plan

#endif  // MOTE_HOST_PLAN_SEARCH_H_
