// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The three memory functions that compilers call on their own.
//
// Must be compiled with -fno-tree-loop-distribute-patterns: the compiler would
// recognise the loops and call the function that it is compiling.

#include <stddef.h>
#include <stdint.h>

namespace {

#if defined(__ARM_FEATURE_UNALIGNED)
struct [[gnu::packed, gnu::may_alias]] Word {
  uint32_t bits;
};
#else
struct [[gnu::may_alias]] Word {
  uint32_t bits;
};
#endif

bool by_words(const void* a, const void* b) {
  const uintptr_t both =
      reinterpret_cast<uintptr_t>(a) | reinterpret_cast<uintptr_t>(b);
  return both % alignof(Word) == 0;
}

Word* words(void* at) { return static_cast<Word*>(at); }

const Word* words(const void* at) { return static_cast<const Word*>(at); }

// Correct for overlapping ranges too if `to` is below `from`.
void copy_up(uint8_t* to, const uint8_t* from, size_t size) {
  if (by_words(to, from)) {
    for (; size >= 16; size -= 16, to += 16, from += 16) {
      Word* t = words(to);
      const Word* f = words(from);
      t[0] = f[0];
      t[1] = f[1];
      t[2] = f[2];
      t[3] = f[3];
    }
    for (; size >= 4; size -= 4, to += 4, from += 4) {
      *words(to) = *words(from);
    }
  }
  for (; size != 0; --size) *to++ = *from++;
}

// Correct for overlapping ranges too if `to` is above `from`.
void copy_down(uint8_t* to, const uint8_t* from, size_t size) {
  if (by_words(to + size, from + size)) {
    for (; size >= 4; size -= 4) {
      *words(to + size - 4) = *words(from + size - 4);
    }
  }
  for (; size != 0; --size) to[size - 1] = from[size - 1];
}

}  // namespace

extern "C" {

void* memcpy(void* to, const void* from, size_t size) {
  copy_up(static_cast<uint8_t*>(to), static_cast<const uint8_t*>(from), size);
  return to;
}

void* memmove(void* to, const void* from, size_t size) {
  uint8_t* t = static_cast<uint8_t*>(to);
  const uint8_t* f = static_cast<const uint8_t*>(from);
  if (reinterpret_cast<uintptr_t>(t) <= reinterpret_cast<uintptr_t>(f)) {
    copy_up(t, f, size);
  } else {
    copy_down(t, f, size);
  }
  return to;
}

void* memset(void* to, int value, size_t size) {
  uint8_t* t = static_cast<uint8_t*>(to);
  const uint8_t byte = static_cast<uint8_t>(value);
  const Word word = {byte * 0x01010101u};
  if (by_words(t, t)) {
    for (; size >= 16; size -= 16, t += 16) {
      Word* w = words(t);
      w[0] = w[1] = w[2] = w[3] = word;
    }
  }
  for (; size != 0; --size) *t++ = byte;
  return to;
}

}  // extern "C"
