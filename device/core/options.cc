// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/core/options.h"

namespace mote {

const uint8_t* OptionReader::checked(int slot, uint32_t width) {
  const uint8_t* at = table_.field(slot);
  if (at == nullptr) return nullptr;
  const uint8_t* vtable =
      table_.address() - load_unaligned<int32_t>(table_.address());
  const uint32_t distance = static_cast<uint32_t>(at - table_.address());
  if (distance < 4 || distance + width > load_unaligned<uint16_t>(vtable + 2)) {
    ok_ = false;
    return nullptr;
  }
  return at;
}

void OptionReader::read(int slot, uint32_t width, void* value) {
  const uint8_t* at = checked(slot, width);
  if (at != nullptr) copy_bytes(value, at, width);
}

void OptionReader::vector(int slot, uint32_t width, const uint8_t*& at,
                          uint32_t& size) {
  const uint8_t* field = checked(slot, 4);
  if (field == nullptr) return;
  const uint64_t room = static_cast<uint64_t>(end_ - field);
  const uint64_t offset = load_unaligned<uint32_t>(field);
  if (offset + 4 > room) {
    ok_ = false;
    return;
  }
  const uint64_t count = load_unaligned<uint32_t>(field + offset);
  if (count * width > room - offset - 4) {
    ok_ = false;
    return;
  }
  at = field + offset + 4;
  size = static_cast<uint32_t>(count);
}

}  // namespace mote
