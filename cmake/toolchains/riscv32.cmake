# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0

# RISC-V, 32 bits: multiplication, compressed instructions, no FPU.

set(MOTE_TARGET riscv32)
set(mote_compiler riscv64-unknown-elf-)
set(mote_core_flags -march=rv32imc -mabi=ilp32)
set(mote_emulator qemu-system-riscv32 -M virt -bios none -m 256M)

include(${CMAKE_CURRENT_LIST_DIR}/firmware.cmake)
