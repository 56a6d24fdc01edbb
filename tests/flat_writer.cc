// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "tests/flat_writer.h"

#include <algorithm>

namespace mote::tests {
namespace {

class Writer {
 public:
  base::Bytes out;

  template <class T>
  void put(size_t at, T value) {
    std::memcpy(out.data() + at, &value, sizeof(T));
  }
  template <class T>
  void append(T value) {
    out.resize(out.size() + sizeof(T));
    put(out.size() - sizeof(T), value);
  }
  // The address at gets the distance from there to the target.
  void point(size_t at, size_t target) {
    put(at, static_cast<uint32_t>(target - at));
  }
  void pad(size_t alignment, size_t ahead = 0) {
    while ((out.size() + ahead) % alignment != 0) out.push_back(0);
  }

  size_t write_table(const FlatTable& from) {
    const size_t slots = from.empty() ? 0
        : static_cast<size_t>(from.rbegin()->first) + 1;
    pad(2);
    const size_t vtable = out.size();
    out.resize(vtable + 4 + 2 * slots);
    pad(4);
    const size_t start = out.size();
    append(static_cast<int32_t>(start - vtable));
    std::map<int, size_t> places;
    for (const auto& [slot, value] : from) {
      const bool is_scalar = value.kind == FlatValue::Kind::kScalar;
      const size_t width = is_scalar ? value.bytes.size() : 4;
      pad(width);
      places[slot] = out.size();
      put(vtable + 4 + 2 * static_cast<size_t>(slot),
          static_cast<uint16_t>(out.size() - start));
      out.resize(out.size() + width);
      if (is_scalar) std::ranges::copy(value.bytes, out.end() -
                                       static_cast<ptrdiff_t>(width));
    }
    put(vtable, static_cast<uint16_t>(4 + 2 * slots));
    put(vtable + 2, static_cast<uint16_t>(out.size() - start));
    for (const auto& [slot, value] : from) {
      if (value.kind == FlatValue::Kind::kScalar) continue;
      const size_t target = write_target(value);
      point(places[slot], target);
    }
    return start;
  }

 private:
  size_t write_target(const FlatValue& value) {
    if (value.kind == FlatValue::Kind::kTable) {
      return write_table(value.tables[0]);
    }
    const bool is_tables = value.kind == FlatValue::Kind::kTables;
    pad(std::max(value.alignment, 4u), 4);
    const size_t start = out.size();
    append(is_tables ? static_cast<uint32_t>(value.tables.size())
                     : value.count);
    out.insert(out.end(), value.bytes.begin(), value.bytes.end());
    out.resize(out.size() + 4 * value.tables.size());
    for (size_t i = 0; i < value.tables.size(); ++i) {
      const size_t target = write_table(value.tables[i]);
      point(start + 4 + 4 * i, target);
    }
    return start;
  }
};

}  // namespace

FlatValue string(const std::string& text) {
  FlatValue out = vector(std::vector<char>(text.begin(), text.end()));
  out.bytes.push_back(0);
  return out;
}

FlatValue table(FlatTable from) {
  FlatValue out;
  out.kind = FlatValue::Kind::kTable;
  out.tables.push_back(std::move(from));
  return out;
}

FlatValue tables(std::vector<FlatTable> from) {
  FlatValue out;
  out.kind = FlatValue::Kind::kTables;
  out.tables = std::move(from);
  return out;
}

base::Bytes write_flat(const FlatTable& root, const std::string& identifier) {
  Writer writer;
  writer.append(uint32_t{0});
  for (const char letter : identifier) writer.append(letter);
  writer.point(0, writer.write_table(root));
  writer.pad(4);
  return std::move(writer.out);
}

}  // namespace mote::tests
