// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/add.h"

#include "device/core/sigmoid16.h"

namespace mote::ops {
namespace {

// Whether shifting one operand to the right is all that it takes.
bool shifts_only(const float* scales, uint8_t* right) {
  int log2[3];
  for (int i = 0; i < 3; ++i) {
    if (!log2_of_scale(scales[i], log2[i])) return false;
  }
  const int a = log2[2] - log2[0];
  const int b = log2[2] - log2[1];
  if (a < 0 || b < 0 || (a != 0 && b != 0)) return false;
  right[0] = static_cast<uint8_t>(min(a, 31));
  right[1] = static_cast<uint8_t>(min(b, 31));
  return true;
}

}  // namespace

void Add::prepare_scaling(const Context& context, const Options& options,
                          Scaling& s) {
  const Type type = context.output(0).type;
  const float scales[] = {context.input(0).quantization.scale(),
                          context.input(1).quantization.scale(),
                          context.output(0).quantization.scale()};
  s.shifted = type == Type::kInt16 && options.pot_scale_int16 &&
              shifts_only(scales, s.right);
  prepare_sum_scaling(context, s);
}

}  // namespace mote::ops
