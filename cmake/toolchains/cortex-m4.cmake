# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0

# Cortex-M4F: DSP extension, FPU for single precision.

set(MOTE_TARGET cortex-m4)
set(mote_compiler arm-none-eabi-)
set(mote_core_flags -mthumb -mcpu=cortex-m4 -mfpu=fpv4-sp-d16 -mfloat-abi=hard)
set(mote_emulator qemu-system-arm -M mps2-an386)

include(${CMAKE_CURRENT_LIST_DIR}/firmware.cmake)
