// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What every board offers to the program that runs on it.

#ifndef MOTE_PORTS_COMMON_PORT_H_
#define MOTE_PORTS_COMMON_PORT_H_

#include <stddef.h>
#include <stdint.h>

// The program. Its value is the exit code. Firmware is compiled freestanding,
// where main is an ordinary function: it must return explicitly.
int main();

namespace mote::port {

// A range of memory that nothing else uses, aligned to 16 bytes at both ends.
struct Region {
  uint8_t* data;
  size_t size;
};

// Writes text to the board's console. Text appears in order and unbuffered;
// what cannot be delivered is dropped.
void console(const char* text, size_t length);

// Ends the program. On an emulated board the emulator exits with the low 8
// bits of `code`. 3 is the code of a fault and should not be used otherwise.
[[noreturn]] void exit(int code);

// Instructions executed since start-up; never decreases. Meaningful on an
// emulated board under `-icount shift=0` only. On RISC-V exact; on Cortex-M
// rounded down to a tick of the system timer, which is 40 instructions on
// mps2, 31.25 on mps3_an547 and 62.5 on microbit. Reading takes less than 100
// instructions, which the difference of two readings includes once. Must be
// called at least once per 2^23 ticks where interrupts are masked.
uint64_t instructions();

// Lowest address and end of the stack, which grows down from the end. A
// program paints what lies below its own frame to find out how deep it got.
// Overflow is a fault.
uint8_t* stack_limit();
uint8_t* stack_top();

// The fastest memory that holds an arena: all that statics and stack leave of
// it. Contents are undefined at start-up.
Region ram();

// The largest region for an arena; ram() where the board has nothing larger.
Region large_ram();

// Where the host places a job image before start-up, see Board::job_address.
// Never part of ram() or large_ram(). May lie in flash: read only. Without a
// job image the contents are undefined, so that an image needs a magic number.
const uint8_t* job();

// Files of the host, for results. Paths are relative to the directory in which
// the emulator was started. create() truncates and returns a handle, or -1.
// write() tells whether all bytes were written.
int create(const char* path);
bool write(int file, const void* data, size_t size);
void close(int file);

// Copies the command line into `text` with a terminating zero and returns its
// length; 0 if it does not fit or there is none. The first word is the path of
// the firmware.
size_t command_line(char* text, size_t capacity);

}  // namespace mote::port

#endif  // MOTE_PORTS_COMMON_PORT_H_
