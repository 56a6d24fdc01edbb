// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Which words of the kernels' vocabulary each instruction set redefines.
#ifndef MOTE_HOST_INSPECT_KERNEL_WORDS_H_
#define MOTE_HOST_INSPECT_KERNEL_WORDS_H_

#include <string>
#include <vector>

namespace mote::inspect {

struct KernelWords {
  std::string target;              // "cortex-m4"
  std::string folder;              // "armv7em"
  std::vector<std::string> words;  // "dense", "add"
};

// Of each target with an instruction set of its own.
std::vector<KernelWords> kernel_words();

}  // namespace mote::inspect

#endif  // MOTE_HOST_INSPECT_KERNEL_WORDS_H_
