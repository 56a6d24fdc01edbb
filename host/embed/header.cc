// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/embed/header.h"

#include "host/base/text.h"

namespace mote::embed {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

std::string array_text(std::span<const uint8_t> bytes) {
  std::string out;
  out.reserve(bytes.size() * 4 + bytes.size() / 8);
  std::string line = "   ";
  for (const uint8_t byte : bytes) {
    const std::string item = " " + std::to_string(byte) + ",";
    if (line.size() + item.size() > 80) {
      out += line + "\n";
      line = "   ";
    }
    line += item;
  }
  return out + line + "\n";
}

}  // namespace

base::Result<std::string> header(std::span<const uint8_t> bytes,
                                 const std::string& name,
                                 std::optional<uint32_t> arena_bytes) {
  if (name.empty() || name != identifier(name)) {
    return base::Error{"--name " + name, "this is no name in C",
                       "use letters, digits and _, a letter first"};
  }
  std::string guard;
  for (const char c : name) {
    guard += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  guard += "_MODEL_H";
  const std::string arena =
      arena_bytes ? base::text("static const unsigned long ", name,
                               "_arena_bytes = ", *arena_bytes, ";\n")
                  : "";
  return base::text(
      "// Written by mote embed.\n"
      "#ifndef ", guard, "\n#define ", guard, "\n\n"
      "#ifndef __cplusplus\n#include <stdalign.h>\n#endif\n\n"
      "static const unsigned long ", name, "_bytes = ", bytes.size(), ";\n", arena,
      "alignas(16) static const unsigned char ", name, "[", bytes.size(),
      "] = {\n", array_text(bytes), "};\n\n#endif  // ", guard, "\n");
}

std::string identifier(const std::string& text) {
  std::string out;
  for (const char c : text) out += is_letter(c) || is_digit(c) ? c : '_';
  if (!out.empty() && is_digit(out.front())) out.insert(out.begin(), '_');
  return out;
}

}  // namespace mote::embed
