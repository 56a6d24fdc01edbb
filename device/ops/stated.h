// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Operands that repeat what the output's shape says already. A constant is
// compared while preparing; what is computed must say the same at each run.
#ifndef MOTE_DEVICE_OPS_STATED_H_
#define MOTE_DEVICE_OPS_STATED_H_

#include "device/ops/integers.h"

namespace mote::ops {

struct Stated {
  int32_t count;  // of numbers to compare at each run
  Type type;

  bool holds(const void* numbers, const int32_t* expected) const;
};

// Takes operand i of int16, int32 or int64, which must hold the expected
// numbers.
Status read_stated(const Context& context, int i, const int32_t* expected,
                   int32_t count, Stated& stated);

// As above for the output's dimensions. For what shows only in eval it states a
// table, which fill_stated_shape makes.
Status read_stated_shape(const Context& context, int i, Stated& stated,
                         uint32_t& table);
void fill_stated_shape(const Context& context, void* out);
inline bool shape_holds(const Stated& shape, const Buffers& buffers, int i) {
  return shape.count == 0 ||
         shape.holds(buffers.input<void>(i), buffers.table<int32_t>(0));
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_STATED_H_
