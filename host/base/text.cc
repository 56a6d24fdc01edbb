// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/base/text.h"

#include <algorithm>

namespace mote::base {

std::string grouped(uint64_t n) {
  std::string digits = std::to_string(n);
  for (size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string counted(uint64_t n, std::string_view noun) {
  return grouped(n) + " " + std::string(noun) + (n == 1 ? "" : "s");
}

std::string type_name(Type type) {
  constexpr std::string_view kNames[] = {
      "float32", "float16", "int32", "uint8", "int64", "string", "bool",
      "int16", "complex64", "int8", "float64", "complex128", "uint64",
      "resource", "variant", "uint32", "uint16", "int4", "bfloat16", "int2",
      "uint4", "float8_e4m3fn", "float8_e5m2"};
  static_assert(std::size(kNames) == kTypes);
  const size_t number = static_cast<size_t>(type);
  if (number < std::size(kNames)) return std::string(kNames[number]);
  return "type " + std::to_string(number);
}

std::string shape_text(std::span<const int32_t> shape) {
  std::string out = "[";
  for (const int32_t dim : shape) {
    if (out.size() > 1) out += ",";
    out += std::to_string(dim);
  }
  return out + "]";
}

std::string listed(const std::vector<std::string>& items) {
  std::string out;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i != 0) out += i + 1 == items.size() ? " and " : ", ";
    out += items[i];
  }
  return out;
}

std::string table(const std::vector<Row>& rows) {
  std::vector<size_t> widths;
  for (const Row& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], row[i].size());
    }
  }
  std::string out;
  for (const Row& row : rows) {
    std::string line = " ";
    for (size_t i = 0; i < row.size(); ++i) {
      line += " " + row[i];
      if (i + 1 < row.size()) line.append(widths[i] - row[i].size() + 1, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

}  // namespace mote::base
