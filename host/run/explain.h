// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// From the device's bare fault to a sentence with place and cure.
#ifndef MOTE_HOST_RUN_EXPLAIN_H_
#define MOTE_HOST_RUN_EXPLAIN_H_

#include "device/core/status.h"
#include "device/model/model.h"
#include "host/base/result.h"

namespace mote::run {

// where: the file. model: the verified model that the fault's positions count
// in; null when verification failed, so that nothing in it can be named.
base::Error explain(const Fault& fault, const std::string& where,
                    const model::Model* model);

}  // namespace mote::run

#endif  // MOTE_HOST_RUN_EXPLAIN_H_
