// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/base/result.h"

namespace mote::base {

std::string Error::sentence() const {
  std::string text = where.empty() ? what : where + ": " + what;
  if (!cure.empty()) text += "; " + cure;
  return text;
}

}  // namespace mote::base
