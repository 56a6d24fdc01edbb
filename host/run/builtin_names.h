// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The names of all operators that the container format numbers, also of those
// that Mote does not have.
#ifndef MOTE_HOST_RUN_BUILTIN_NAMES_H_
#define MOTE_HOST_RUN_BUILTIN_NAMES_H_

#include <cstdint>
#include <string_view>

namespace mote::run {

// Empty for a code that the format does not define.
std::string_view builtin_name(int32_t code);

}  // namespace mote::run

#endif  // MOTE_HOST_RUN_BUILTIN_NAMES_H_
