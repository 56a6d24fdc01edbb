// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/core/flat.h"

namespace mote::flat {

const uint8_t* Table::field(int slot) const {
  if (at_ == nullptr) return nullptr;
  const uint8_t* vtable = at_ - load_aligned<int32_t>(at_);
  const int entry = 4 + 2 * slot;
  if (entry >= load_aligned<uint16_t>(vtable)) return nullptr;
  const uint16_t distance = load_aligned<uint16_t>(vtable + entry);
  return distance == 0 ? nullptr : at_ + distance;
}

const uint8_t* Table::target(int slot) const {
  const uint8_t* at = field(slot);
  return at == nullptr ? nullptr : follow(at);
}

}  // namespace mote::flat
