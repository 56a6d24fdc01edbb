// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Reads an operator's options out of a model. Each option is checked as it is
// read: what lies outside its table or the file fails, whatever is absent takes
// its default.
//
// An operator describes its options once, to any visitor:
//   template <class V> static void fields(Options& o, V& v) {
//     v(0, "padding", o.padding);          // slot, name, where; default 0
//     v(4, "dilation_w", o.dilation_w, 1); // another default
//   }
// Builtin operators are read by slot, custom ones (FlexBuffers) by name.
#ifndef MOTE_DEVICE_CORE_OPTIONS_H_
#define MOTE_DEVICE_CORE_OPTIONS_H_

#include "device/core/flat.h"

namespace mote {

// A vector of numbers inside the model, at any alignment.
template <class T>
struct Numbers {
  const uint8_t* at = nullptr;
  uint32_t size = 0;

  T operator[](uint32_t i) const {
    return load_unaligned<T>(at + sizeof(T) * i);
  }
};

class OptionReader {
 public:
  // table: bounds verified; null: every option takes its default. end: the
  // end of the file.
  OptionReader(flat::Table table, const uint8_t* end)
      : table_(table), end_(end) {}

  // False when an option led outside.
  bool ok() const { return ok_; }

  template <class T, class Default = T>
  void operator()(int slot, const char*, T& value,
                  Default otherwise = Default()) {
    value = static_cast<T>(otherwise);
    read(slot, sizeof(T), &value);
  }
  // Of which only 0 is false.
  void operator()(int slot, const char*, bool& value, bool otherwise = false) {
    uint8_t byte = otherwise;
    read(slot, 1, &byte);
    value = byte != 0;
  }
  template <class T>
  void operator()(int slot, const char*, Numbers<T>& value) {
    value = {};
    vector(slot, sizeof(T), value.at, value.size);
  }

 private:
  // The field, when it is there and lies inside its table.
  const uint8_t* checked(int slot, uint32_t width);
  // Copies the field's bytes when there is one.
  void read(int slot, uint32_t width, void* value);
  void vector(int slot, uint32_t width, const uint8_t*& at, uint32_t& size);

  flat::Table table_;
  const uint8_t* end_;
  bool ok_ = true;
};

}  // namespace mote

#endif  // MOTE_DEVICE_CORE_OPTIONS_H_
