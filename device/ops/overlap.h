// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Where an output may lie over an input when the elements are computed in order
// from the first on.
#ifndef MOTE_DEVICE_OPS_OVERLAP_H_
#define MOTE_DEVICE_OPS_OVERLAP_H_

#include "device/ops/op.h"

namespace mote::ops {

// The lead of Needs for `count` elements of type `in` that become as many of
// type `out`. Two types wider than a byte stay apart: the compiler may take it
// that they do.
inline int32_t element_lead(Type in, Type out, int32_t count) {
  const int32_t from = static_cast<int32_t>(bits(in) / 8);
  const int32_t to = static_cast<int32_t>(bits(out) / 8);
  if (from == 0 || to == 0) return kApart;
  if (in != out && from != 1 && to != 1) return kApart;
  return max(to - from, 0) * count;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_OVERLAP_H_
