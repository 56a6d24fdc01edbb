// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Where an inference spends its instructions or its time, operator by operator.
#ifndef MOTE_HOST_PROFILE_PROFILE_H_
#define MOTE_HOST_PROFILE_PROFILE_H_

#include <nlohmann/json_fwd.hpp>

#include "host/emulate/plugin/mix.h"
#include "host/run/session.h"

namespace mote::profile {

struct OperatorCost {
  int32_t index = 0;           // in the first subgraph
  std::string name;
  std::vector<int32_t> shape;  // of its first output
  uint64_t work = 0;           // multiply-accumulates, or elements
  emulate::Mix mix;            // on an emulated board
  uint64_t cycles = 0;         // estimated from mix; 0: no timing is published
  double seconds = 0;          // on this machine: the least of several runs
};

struct Profile {
  std::string model;
  std::string target;
  std::vector<OperatorCost> operators;  // those that ran
};

// Runs the step on an emulated board. target: one of port::kBoards.
base::Result<Profile> profile_board(const run::ModelFile::Pointer& model,
                                    run::Step step, const std::string& target);
// Runs the step `runs` times on this machine.
base::Result<Profile> profile_host(const run::ModelFile::Pointer& model,
                                   const run::Step& step, int runs);

// The cycles that a core takes for these instructions by its published timing
// with memory that never makes it wait: an estimate. 0: none is published.
uint64_t estimated_cycles(const std::string& target, const emulate::Mix& mix);

std::string to_text(const Profile& profile);
nlohmann::ordered_json to_json(const Profile& profile);

}  // namespace mote::profile

#endif  // MOTE_HOST_PROFILE_PROFILE_H_
