// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Variables that subgraphs share by name, as memory that reads and writes copy.
#ifndef MOTE_HOST_CODEGEN_VARIABLES_H_
#define MOTE_HOST_CODEGEN_VARIABLES_H_

#include <map>

#include "host/codegen/layout.h"

namespace mote::codegen {

// Whether the operator makes, reads, writes or initializes variables.
bool handles_variables(const run::OpInfo& info);

// The variables of a model and their memory.
class Variables {
 public:
  // What a variable gets from a subgraph that runs once.
  struct FirstValue {
    Place place;
    Span<const uint8_t> bytes;
  };

  // Takes memory for each variable that the first subgraph reads or writes,
  // above what `layout` has placed. Refuses a CALL_ONCE that does more than
  // give variables constants, or that comes after one is used.
  static base::Result<Variables> place(const run::ModelFile& model,
                                       std::span<const run::Prepared> operators,
                                       Layout& layout);

  // The variable behind the handle, a tensor of the first subgraph.
  Place at(int32_t handle) const;
  const std::vector<FirstValue>& first_values() const { return first_values_; }

 private:
  using Name = std::pair<std::string, std::string>;  // container, name
  struct Memory {
    Place place;
    uint32_t bytes;
  };
  using Handles = std::map<int32_t, Name>;

  static Handles handles(const model::Model& model, model::SubGraph graph);
  base::Result<void> initialize(const run::ModelFile& model,
                                const run::Prepared& call);

  Handles main_;
  std::map<Name, Memory> memory_;
  std::vector<FirstValue> first_values_;
};

}  // namespace mote::codegen

#endif  // MOTE_HOST_CODEGEN_VARIABLES_H_
