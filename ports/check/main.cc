// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Checks a port on the board itself. The last word of the command line chooses:
// `wrap` counts past the range of a 24-bit timer, `fault` and `overflow` break
// down on purpose, anything else runs all the checks, with a job image.

#include "ports/common/boards.h"
#include "ports/common/port.h"
#include "ports/common/print.h"

namespace mote::port {
namespace {

constexpr bool equal(const char* a, const char* b) {
  while (*a != 0 && *a == *b) ++a, ++b;
  return *a == *b;
}

// What follows `start` and a blank in `text`; nothing if it does not start so.
constexpr const char* after(const char* text, const char* start) {
  while (*start != 0 && *text == *start) ++text, ++start;
  return *start == 0 && *text == ' ' ? text + 1 : "";
}

constexpr const Board& this_board() {
  const Board* board = kBoards;
  while (!equal(board->target, MOTE_TARGET)) ++board;
  return *board;
}

static_assert(equal(after(after(after(MOTE_EMULATOR, this_board().emulator),
                                this_board().machine),
                          kEmulatorArguments),
                    "-kernel"),
              "the toolchain file and boards.h disagree");

volatile uint32_t initialised = 0x12345678;
volatile uint32_t cleared[64];
volatile float third = 1.0f / 3.0f;

bool failed = false;

void expect(bool condition, const char* claim) {
  print(condition ? "ok   " : "FAIL ");
  print(claim);
  print("\n");
  if (!condition) failed = true;
}

void report(const char* name, uint64_t value) {
  print(name);
  print(" ");
  print_decimal(value);
  print("\n");
}

// Executes two instructions a turn.
[[gnu::noinline]] void spin(uint32_t turns) {
#if defined(__arm__)
  asm volatile(
      ".syntax unified\n"
      "1: subs %0, %0, #1\n"
      "bne 1b"
      : "+l"(turns)
      :
      : "cc");
#else
  asm volatile(
      "1: addi %0, %0, -1\n"
      "bnez %0, 1b"
      : "+r"(turns));
#endif
}

uint64_t instructions_of(uint32_t turns) {
  const uint64_t before = instructions();
  spin(turns);
  return instructions() - before;
}

// Two loops that differ by a known number of instructions: what surrounds the
// loop cancels out and the rounding of two measurements, at most one tick of
// 62.5 instructions each, remains.
void check_counter(uint32_t turns) {
  const uint64_t expected = 2 * static_cast<uint64_t>(turns);
  const uint64_t once = instructions_of(turns);
  const uint64_t twice = instructions_of(2 * turns);
  report("expected", expected);
  report("measured", twice - once);
  const uint64_t error = twice - once + 125 - expected;
  expect(error <= 250, "the counter counts instructions");
}

void check_statics() {
  expect(initialised == 0x12345678, "initialised statics hold their values");
  bool zero = true;
  for (const volatile uint32_t& word : cleared) zero = zero && word == 0;
  expect(zero, "other statics are zero");
}

void check_arithmetic() {
  const float sum = third + third;
  expect(sum > 0.66666f && sum < 0.66667f, "floats add");
  expect(static_cast<int32_t>(third * 3e6f) == 1000000, "floats convert");
}

void check_monotone() {
  uint64_t last = instructions();
  const uint64_t first = last;
  bool monotone = true;
  for (int i = 0; i < 10000; ++i) {
    const uint64_t now = instructions();
    monotone = monotone && now >= last;
    last = now;
  }
  expect(monotone, "the counter does not decrease");
  report("instructions of a reading and a turn", (last - first) / 10000);
}

void check_region(Region region, uint32_t limit) {
  report("bytes", region.size);
  const uintptr_t start = reinterpret_cast<uintptr_t>(region.data);
  expect(start % 16 == 0 && region.size % 16 == 0, "the region is aligned");
  expect(region.size <= limit && region.size >= limit / 4 * 3,
         "the region is as large as boards.h says, less statics and stack");
  volatile uint8_t* end = region.data + region.size - 1;
  region.data[0] = 0x5a;
  *end = 0xa5;
  expect(region.data[0] == 0x5a && *end == 0xa5, "the region keeps bytes");
}

void check_stack() {
  uint8_t local;
  const uint8_t* here = &local;
  expect(stack_limit() < here && here < stack_top(), "locals are on the stack");
}

void check_job() {
  const uintptr_t address = reinterpret_cast<uintptr_t>(job());
  expect(address == this_board().job_address, "the job is where boards.h says");
  const char magic[] = "MOTE job";
  bool same = true;
  for (int i = 0; i < 8; ++i) same = same && job()[i] == magic[i];
  expect(same, "the job image is in place");
}

void check_file() {
  const int file = create("port_check.out");
  expect(file >= 0 && write(file, "result\n", 7), "a file takes bytes");
  close(file);
  expect(create("no such folder/file") < 0, "a wrong path is an error");
}

[[gnu::noinline]] uint32_t sink(volatile uint32_t* cells, uint32_t depth);

// Recursion without end, which the compiler must not turn into a loop.
uint32_t dive(uint32_t depth) {
  volatile uint32_t cells[32];
  cells[depth % 32] = depth;
  return sink(cells, depth) + cells[0];
}

uint32_t sink(volatile uint32_t* cells, uint32_t depth) {
  return dive(depth + 1) + cells[1];
}

[[noreturn]] void jump_to_nowhere() {
#if defined(__arm__)
  asm volatile("udf #0");
#else
  asm volatile("unimp");
#endif
  __builtin_unreachable();
}

const char* last_word(const char* text) {
  const char* word = text;
  for (; *text != 0; ++text) {
    if (*text == ' ') word = text + 1;
  }
  return word;
}

void check_all() {
  print("hello\n");
  check_statics();
  check_arithmetic();
  check_stack();
  check_region(ram(), this_board().ram_bytes);
  check_region(large_ram(), this_board().large_ram_bytes);
  check_monotone();
  check_counter(1000);
  check_counter(1000000);
  check_counter(25000000);
  check_job();
  check_file();
}

}  // namespace
}  // namespace mote::port

int main() {
  using namespace mote::port;
  char text[256];
  expect(command_line(text, sizeof(text)) != 0, "there is a command line");
  const char* mode = last_word(text);
  if (equal(mode, "fault")) jump_to_nowhere();
  if (equal(mode, "overflow")) return static_cast<int>(dive(0));
  if (equal(mode, "wrap")) {
    check_counter(250000000);
  } else {
    check_all();
  }
  return failed ? 1 : 0;
}
