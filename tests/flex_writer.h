// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Writes the FlexBuffers map of a custom operator's options for tests.
#ifndef MOTE_TESTS_FLEX_WRITER_H_
#define MOTE_TESTS_FLEX_WRITER_H_

#include <map>
#include <string>
#include <variant>

#include "host/base/file.h"

namespace mote::tests {

using FlexOption = std::variant<int32_t, float, bool>;

base::Bytes flex_map(const std::map<std::string, FlexOption>& options);

}  // namespace mote::tests

#endif  // MOTE_TESTS_FLEX_WRITER_H_
