// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What prepare must know of the kernels of each target.
#ifndef MOTE_HOST_PLAN_KERNEL_SETS_H_
#define MOTE_HOST_PLAN_KERNEL_SETS_H_

#include <string>

#include "device/kernels/portable.h"
#include "host/base/result.h"

namespace mote::plan {

// target: "host" or one of port::kBoards.
base::Result<KernelSet> kernel_set(const std::string& target);

}  // namespace mote::plan

#endif  // MOTE_HOST_PLAN_KERNEL_SETS_H_
