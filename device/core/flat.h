// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Zero-copy access to FlatBuffers tables and vectors in a verified file.
//
// A table starts with an int32: the distance back to its vtable. The vtable
// holds its own bytes and the table's (uint16 each), then per slot the field's
// distance from the table's start, 0 when absent. A vector is a uint32 count
// and the elements; offsets count forward from where they stand.
#ifndef MOTE_DEVICE_CORE_FLAT_H_
#define MOTE_DEVICE_CORE_FLAT_H_

#include "device/core/span.h"

namespace mote::flat {

// Follows the offset that stands at the address.
inline const uint8_t* follow(const uint8_t* at) {
  return at + load_aligned<uint32_t>(at);
}

// Elements of a fixed size, in place.
template <class T>
struct Vector {
  const uint8_t* at = nullptr;  // its count; null: absent, which reads as empty

  uint32_t size() const { return at == nullptr ? 0 : load_aligned<uint32_t>(at); }
  const T* data() const {
    return at == nullptr ? nullptr : reinterpret_cast<const T*>(at + 4);
  }
  T operator[](uint32_t i) const {
    return load_aligned<T>(at + 4 + sizeof(T) * i);
  }
  Span<const T> span() const { return {data(), size()}; }
};

class Table;

// Tables, each found through an offset.
struct Tables {
  const uint8_t* at = nullptr;

  uint32_t size() const { return at == nullptr ? 0 : load_aligned<uint32_t>(at); }
  inline Table operator[](uint32_t i) const;
};

class Table {
 public:
  Table() = default;
  explicit Table(const uint8_t* at) : at_(at) {}

  explicit operator bool() const { return at_ != nullptr; }
  const uint8_t* address() const { return at_; }

  // Where the field stands; null when absent or unknown to the writer.
  const uint8_t* field(int slot) const;
  template <class T>
  T scalar(int slot, T otherwise = T()) const {
    const uint8_t* at = field(slot);
    return at == nullptr ? otherwise : load_aligned<T>(at);
  }
  Table table(int slot) const { return Table(target(slot)); }
  Tables tables(int slot) const { return Tables{target(slot)}; }
  template <class T>
  Vector<T> vector(int slot) const {
    return Vector<T>{target(slot)};
  }

 private:
  const uint8_t* target(int slot) const;

  const uint8_t* at_ = nullptr;
};

// A table of which several fields are read.
class Fields {
 public:
  // A null table reads as one without fields.
  [[gnu::always_inline]] explicit Fields(Table table) : at_(table.address()) {
    if (at_ == nullptr) return;
    vtable_ = at_ - load_aligned<int32_t>(at_);
    bytes_ = load_aligned<uint16_t>(vtable_);
  }
  [[gnu::always_inline]] const uint8_t* field(uint32_t slot) const {
    const uint32_t entry = 4 + 2 * slot;
    if (entry >= bytes_) return nullptr;
    const uint32_t distance = load_aligned<uint16_t>(vtable_ + entry);
    return distance == 0 ? nullptr : at_ + distance;
  }
  template <class T>
  [[gnu::always_inline]] T scalar(uint32_t slot) const {
    const uint8_t* at = field(slot);
    return at == nullptr ? T() : load_aligned<T>(at);
  }
  [[gnu::always_inline]] Table table(uint32_t slot) const { return Table(target(slot)); }
  template <class T>
  [[gnu::always_inline]] Vector<T> vector(uint32_t slot) const {
    return Vector<T>{target(slot)};
  }

 private:
  [[gnu::always_inline]] const uint8_t* target(uint32_t slot) const {
    const uint8_t* at = field(slot);
    return at == nullptr ? nullptr : follow(at);
  }

  const uint8_t* at_;
  const uint8_t* vtable_ = nullptr;
  uint32_t bytes_ = 0;
};

inline Table Tables::operator[](uint32_t i) const {
  return Table(follow(at + 4 + 4 * i));
}

}  // namespace mote::flat

#endif  // MOTE_DEVICE_CORE_FLAT_H_
