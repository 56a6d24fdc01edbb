// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "tests/flex_writer.h"

#include <cstring>

namespace mote::tests {
namespace {

constexpr uint8_t kWidth = 4;
constexpr uint8_t kWidthBits = 2;

void append(base::Bytes& out, uint32_t value) {
  for (int i = 0; i < kWidth; ++i) {
    out.push_back(static_cast<uint8_t>(value >> 8 * i));
  }
}

// Offsets count backwards.
void append_offset(base::Bytes& out, size_t target) {
  append(out, static_cast<uint32_t>(out.size() - target));
}

uint8_t kind_of(const FlexOption& option) {
  constexpr uint8_t kKinds[] = {1, 3, 26};
  return static_cast<uint8_t>(kKinds[option.index()] << 2 | kWidthBits);
}

uint32_t bits_of(const FlexOption& option) {
  uint32_t bits = 0;
  if (const auto* real = std::get_if<float>(&option)) {
    std::memcpy(&bits, real, sizeof(bits));
  } else if (const auto* flag = std::get_if<bool>(&option)) {
    bits = *flag;
  } else {
    bits = static_cast<uint32_t>(std::get<int32_t>(option));
  }
  return bits;
}

}  // namespace

base::Bytes flex_map(const std::map<std::string, FlexOption>& options) {
  base::Bytes out;
  std::map<std::string, size_t> at;
  for (const auto& [name, option] : options) {
    at[name] = out.size();
    out.insert(out.end(), name.c_str(), name.c_str() + name.size() + 1);
  }
  const uint32_t count = static_cast<uint32_t>(options.size());
  append(out, count);
  const size_t names = out.size();
  for (const auto& [name, option] : options) append_offset(out, at[name]);
  append_offset(out, names);
  append(out, kWidth);
  append(out, count);
  const size_t values = out.size();
  for (const auto& [name, option] : options) append(out, bits_of(option));
  for (const auto& [name, option] : options) out.push_back(kind_of(option));
  append_offset(out, values);
  out.push_back(9 << 2 | kWidthBits);
  out.push_back(kWidth);
  return out;
}

}  // namespace mote::tests
