// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// mote compile, from a model to the files of its program.
#ifndef MOTE_HOST_CODEGEN_COMPILE_H_
#define MOTE_HOST_CODEGEN_COMPILE_H_

#include "host/codegen/program.h"
#include "host/embed/header.h"

namespace mote::codegen {

struct CompileOptions {
  std::string name;  // an identifier
  std::string target = "cortex-m4";
  std::vector<plan::Region> regions;  // none: one arena
  bool standalone = false;  // with the files of device/ that it needs
  bool self_test = false;   // with inputs, and what operators make of them
};

// Names of kTargetKernels.
std::vector<std::string> target_names();

// Writes NAME.cc, NAME.h and what goes with them into the folder, all or, when
// it fails, none.
base::Result<Program> compile(run::ModelFile::Pointer model,
                              const CompileOptions& options,
                              const std::filesystem::path& folder);

}  // namespace mote::codegen

#endif  // MOTE_HOST_CODEGEN_COMPILE_H_
