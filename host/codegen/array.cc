// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <cstring>

#include "host/base/text.h"
#include "host/codegen/source.h"
#include "host/run/params_text.h"

namespace mote::codegen {
namespace {

// Elements of T, several a line.
template <class T>
std::string elements(const base::Bytes& bytes) {
  std::string out, line = "   ";
  for (size_t at = 0; at < bytes.size(); at += sizeof(T)) {
    T value = 0;
    std::memcpy(&value, bytes.data() + at,
                std::min(sizeof(T), bytes.size() - at));
    std::string item;
    if constexpr (std::is_same_v<T, uint32_t>) {
      char text[16];
      std::snprintf(text, sizeof(text), " 0x%08x,", value);
      item = text;
    } else {
      item = " " + run::value_text(value) + ",";
    }
    if (line.size() + item.size() > 80) {
      out += line + "\n";
      line = "   ";
    }
    line += item;
  }
  return out + line + "\n";
}

template <class T>
std::string array(const Constant& constant, const std::string& name,
                  const char* type) {
  const size_t count =
      std::max<size_t>((constant.bytes.size() + sizeof(T) - 1) / sizeof(T), 1);
  return base::text("const ", type, " ", name, "[", count, "] = {\n",
                    elements<T>(constant.bytes), "};\n");
}

}  // namespace

std::string array_text(const Constant& constant, const std::string& name) {
  switch (constant.type) {
    case Type::kFloat32: return array<float>(constant, name, "float");
    case Type::kInt32: return array<int32_t>(constant, name, "int32_t");
    // An address of a 64-bit number is a multiple of 8.
    case Type::kInt64:
    case Type::kUInt64:
    case Type::kFloat64:
    case Type::kComplex64:
    case Type::kComplex128: return array<int64_t>(constant, name, "int64_t");
    // Compilers take many times as long for as many bytes one by one.
    default: return array<uint32_t>(constant, name, "uint32_t");
  }
}

}  // namespace mote::codegen
