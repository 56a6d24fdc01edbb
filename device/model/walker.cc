// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/model/walker.h"

namespace mote::model {

bool Walker::follow(uint32_t at, uint32_t& target) const {
  const uint32_t distance = load<uint32_t>(at);
  target = at + distance;
  return distance % 4 == 0 && distance <= bytes_.size - at &&
         bytes_.size - target >= 4;
}

bool Walker::vector(uint32_t at, uint32_t width) const {
  const uint32_t room = bytes_.size - at - 4;
  const uint32_t shift = width == 8 ? 3 : width / 2;
  return load<uint32_t>(at) <= room >> shift;
}

Status Walker::tables(uint32_t at, uint8_t schema) {
  if (!vector(at, 4)) return Status::kMalformed;
  for (uint32_t left = load<uint32_t>(at); left > 0; --left) {
    at += 4;
    uint32_t element = 0;
    if (!follow(at, element)) return Status::kMalformed;
    const Status status = table(element, schema);
    if (status != Status::kOk) return status;
  }
  return Status::kOk;
}

Status Walker::field(uint32_t at, const Field& field) {
  uint32_t target = 0;
  if (!follow(at, target)) return Status::kMalformed;
  if (field.kind == Field::kTables) return tables(target, field.arg);
  if (field.kind != Field::kVector) return table(target, field.arg);
  return vector(target, field.arg) ? Status::kOk : Status::kMalformed;
}

Status Walker::table(uint32_t at, uint8_t schema) {
  const uint32_t vtable = at - load<uint32_t>(at);
  if (vtable % 2 != 0 || vtable > bytes_.size - 4 || !spend(1)) {
    return Status::kMalformed;
  }
  const uint32_t vtable_bytes = load<uint16_t>(vtable);
  const uint32_t bytes = load<uint16_t>(vtable + 2);
  if (vtable_bytes < 4 || vtable_bytes % 2 != 0 ||
      vtable_bytes > bytes_.size - vtable || bytes < 4 ||
      bytes > bytes_.size - at) {
    return Status::kMalformed;
  }
  const Field* const end = schemas_.fields + schemas_.first[schema + 1];
  for (const Field* it = schemas_.fields + schemas_.first[schema]; it != end;
       ++it) {
    const uint32_t entry = 4 + 2u * it->slot;
    if (entry >= vtable_bytes) break;
    const uint32_t distance = load<uint16_t>(vtable + entry);
    if (distance == 0) continue;
    const bool scalar = it->kind == Field::kScalar;
    const uint32_t width = scalar ? it->arg : 4u;
    if (distance < 4 || distance + width > bytes ||
        (width > 1 && distance % 4 != 0)) {
      return Status::kMalformed;
    }
    if (scalar) continue;
    const Status status = field(at + distance, *it);
    if (status != Status::kOk) return status;
  }
  return Status::kOk;
}

}  // namespace mote::model
