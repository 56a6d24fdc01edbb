// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Reads the options of a custom operator: a FlexBuffers map from names to
// values. The verifier knows nothing of it, so every offset is checked here
// where it is followed.
//
// A map ends with its root: the value, its type and its width in bytes. An
// offset counts backwards from where it stands. A vector is a count and its
// elements, of one width; where they differ in type, a byte for each follows.
// A map is such a vector, with a vector of offsets to its names before it.
#ifndef MOTE_DEVICE_CORE_FLEX_H_
#define MOTE_DEVICE_CORE_FLEX_H_

#include "device/core/span.h"
#include "device/core/type.h"

namespace mote {

namespace flex {

enum Kind : uint8_t {
  kNull = 0, kInt = 1, kUInt = 2, kFloat = 3, kIndirectInt = 6,
  kIndirectFloat = 8, kMap = 9, kVector = 10, kVectorInt = 11,
  kVectorFloat = 13, kBool = 26, kVectorBool = 36,
};

// A number as both kinds that an option may have.
struct Number {
  int64_t whole = 0;
  float real = 0.0f;

  template <class T>
  T as() const {
    if constexpr (kTypeOf<T> == Type::kFloat32) {
      return real;
    } else {
      return static_cast<T>(whole);  // also bool, of which only 0 is false
    }
  }
};

// kind: kInt, kUInt, kFloat or kBool. Of anything else, and of a width that the
// kind does not have: 0.
Number number(const uint8_t* at, uint32_t width, uint8_t kind);

}  // namespace flex

// A vector of numbers inside the model, at any alignment and width.
struct FlexNumbers {
  const uint8_t* at = nullptr;
  const uint8_t* types = nullptr;  // one for each, unless all are alike
  uint32_t size = 0;
  uint8_t width = 0;
  uint8_t kind = flex::kNull;

  template <class T>
  T value(uint32_t i) const {
    const uint8_t its =
        types == nullptr ? kind : static_cast<uint8_t>(types[i] >> 2);
    return flex::number(at + width * i, width, its).template as<T>();
  }
};

// A visitor like OptionReader, which finds an option by its name. Without bytes
// every option takes its default.
class FlexReader {
 public:
  explicit FlexReader(Span<const uint8_t> bytes) : bytes_(bytes) {}

  // False when something led outside or an option was of an unfit kind.
  bool ok() const { return ok_; }

  template <class T, class Default = T>
  void operator()(int, const char* name, T& value,
                  Default otherwise = Default()) {
    flex::Number found;
    value = number(name, found) ? found.as<T>() : static_cast<T>(otherwise);
  }
  void operator()(int, const char* name, FlexNumbers& value);

 private:
  // Where a value stands and how it is written.
  struct Value {
    uint64_t at = 0;
    uint32_t width = 0;
    uint8_t type = 0;  // kind and, of what it refers to, the width

    uint8_t kind() const { return static_cast<uint8_t>(type >> 2); }
  };

  Value find(const char* name);
  bool number(const char* name, flex::Number& found);
  Value root();
  // All return 0 once something has led outside.
  uint64_t load(uint64_t at, uint64_t width);
  uint64_t follow(uint64_t at, uint64_t width);
  bool named(uint64_t at, const char* name);
  bool inside(uint64_t at, uint64_t size) {
    ok_ = ok_ && at <= bytes_.size && size <= bytes_.size - at;
    return ok_;
  }

  Span<const uint8_t> bytes_;
  bool ok_ = true;
};

}  // namespace mote

#endif  // MOTE_DEVICE_CORE_FLEX_H_
