# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0

# Cortex-M0: no FPU, no unaligned access.

set(MOTE_TARGET cortex-m0)
set(mote_compiler arm-none-eabi-)
set(mote_core_flags -mthumb -mcpu=cortex-m0)
set(mote_emulator
  qemu-system-arm -M microbit -global nrf51-soc.flash-size=4194304)

include(${CMAKE_CURRENT_LIST_DIR}/firmware.cmake)
