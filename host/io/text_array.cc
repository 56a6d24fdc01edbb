// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/io/text_array.h"

#include <algorithm>

#include "device/core/span.h"

namespace mote::io {
namespace {

int32_t number(std::span<const uint8_t> bytes, size_t i) {
  return load_unaligned<int32_t>(bytes.data() + i * sizeof(int32_t));
}

void append(base::Bytes& bytes, size_t number) {
  const uint32_t n = static_cast<uint32_t>(number);
  const uint8_t* at = reinterpret_cast<const uint8_t*>(&n);
  bytes.insert(bytes.end(), at, at + sizeof(n));
}

}  // namespace

bool are_packed(std::span<const uint8_t> bytes, size_t count) {
  const size_t head = (count + 2) * sizeof(int32_t);
  if (bytes.size() < head || bytes.size() > INT32_MAX ||
      number(bytes, 0) != static_cast<int32_t>(count) ||
      number(bytes, 1) < static_cast<int32_t>(head)) {
    return false;
  }
  for (size_t i = 1; i <= count; ++i) {
    if (number(bytes, i + 1) < number(bytes, i)) return false;
  }
  return number(bytes, count + 1) <= static_cast<int32_t>(bytes.size());
}

std::vector<std::string_view> unpack_texts(std::span<const uint8_t> bytes) {
  std::vector<std::string_view> texts;
  const char* data = reinterpret_cast<const char*>(bytes.data());
  for (int32_t i = 1; i <= number(bytes, 0); ++i) {
    const size_t at = static_cast<size_t>(i);
    texts.emplace_back(data + number(bytes, at), data + number(bytes, at + 1));
  }
  return texts;
}

base::Bytes pack_texts(std::span<const std::string_view> texts) {
  base::Bytes bytes;
  append(bytes, texts.size());
  size_t at = (texts.size() + 2) * sizeof(int32_t);
  append(bytes, at);
  for (const std::string_view text : texts) append(bytes, at += text.size());
  for (const std::string_view text : texts) {
    bytes.insert(bytes.end(), text.begin(), text.end());
  }
  return bytes;
}

}  // namespace mote::io
