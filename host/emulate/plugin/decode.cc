// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/emulate/plugin/decode.h"

#include <bit>

#include "ports/common/mark.h"

namespace mote::emulate {
namespace {

uint16_t half(const uint8_t* bytes) {
  return static_cast<uint16_t>(bytes[0] | bytes[1] << 8);
}

uint8_t ones(unsigned mask) {
  return static_cast<uint8_t>(std::popcount(mask));
}

Kind access(bool load, uint8_t words) {
  Kind kind;
  (load ? kind.loads : kind.stores) = words;
  return kind;
}

Kind decode_thumb16(uint16_t op) {
  Kind kind;
  if (op == port::kThumbMark) {
    kind.mark = true;
  } else if ((op & 0xffc0) == 0x4340) {
    kind.multiply = true;
  } else if ((op & 0xf800) == 0x4800) {  // from the literal pool
    kind.loads = 1;
  } else if ((op & 0xf000) == 0x5000) {  // register offset
    kind = access((op >> 9 & 7) >= 3, 1);
  } else if (op >= 0x6000 && op < 0xa000) {  // immediate offset
    kind = access((op & 0x0800) != 0, 1);
  } else if ((op & 0xf600) == 0xb400) {  // push, pop
    kind = access((op & 0x0800) != 0, ones(op & 0x1ff));
  } else if ((op & 0xf000) == 0xc000) {  // several registers
    kind = access((op & 0x0800) != 0, ones(op & 0xff));
  }
  return kind;
}

Kind decode_thumb32(uint16_t first, uint16_t second) {
  Kind kind;
  const bool load = (first & 0x0010) != 0;
  if ((first & 0xfe40) == 0xe800) {  // several registers
    kind = access(load, ones(second));
  } else if ((first & 0xfe40) == 0xe840) {  // two registers, exclusive, tables
    kind = access(load, 2);
  } else if ((first & 0xfe00) == 0xf800) {
    kind = access(load, 1);
  } else if ((first & 0xfe00) == 0xec00) {  // of coprocessors
    kind = access(load, 1);
    kind.vector = true;
  } else if ((first & 0xef00) == 0xee00 || (first & 0xef00) == 0xef00) {
    kind.vector = true;
  } else if ((first & 0xff80) == 0xfb00) {
    kind.multiply = true;
  } else if ((first & 0xff80) == 0xfb80) {
    const int which = first >> 4 & 7;
    (which == 1 || which == 3 ? kind.division : kind.long_multiply) = true;
  }
  return kind;
}

}  // namespace

Kind decode_thumb(const uint8_t* bytes, int size) {
  return size == 2 ? decode_thumb16(half(bytes))
                   : decode_thumb32(half(bytes), half(bytes + 2));
}

Kind decode_riscv(const uint8_t* bytes, int size) {
  const uint16_t low = half(bytes);
  if (size == 2) {
    const bool memory = (low & 3) != 1 && (low >> 13 & 3) == 2;
    return memory ? access(low >> 15 == 0, 1) : Kind();
  }
  const uint32_t op = low | static_cast<uint32_t>(half(bytes + 2)) << 16;
  Kind kind;
  const uint32_t group = op & 0x7f;
  if (op == port::kRiscvMark) {
    kind.mark = true;
  } else if (group == 0x03 || group == 0x23) {
    kind = access(group == 0x03, 1);
  } else if (group == 0x33 && op >> 25 == 1) {
    (op & 0x4000 ? kind.division : kind.multiply) = true;
  }
  return kind;
}

}  // namespace mote::emulate
