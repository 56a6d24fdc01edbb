// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Small pieces of text that messages and reports are made of.
#ifndef MOTE_HOST_BASE_TEXT_H_
#define MOTE_HOST_BASE_TEXT_H_

#include <cstdint>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "device/core/type.h"

namespace mote::base {

// The parts, one after the other, as a stream prints them.
template <class... Part>
std::string text(const Part&... parts) {
  std::ostringstream out;
  (out << ... << parts);
  return out.str();
}

// "1,234,567".
std::string grouped(uint64_t n);

// "3 cases", "1 case".
std::string counted(uint64_t n, std::string_view noun);

// "int8", as the format's documentation spells it; "type 77" of a number that
// it does not define.
std::string type_name(Type type);

// "[1,49,10,1]"; "[]" of a scalar.
std::string shape_text(std::span<const int32_t> shape);

// "a, b and c".
std::string listed(const std::vector<std::string>& items);

// Rows in columns as wide as their widest cell, indented by two; the last
// column runs free.
using Row = std::vector<std::string>;
std::string table(const std::vector<Row>& rows);

}  // namespace mote::base

#endif  // MOTE_HOST_BASE_TEXT_H_
