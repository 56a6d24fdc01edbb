// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The tools that make programs for a target.
#ifndef MOTE_HOST_CODEGEN_KIT_H_
#define MOTE_HOST_CODEGEN_KIT_H_

#include <filesystem>
#include <vector>

#include "host/base/result.h"

namespace mote::codegen {

// The words of two commands. The objects of the program that runs jobs and the
// libraries end the second.
struct Kit {
  std::vector<std::string> compile, link, runner, libraries;

  // TARGET.kit, which the build writes.
  static base::Result<Kit> find(const std::string& target);
  // Compiles one source file with models and links it with the runner into a
  // program. options: further
  // words for the compiler.
  base::Result<void> build(const std::filesystem::path& source,
                           const std::vector<std::string>& options,
                           const std::filesystem::path& program) const;
};

}  // namespace mote::codegen

#endif  // MOTE_HOST_CODEGEN_KIT_H_
