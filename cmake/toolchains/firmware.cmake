# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0

# What all microcontroller targets share. A target's file sets MOTE_TARGET,
# mote_compiler (the prefix of the tools) and the lists mote_core_flags and
# mote_emulator. The emulator's arguments repeat ports/common/boards.h;
# ports/check compares them.

set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

set(CMAKE_C_COMPILER ${mote_compiler}gcc)
set(CMAKE_CXX_COMPILER ${mote_compiler}g++)
set(CMAKE_ASM_COMPILER ${mote_compiler}gcc)

list(JOIN mote_core_flags " " mote_flags)
string(APPEND mote_flags " -ffreestanding -ffunction-sections"
  " -fdata-sections -fno-math-errno -ffp-contract=off")
set(CMAKE_C_FLAGS_INIT "${mote_flags}")
set(CMAKE_CXX_FLAGS_INIT
  "${mote_flags} -fno-exceptions -fno-rtti -fno-threadsafe-statics")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-nostdlib -Wl,--gc-sections")

# Runs firmware as a test does: EMULATOR firmware.elf FURTHER ARGUMENTS.
set(CMAKE_CROSSCOMPILING_EMULATOR ${mote_emulator}
  -icount shift=0 -display none -monitor none -serial none
  -chardev stdio,id=console
  -semihosting-config enable=on,target=native,chardev=console -kernel)

set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
