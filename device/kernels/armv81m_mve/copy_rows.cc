// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv81m_mve/armv81m_mve.h"

namespace mote {

// 3 instructions for 16 bytes; the loop's last turn takes what is left.
void Armv81mMve::copy_rows(const int8_t* in, int32_t in_stride, int32_t values,
                           int32_t rows, int8_t* out, int32_t out_stride) {
  for (; rows > 0; --rows, in += in_stride, out += out_stride) {
    const int8_t* from = in;
    int8_t* to = out;
    asm volatile(
        "wlstp.8 lr, %[values], 2f\n"
        "1:\n"
        "vldrb.8 q0, [%[from]], #16\n"
        "vstrb.8 q0, [%[to]], #16\n"
        "letp lr, 1b\n"
        "2:\n"
        : [to] "+r"(to), [from] "+r"(from)
        : [values] "r"(values)
        : "q0", "lr", "cc", "memory");
  }
}

}  // namespace mote
