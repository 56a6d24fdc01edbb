// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv7em/armv7em.h"

namespace mote {

// By words at any address; the last one of a row overlaps the one before. For
// short rows, a few pixels of a window: a call to copy each would cost more.
void Armv7em::copy_rows(const int8_t* in, int32_t in_stride, int32_t values,
                        int32_t rows, int8_t* out, int32_t out_stride) {
  const int32_t last = values - 4;
  if (last < 0 || last > 60) {
    return Portable::copy_rows(in, in_stride, values, rows, out, out_stride);
  }
  const int32_t words = (values - 1) / 4;
  for (; rows > 0; --rows, in += in_stride, out += out_stride) {
    copy_bytes(out + last, in + last, 4);
    const int8_t* from = in;
    int8_t* to = out;
    for (int32_t n = words; n > 0; --n, from += 4, to += 4) {
      copy_bytes(to, from, 4);
    }
  }
}

}  // namespace mote
