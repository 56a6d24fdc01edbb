// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// A model's first graph as its plan tells it to the device.
#ifndef MOTE_HOST_RUN_PLANNED_GRAPH_H_
#define MOTE_HOST_RUN_PLANNED_GRAPH_H_

#include <vector>

#include "device/runtime/planned.h"
#include "host/run/model_file.h"

namespace mote::run {

struct PlannedGraph {
  // Of constants the place is known; of others it is Ref::kNowhere.
  std::vector<PlannedTensor> tensors;
  std::vector<PlannedOp> ops;
  std::vector<PlannedCode> codes;
  uint32_t inputs = 0;
  uint32_t outputs = 0;
};

PlannedGraph planned_graph(const ModelFile& model);

// Whether there is a plan at the end of the model that tells of its graph. A
// device does not ask: it runs what the plan tells, which is safe whatever it
// is. Programs on the host also read the model itself.
bool tells_of_its_graph(const ModelFile& model);

}  // namespace mote::run

#endif  // MOTE_HOST_RUN_PLANNED_GRAPH_H_
