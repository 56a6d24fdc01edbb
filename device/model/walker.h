// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Walks the tables of a file whose bytes nobody has checked yet.
#ifndef MOTE_DEVICE_MODEL_WALKER_H_
#define MOTE_DEVICE_MODEL_WALKER_H_

#include "device/core/span.h"
#include "device/core/status.h"

namespace mote::model {

// A field that is read. What a schema leaves out is never looked at.
struct Field {
  enum Kind : uint8_t { kScalar, kVector, kOpaque, kTable, kTables };

  uint8_t slot;
  Kind kind;
  uint8_t arg;  // kScalar, kVector: bytes of an element, 1, 4 or 8; kTable,
                // kTables: the schema of the table(s)
};

// Schema i is fields[first[i]] to fields[first[i + 1] - 1], in order of slots.
struct Schemas {
  const Field* fields;
  const uint8_t* first;
};

class Walker {
 public:
  // bytes: fewer than 2^31, at a multiple of 4.
  Walker(Span<const uint8_t> bytes, const Schemas& schemas)
      : bytes_(bytes), schemas_(schemas), budget_(bytes.size) {}

  // Whether everything below the root, which has schema 0, lies in the file:
  // tables at multiples of 4, their fields at multiples of their size or of 4,
  // vectors at multiples of 4.
  Status walk() {
    uint32_t root = 0;
    return follow(0, root) ? table(root, 0) : Status::kMalformed;
  }
  // The same of a table of this schema, of which 4 bytes lie in the file. With
  // the last schema plus one: its bounds alone.
  Status table(uint32_t at, uint8_t schema);
  // Every table and vector that is not shared pays for its own visit with its
  // bytes, by units of 8; false when shared ones are visited too often.
  bool spend(uint32_t units) {
    if (units > budget_) return false;
    budget_ -= units;
    return true;
  }

 private:
  template <class T>
  T load(uint32_t at) const {
    return load_aligned<T>(bytes_.data + at);
  }
  // Follows the offset at `at` to something of 4 bytes at least.
  bool follow(uint32_t at, uint32_t& target) const;
  bool vector(uint32_t at, uint32_t width) const;
  Status tables(uint32_t at, uint8_t schema);
  Status field(uint32_t at, const Field& field);

  Span<const uint8_t> bytes_;
  const Schemas& schemas_;
  uint32_t budget_;
};

}  // namespace mote::model

#endif  // MOTE_DEVICE_MODEL_WALKER_H_
