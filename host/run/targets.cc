// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/targets.h"

#include <algorithm>

#include "host/base/text.h"

namespace mote::run {

std::vector<std::string> target_names() {
  return {"host", "cortex-m0", "cortex-m3", "cortex-m4", "cortex-m55",
          "riscv32"};
}

base::Result<std::unique_ptr<Runner>> make_runner(const std::string& target) {
  if (target == "host") return std::unique_ptr<Runner>(new HostRunner);
  const std::vector<std::string> names = target_names();
  if (std::ranges::find(names, target) == names.end()) {
    return base::Error{"--target " + target, "there is no such target",
                       "choose among " + base::listed(names)};
  }
  return base::Error{"--target " + target, "this mote was built without "
                     "emulated boards", "build it with them"};
}

}  // namespace mote::run
