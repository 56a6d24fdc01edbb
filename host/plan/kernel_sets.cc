// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/plan/kernel_sets.h"

#include "device/kernels/sets.h"
#include "host/base/text.h"

namespace mote::plan {

base::Result<KernelSet> kernel_set(const std::string& target) {
  std::vector<std::string> names;
  for (const TargetKernels& entry : kTargetKernels) {
    if (target == entry.target) return entry.set;
    names.push_back(entry.target);
  }
  return base::Error{"--target " + target, "there is no such target",
                     "choose among " + base::listed(names)};
}

}  // namespace mote::plan
