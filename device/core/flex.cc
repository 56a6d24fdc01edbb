// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/core/flex.h"

namespace mote {
namespace {

uint32_t width_of(uint8_t type) { return 1u << (type & 3u); }

// An unsigned number of 1, 2, 4 or 8 bytes.
uint64_t load_wide(const uint8_t* at, uint32_t width) {
  uint64_t value = 0;
  copy_bytes(&value, at, width);
  return value;
}

flex::Number from_real(float real) {
  constexpr float kLimit = 4611686018427387904.0f;  // 2^62
  const float kept = real != real ? 0.0f : clamp(real, -kLimit, kLimit);
  return {static_cast<int64_t>(kept), real};
}

flex::Number from_whole(int64_t whole) {
  return {whole, static_cast<float>(whole)};
}

}  // namespace

flex::Number flex::number(const uint8_t* at, uint32_t width, uint8_t kind) {
  const uint64_t raw = load_wide(at, width);
  const uint32_t unused = 64 - 8 * width;
  switch (kind) {
    case kInt:
      return from_whole(static_cast<int64_t>(raw << unused) >> unused);
    case kUInt: case kBool: return from_whole(static_cast<int64_t>(raw));
    case kFloat:
      if (width == 4) return from_real(load_unaligned<float>(at));
      // Writers store reals as doubles unless told otherwise.
      if (width == 8) {
        return from_real(static_cast<float>(load_unaligned<double>(at)));
      }
      return {};
    default: return {};
  }
}

uint64_t FlexReader::load(uint64_t at, uint64_t width) {
  const bool fits = width == 1 || width == 2 || width == 4 || width == 8;
  if (!inside(at, width) || !fits) {
    ok_ = false;
    return 0;
  }
  return load_wide(bytes_.data + at, static_cast<uint32_t>(width));
}

uint64_t FlexReader::follow(uint64_t at, uint64_t width) {
  const uint64_t back = load(at, width);
  if (back > at) ok_ = false;
  return ok_ ? at - back : 0;
}

bool FlexReader::named(uint64_t at, const char* name) {
  for (;; ++at, ++name) {
    const uint64_t letter = load(at, 1);
    if (!ok_ || letter != static_cast<uint8_t>(*name)) return false;
    if (letter == 0) return true;
  }
}

FlexReader::Value FlexReader::root() {
  if (bytes_.size < 3) {
    ok_ = false;
    return {};
  }
  const uint32_t width = bytes_[bytes_.size - 1];
  if (width > bytes_.size - 2) {
    ok_ = false;
    return {};
  }
  return {bytes_.size - 2 - width, width, bytes_[bytes_.size - 2]};
}

FlexReader::Value FlexReader::find(const char* name) {
  if (bytes_.empty() || !ok_) return {};
  const Value map = root();
  const uint64_t values = follow(map.at, map.width);
  const uint32_t width = width_of(map.type);
  if (map.kind() != flex::kMap || values < 3 * width) ok_ = false;
  if (!ok_) return {};
  const uint64_t names = follow(values - 3 * width, width);
  const uint64_t name_width = load(values - 2 * width, width);
  const uint64_t count = load(values - width, width);
  // Before they are multiplied: each value takes a byte at least.
  if (!inside(values, count) || !inside(values, count * (width + 1ull))) {
    return {};
  }
  for (uint64_t i = 0; i < count && ok_; ++i) {
    const uint64_t at = follow(names + i * name_width, name_width);
    if (!named(at, name)) continue;
    const uint64_t type = load(values + count * width + i, 1);
    return {values + i * width, width, static_cast<uint8_t>(type)};
  }
  return {};
}

bool FlexReader::number(const char* name, flex::Number& found) {
  Value value = find(name);
  uint8_t kind = value.kind();
  if (kind == flex::kNull) return false;
  if (kind >= flex::kIndirectInt && kind <= flex::kIndirectFloat) {
    value.at = follow(value.at, value.width);
    value.width = width_of(value.type);
    kind = static_cast<uint8_t>(kind - flex::kIndirectInt + flex::kInt);
  }
  const bool numeric =
      (kind >= flex::kInt && kind <= flex::kFloat) || kind == flex::kBool;
  if (!numeric || !inside(value.at, value.width)) {
    ok_ = false;
    return false;
  }
  found = flex::number(bytes_.data + value.at, value.width, kind);
  return true;
}

void FlexReader::operator()(int, const char* name, FlexNumbers& value) {
  value = {};
  const Value vector = find(name);
  const uint8_t kind = vector.kind();
  if (kind == flex::kNull) return;
  const uint32_t width = width_of(vector.type);
  const uint64_t at = follow(vector.at, vector.width);
  const bool typed = kind >= flex::kVectorInt && kind <= flex::kVectorFloat;
  const bool known =
      typed || kind == flex::kVector || kind == flex::kVectorBool;
  if (!known || at < width) ok_ = false;
  if (!ok_) return;
  const uint64_t count = load(at - width, width);
  const uint64_t each = width + (kind == flex::kVector ? 1ull : 0ull);
  if (!inside(at, count) || !inside(at, count * each)) return;
  value.at = bytes_.data + at;
  value.size = static_cast<uint32_t>(count);
  value.width = static_cast<uint8_t>(width);
  const int of_element =
      typed ? kind - flex::kVectorInt + flex::kInt : +flex::kBool;
  value.kind = static_cast<uint8_t>(of_element);
  if (kind == flex::kVector) value.types = value.at + count * width;
}

}  // namespace mote
