// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Writes FlatBuffers for tests, tables first and what they hold behind them.
#ifndef MOTE_TESTS_FLAT_WRITER_H_
#define MOTE_TESTS_FLAT_WRITER_H_

#include <cstring>
#include <map>

#include "host/base/file.h"

namespace mote::tests {

struct FlatValue;
using FlatTable = std::map<int, FlatValue>;  // by slot

// What a slot holds.
struct FlatValue {
  enum class Kind { kScalar, kVector, kTable, kTables };
  Kind kind = Kind::kScalar;
  base::Bytes bytes;               // of the scalar or of all elements
  uint32_t count = 0;              // elements of the vector
  uint32_t alignment = 4;          // of the first element
  std::vector<FlatTable> tables;   // one, or the elements
};

template <class T>
FlatValue scalar(T value) {
  FlatValue out;
  out.bytes.resize(sizeof(T));
  std::memcpy(out.bytes.data(), &value, sizeof(T));
  return out;
}

template <class T>
FlatValue vector(const std::vector<T>& from, uint32_t alignment = 4) {
  FlatValue out;
  out.kind = FlatValue::Kind::kVector;
  out.bytes.resize(from.size() * sizeof(T));
  if (!from.empty()) std::memcpy(out.bytes.data(), from.data(), out.bytes.size());
  out.count = static_cast<uint32_t>(from.size());
  out.alignment = alignment;
  return out;
}

FlatValue string(const std::string& text);
FlatValue table(FlatTable from);
FlatValue tables(std::vector<FlatTable> from);

// A file with this root. identifier: 4 letters.
base::Bytes write_flat(const FlatTable& root, const std::string& identifier);

}  // namespace mote::tests

#endif  // MOTE_TESTS_FLAT_WRITER_H_
