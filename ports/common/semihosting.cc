// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Console, files, command line and exit by semihosting: a breakpoint with an
// operation and a block of words, which debuggers and emulators carry out.

#include "ports/common/port.h"

namespace {

enum Operation : uint32_t {
  kOpen = 0x01,
  kClose = 0x02,
  kWrite = 0x05,
  kGetCommandLine = 0x15,
  kExitExtended = 0x20,
};

enum OpenMode : uint32_t { kModeWrite = 4, kModeWriteBinary = 5 };

constexpr uint32_t kApplicationExit = 0x20026;

uint32_t word(const void* address) {
  return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(address));
}

}  // namespace

// Naked, so that the arguments are where the convention of both architectures
// and of semihosting want them: in the first two argument registers.
extern "C" [[gnu::naked, gnu::noinline]] int port_semihosting(
    Operation, const uint32_t*) {
#if defined(__arm__)
  asm volatile(
      "bkpt 0xab\n"
      "bx lr\n");
#else
  // The three instructions are recognised together: uncompressed, in one page.
  asm volatile(
      ".option push\n"
      ".option norvc\n"
      ".balign 16\n"
      "slli zero, zero, 0x1f\n"
      "ebreak\n"
      "srai zero, zero, 7\n"
      ".option pop\n"
      "ret\n");
#endif
}

namespace mote::port {
namespace {

int open(const char* path, OpenMode mode) {
  uint32_t length = 0;
  while (path[length] != 0) ++length;
  const uint32_t block[] = {word(path), mode, length};
  return port_semihosting(kOpen, block);
}

}  // namespace

void console(const char* text, size_t length) {
  // Handles are not zero, so that a fault before statics exist can print too
  // where memory starts out cleared.
  static int file;
  if (file <= 0) file = open(":tt", kModeWrite);
  write(file, text, length);
}

void exit(int code) {
  const uint32_t block[] = {kApplicationExit, static_cast<uint32_t>(code)};
  for (;;) port_semihosting(kExitExtended, block);
}

int create(const char* path) { return open(path, kModeWriteBinary); }

bool write(int file, const void* data, size_t size) {
  const uint32_t block[] = {static_cast<uint32_t>(file), word(data), size};
  return port_semihosting(kWrite, block) == 0;
}

void close(int file) {
  const uint32_t block[] = {static_cast<uint32_t>(file)};
  port_semihosting(kClose, block);
}

size_t command_line(char* text, size_t capacity) {
  uint32_t block[] = {word(text), capacity};
  if (port_semihosting(kGetCommandLine, block) != 0) return 0;
  return block[1];
}

}  // namespace mote::port
