// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What the states of cells hold while a float graph runs. They are no outputs
// of nodes, so that they are computed once more, from the nodes' inputs.
#ifndef MOTE_HOST_QUANTIZE_STATES_H_
#define MOTE_HOST_QUANTIZE_STATES_H_

#include <map>
#include <span>

#include "host/ir/graph.h"

namespace mote::quantize {

class States {
 public:
  explicit States(const ir::Module& module);

  // Calls see(state, elements) for what the states that depend on this value
  // take on: of UNIDIRECTIONAL_SEQUENCE_LSTM its cell, at each time step from
  // zero on; of SVDF what it appends.
  template <class See>
  void follow(int32_t graph, ir::ValueId value, std::span<const float> x,
              const See& see) const {
    const auto [first, last] = cells_.equal_range({graph, value});
    for (auto it = first; it != last; ++it) {
      see(it->second.state, run(it->second, x));
    }
  }

 private:
  struct Gate {
    std::vector<float> input, recurrent, bias;
  };
  // A cell whose input is a key of cells_.
  struct Cell {
    ir::ValueId state = ir::kNoValue;
    std::vector<Gate> gates;  // SVDF: one, of input weights alone
    int64_t batches = 1, steps = 1;
    bool time_major = false;
    float clip = 0;
  };

  static std::vector<float> run(const Cell& cell, std::span<const float> x);
  static void run_sequence(const Cell& cell, std::span<const float> x,
                           size_t batch, std::vector<float>& seen);
  void add_lstm(const ir::Graph& graph, int32_t index, const ir::Node& node);
  void add_svdf(const ir::Graph& graph, int32_t index, const ir::Node& node);

  std::multimap<std::pair<int32_t, ir::ValueId>, Cell> cells_;
};

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_STATES_H_
