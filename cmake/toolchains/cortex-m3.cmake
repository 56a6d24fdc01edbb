# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0

# Cortex-M3: no FPU, no DSP extension.

set(MOTE_TARGET cortex-m3)
set(mote_compiler arm-none-eabi-)
set(mote_core_flags -mthumb -mcpu=cortex-m3)
set(mote_emulator qemu-system-arm -M mps2-an385)

include(${CMAKE_CURRENT_LIST_DIR}/firmware.cmake)
