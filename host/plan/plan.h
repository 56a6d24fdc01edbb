// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Plans a model's memory ahead and writes the plan into the model.
#ifndef MOTE_HOST_PLAN_PLAN_H_
#define MOTE_HOST_PLAN_PLAN_H_

#include <nlohmann/json_fwd.hpp>

#include "host/plan/regions.h"
#include "host/run/model_file.h"

namespace mote::plan {

// A buffer in use at a step.
struct Holder {
  std::string name;     // of the tensor, or "scratch"
  uint32_t region = 0;  // among those that were asked for
  uint32_t offset = 0;
  uint32_t bytes = 0;
};

struct Step {
  std::string op;
  uint32_t live_bytes = 0;      // with outputs over inputs
  std::vector<Holder> holders;  // by offset
};

struct Planned {
  base::Bytes file;               // the model with its plan
  std::string model;
  std::string target;
  uint32_t arena_bytes = 0;       // exactly, of a target of 32 bits
  uint32_t activation_bytes = 0;  // of these, activations and scratch
  uint32_t least_bytes = 0;       // fewer no placement of them takes
  uint32_t plan_bytes = 0;        // that the file grows by
  uint32_t moved = 0;             // operators that run at another position
  std::vector<Step> steps;        // in the order in which they run
  // With regions there is neither file nor arena: an interpreter has one arena,
  // and only a compiled model lies in several.
  std::vector<Region> regions;
  std::vector<uint32_t> region_bytes;  // used of each
};

// For the kernels of the target. Refuses what does not load there, and regions
// without room.
base::Result<Planned> plan_model(const run::ModelFile::Pointer& model,
                                 const std::string& target,
                                 const std::vector<Region>& regions = {});

std::string to_text(const Planned& planned);
nlohmann::ordered_json to_json(const Planned& planned);

}  // namespace mote::plan

#endif  // MOTE_HOST_PLAN_PLAN_H_
