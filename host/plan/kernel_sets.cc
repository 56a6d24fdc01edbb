// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/plan/kernel_sets.h"

#include "device/kernels/armv6m/armv6m.h"
#include "device/kernels/armv7em/armv7em.h"
#include "device/kernels/armv7m/armv7m.h"
#include "device/kernels/armv81m_mve/armv81m_mve.h"
#include "device/kernels/isa.h"
#include "device/kernels/riscv32/riscv32.h"
#include "host/base/text.h"

namespace mote::plan {
namespace {

struct Entry {
  const char* target;
  KernelSet set;
};

constexpr Entry kEntries[] = {
    {"host", Isa::kSet},
    {"cortex-m0", Armv6m::kSet},
    {"cortex-m3", Armv7m::kSet},
    {"cortex-m4", Armv7em::kSet},
    {"cortex-m55", Armv81mMve::kSet},
    {"riscv32", Riscv32::kSet},
};

}  // namespace

base::Result<KernelSet> kernel_set(const std::string& target) {
  std::vector<std::string> names;
  for (const Entry& entry : kEntries) {
    if (target == entry.target) return entry.set;
    names.push_back(entry.target);
  }
  return base::Error{"--target " + target, "there is no such target",
                     "choose among " + base::listed(names)};
}

}  // namespace mote::plan
