// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/box.h"

namespace mote::ops {
namespace {

// Steps and places are counted modulo 2^32: behind the last element of a loop
// a place may mean nothing, but it is not used either.
struct Row {
  const uint8_t* from;
  uint8_t* to;
  int32_t count;
  uint32_t from_step, to_step;
};

template <uint32_t kBytes>
void copy_elements(const Row& row) {
  const uint8_t* from = row.from;
  uint8_t* to = row.to;
  uint32_t from_at = 0, to_at = 0;
  for (int32_t i = 0; i < row.count; ++i) {
    const auto offset = [](uint32_t at) { return static_cast<int32_t>(at); };
    __builtin_memcpy(__builtin_assume_aligned(to + offset(to_at), kBytes),
                     __builtin_assume_aligned(from + offset(from_at), kBytes),
                     kBytes);
    from_at += row.from_step;
    to_at += row.to_step;
  }
}

void copy_row(const Row& row, uint32_t element) {
  if (row.from_step == element && row.to_step == element) {
    move_bytes(row.to, row.from, static_cast<uint32_t>(row.count) * element);
    return;
  }
  switch (element) {
    case 1: return copy_elements<1>(row);
    case 2: return copy_elements<2>(row);
    case 4: return copy_elements<4>(row);
    default: return copy_elements<8>(row);
  }
}

template <uint32_t kBytes>
void fill_elements(uint8_t* to, int32_t count, const void* value) {
  uint8_t element[kBytes];
  __builtin_memcpy(element, value, kBytes);
  for (int32_t i = 0; i < count; ++i, to += kBytes) {
    __builtin_memcpy(__builtin_assume_aligned(to, kBytes), element, kBytes);
  }
}

}  // namespace

void Box::clear(uint32_t element_bytes) {
  from_start = to_start = 0;
  element = static_cast<uint8_t>(element_bytes);
  axes = 0;
}

void Box::add(int32_t count, int32_t from, int32_t to) {
  if (count == 1) return;
  if (axes > 0 && count > 1) {
    Axis& outer = axis[axes - 1];
    if (outer.from == static_cast<int64_t>(count) * from &&
        outer.to == static_cast<int64_t>(count) * to) {
      outer = {outer.count * count, from, to};
      return;
    }
  }
  axis[axes++] = {count, from, to};
}

bool Box::runs_in_place() const {
  bool fits = from_start >= to_start;
  // The target must be written front to back, without gaps to turn back to.
  int64_t inner = element;
  for (int i = axes - 1; i >= 0; --i) {
    fits = fits && axis[i].to >= inner && axis[i].from >= axis[i].to;
    inner = static_cast<int64_t>(axis[i].to) * axis[i].count;
  }
  return fits;
}

Box Box::turned() const {
  Box box = *this;
  box.from_start = to_start;
  box.to_start = from_start;
  for (int i = 0; i < axes; ++i) {
    box.axis[i] = {axis[i].count, axis[i].to, axis[i].from};
  }
  return box;
}

void copy(const Box& box, const void* from, void* to) {
  for (int i = 0; i < box.axes; ++i) {
    if (box.axis[i].count == 0) return;
  }
  const Box::Axis one = {1, box.element, box.element};
  const Box::Axis& inner = box.axes == 0 ? one : box.axis[box.axes - 1];
  Row row = {nullptr, nullptr, inner.count, static_cast<uint32_t>(inner.from),
             static_cast<uint32_t>(inner.to)};
  int32_t index[kMaxRank] = {};
  uint32_t from_at = static_cast<uint32_t>(box.from_start);
  uint32_t to_at = static_cast<uint32_t>(box.to_start);
  while (true) {
    row.from = static_cast<const uint8_t*>(from) + from_at;
    row.to = static_cast<uint8_t*>(to) + to_at;
    copy_row(row, box.element);
    int d = box.axes - 2;
    for (; d >= 0; --d) {
      const Box::Axis& axis = box.axis[d];
      from_at += static_cast<uint32_t>(axis.from);
      to_at += static_cast<uint32_t>(axis.to);
      if (++index[d] < axis.count) break;
      index[d] = 0;
      const uint32_t count = static_cast<uint32_t>(axis.count);
      from_at -= count * static_cast<uint32_t>(axis.from);
      to_at -= count * static_cast<uint32_t>(axis.to);
    }
    if (d < 0) return;
  }
}

void fill(void* to, int32_t count, const void* value, uint32_t element_bytes) {
  uint8_t* bytes = static_cast<uint8_t*>(to);
  switch (element_bytes) {
    case 1:
      fill_bytes(to, *static_cast<const uint8_t*>(value),
                 static_cast<uint32_t>(count));
      return;
    case 2: return fill_elements<2>(bytes, count, value);
    case 4: return fill_elements<4>(bytes, count, value);
    default: return fill_elements<8>(bytes, count, value);
  }
}

}  // namespace mote::ops
