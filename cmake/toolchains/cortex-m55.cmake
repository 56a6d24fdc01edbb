# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0

# Cortex-M55: vector extension (MVE), FPU down to half precision.

set(MOTE_TARGET cortex-m55)
set(mote_compiler arm-none-eabi-)
set(mote_core_flags -mthumb -mcpu=cortex-m55 -mfpu=auto -mfloat-abi=hard)
set(mote_emulator qemu-system-arm -M mps3-an547)

include(${CMAKE_CURRENT_LIST_DIR}/firmware.cmake)
