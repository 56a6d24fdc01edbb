// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What a model is made of, and what it takes to run it.
#ifndef MOTE_HOST_INSPECT_REPORT_H_
#define MOTE_HOST_INSPECT_REPORT_H_

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "host/run/model_file.h"

namespace mote::inspect {

struct OperatorReport {
  std::string name;
  int32_t version = 1;
  std::string variant;            // the C++ type that evaluates it
  uint64_t work = 0;              // multiply-accumulates, or elements
  std::vector<int32_t> inputs;    // tensors; -1 is left out
  std::vector<int32_t> outputs;
  std::optional<base::Error> refusal;
};

struct TensorReport {
  io::TensorSpec spec;
  std::string role;        // "constant", "variable", "input", "output" or ""
  uint64_t bytes = 0;
  int32_t scales = 0;      // 0: not quantized; more than 1: by channel
  int32_t axis = 0;
};

struct SubgraphReport {
  std::string name;
  std::vector<OperatorReport> operators;
  std::vector<TensorReport> tensors;
  std::vector<int32_t> inputs;
  std::vector<int32_t> outputs;
};

struct SignatureReport {
  using Names = std::vector<std::pair<std::string, uint32_t>>;  // to tensors

  std::string key;
  uint32_t subgraph = 0;
  Names inputs;
  Names outputs;
};

// What an arena must have on a target, exactly.
struct TargetArena {
  std::string target;
  uint32_t bytes = 0;          // without a plan
  uint32_t planned_bytes = 0;  // with the one that mote plan makes for it
};

struct Report {
  std::string file;
  uint64_t bytes = 0;
  uint64_t constant_bytes = 0;
  uint64_t work = 0;                    // of the first subgraph
  std::optional<uint32_t> arena_bytes;  // on this machine, if it runs
  std::optional<TargetArena> target_arena;
  // Why it does not run: every operator that is refused, or what the load
  // says when none is.
  std::vector<base::Error> problems;
  std::vector<SubgraphReport> subgraphs;
  std::vector<SignatureReport> signatures;
  std::vector<std::pair<std::string, uint64_t>> metadata;  // name, bytes
  // A type to paste into a program: the operators with the variants in use.
  std::string op_list;
};

Report inspect(const run::ModelFile::Pointer& model);

// Of a model that can be planned; planning takes a second or two.
base::Result<TargetArena> target_arena(const run::ModelFile::Pointer& model,
                                       const std::string& target);

std::string to_text(const Report& report);
nlohmann::ordered_json to_json(const Report& report);
nlohmann::ordered_json to_json(const base::Error& error);

}  // namespace mote::inspect

#endif  // MOTE_HOST_INSPECT_REPORT_H_
