# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
# Flags of every target: warnings are errors, and floating-point expressions
# are not contracted, so that every machine gives the same bits.
add_compile_options(
  -Wall -Wextra -Wshadow -Wconversion -Wno-missing-field-initializers
  -Werror -ffp-contract=off)
