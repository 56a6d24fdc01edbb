// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The emulated boards as the host sees them: how to run firmware on each.

#ifndef MOTE_PORTS_COMMON_BOARDS_H_
#define MOTE_PORTS_COMMON_BOARDS_H_

#include <stdint.h>

namespace mote::port {

// One emulated board. `machine` holds arguments separated by single blanks.
struct Board {
  const char* target;        // Name of the target, as in MOTE_TARGET.
  const char* folder;        // Folder below ports/.
  const char* emulator;      // Program that emulates it.
  const char* package;       // Debian package that holds the emulator.
  const char* machine;       // Arguments that select and configure the board.
  uint32_t job_address;      // Where a job image goes; port::job().
  uint32_t job_limit;        // Largest job image, in bytes.
  uint32_t ram_bytes;        // port::ram(), if statics and stack were empty.
  uint32_t large_ram_bytes;  // port::large_ram() in the same sense.
};

// Arguments for every board, separated by single blanks: one virtual
// nanosecond an instruction, the console and nothing else on stdout. To these
// come `-kernel FIRMWARE`, `-append WORDS` for the command line and
// `-device loader,file=IMAGE,addr=ADDRESS,force-raw=on` for a job image.
inline constexpr char kEmulatorArguments[] =
    "-icount shift=0 -display none -monitor none -serial none "
    "-chardev stdio,id=console "
    "-semihosting-config enable=on,target=native,chardev=console";

inline constexpr uint32_t kKiB = 1024;
inline constexpr uint32_t kMiB = 1024 * kKiB;

inline constexpr Board kBoards[] = {
    {"cortex-m0", "microbit", "qemu-system-arm", "qemu-system-arm",
     "-M microbit -global nrf51-soc.flash-size=4194304", 0x00080000,
     3584 * kKiB, 16 * kKiB, 16 * kKiB},
    {"cortex-m3", "mps2_an385", "qemu-system-arm", "qemu-system-arm",
     "-M mps2-an385", 0x21000000, 16 * kMiB, 4 * kMiB, 4 * kMiB},
    {"cortex-m4", "mps2_an386", "qemu-system-arm", "qemu-system-arm",
     "-M mps2-an386", 0x21000000, 16 * kMiB, 4 * kMiB, 4 * kMiB},
    {"cortex-m55", "mps3_an547", "qemu-system-arm", "qemu-system-arm",
     "-M mps3-an547", 0x60000000, 128 * kMiB, 4 * kMiB, 128 * kMiB},
    {"riscv32", "riscv_virt", "qemu-system-riscv32", "qemu-system-misc",
     "-M virt -bios none -m 256M", 0x88000000, 128 * kMiB, 112 * kMiB,
     112 * kMiB},
};

}  // namespace mote::port

#endif  // MOTE_PORTS_COMMON_BOARDS_H_
