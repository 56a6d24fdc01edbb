// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/states.h"

#include <algorithm>
#include <cmath>

#include "host/quantize/form.h"

namespace mote::quantize {
namespace {

std::vector<float> weights(const ir::Graph& graph, const ir::Node& node,
                           size_t input) {
  if (input >= node.inputs.size() || node.inputs[input] == ir::kNoValue) {
    return {};
  }
  const ir::Value& value = graph.value(node.inputs[input]);
  const bool known = value.constant != nullptr && is_real(value) && value.shape;
  return known ? reals(value) : std::vector<float>();
}

float product(std::span<const float> row, std::span<const float> x) {
  float sum = 0;
  for (size_t i = 0; i < x.size(); ++i) sum += row[i] * x[i];
  return sum;
}

float logistic(float x) { return 1 / (1 + std::exp(-x)); }

}  // namespace

States::States(const ir::Module& module) {
  for (size_t g = 0; g < module.graphs.size(); ++g) {
    const ir::Graph& graph = module.graphs[g];
    const int32_t index = static_cast<int32_t>(g);
    for (const ir::Node& node : graph.nodes) {
      if (node.op == "UNIDIRECTIONAL_SEQUENCE_LSTM") {
        add_lstm(graph, index, node);
      }
      if (node.op == "SVDF") add_svdf(graph, index, node);
    }
  }
}

void States::add_lstm(const ir::Graph& graph, int32_t index,
                      const ir::Node& node) {
  if (node.inputs.size() < 20 || node.inputs[19] == ir::kNoValue) return;
  const ir::Shape& shape = graph.value(node.inputs[0]).shape;
  if (!shape || shape->size() != 3) return;
  Cell cell;
  cell.state = node.inputs[19];
  cell.time_major = ir::get(node.attributes, "time_major", false);
  cell.clip = static_cast<float>(ir::get(node.attributes, "cell_clip", 0.0));
  cell.batches = (*shape)[cell.time_major ? 1 : 0];
  cell.steps = (*shape)[cell.time_major ? 0 : 1];
  for (size_t g = 0; g < 4; ++g) {
    cell.gates.push_back({weights(graph, node, 1 + g),
                          weights(graph, node, 5 + g),
                          weights(graph, node, 12 + g)});
    const Gate& gate = cell.gates.back();
    const size_t cells = gate.bias.size();
    // Cells with gates left out stay in floats.
    if (cells == 0 || gate.recurrent.size() != cells * cells ||
        static_cast<int64_t>(gate.input.size()) !=
            static_cast<int64_t>(cells) * (*shape)[2]) {
      return;
    }
  }
  cells_.insert({{index, node.inputs[0]}, std::move(cell)});
}

void States::add_svdf(const ir::Graph& graph, int32_t index,
                      const ir::Node& node) {
  if (node.inputs.size() < 5 || node.inputs[4] == ir::kNoValue) return;
  const ir::Shape& shape = graph.value(node.inputs[0]).shape;
  Cell cell;
  cell.state = node.inputs[4];
  cell.gates.push_back({weights(graph, node, 1), {}, {}});
  if (!shape || shape->size() != 2 || cell.gates[0].input.empty()) return;
  cell.batches = (*shape)[0];
  cells_.insert({{index, node.inputs[0]}, std::move(cell)});
}

std::vector<float> States::run(const Cell& cell, std::span<const float> x) {
  std::vector<float> seen;
  for (int64_t n = 0; n < cell.batches; ++n) {
    run_sequence(cell, x, static_cast<size_t>(n), seen);
  }
  return seen;
}

void States::run_sequence(const Cell& cell, std::span<const float> x,
                          size_t batch, std::vector<float>& seen) {
  const size_t rows = static_cast<size_t>(cell.batches * cell.steps);
  const size_t depth = rows == 0 ? 0 : x.size() / rows;
  if (depth == 0) return;
  const auto row_of = [&](const std::vector<float>& matrix, size_t row,
                          size_t width) {
    return std::span(matrix).subspan(row * width, width);
  };
  if (cell.gates.size() == 1) {
    const std::vector<float>& filters = cell.gates[0].input;
    for (size_t f = 0; f < filters.size() / depth; ++f) {
      seen.push_back(
          product(row_of(filters, f, depth), x.subspan(batch * depth, depth)));
    }
    return;
  }
  const size_t cells = cell.gates[0].bias.size();
  std::vector<float> h(cells), c(cells), next(cells);
  for (size_t t = 0; t < static_cast<size_t>(cell.steps); ++t) {
    const size_t row = cell.time_major
                           ? t * static_cast<size_t>(cell.batches) + batch
                           : batch * static_cast<size_t>(cell.steps) + t;
    const auto now = x.subspan(row * depth, depth);
    for (size_t i = 0; i < cells; ++i) {
      float sums[4];
      for (size_t g = 0; g < 4; ++g) {
        const Gate& gate = cell.gates[g];
        sums[g] = gate.bias[i] + product(row_of(gate.input, i, depth), now) +
                  product(row_of(gate.recurrent, i, cells), h);
      }
      c[i] = logistic(sums[1]) * c[i] + logistic(sums[0]) * std::tanh(sums[2]);
      if (cell.clip > 0) c[i] = std::clamp(c[i], -cell.clip, cell.clip);
      next[i] = logistic(sums[3]) * std::tanh(c[i]);
    }
    h = next;
    seen.insert(seen.end(), c.begin(), c.end());
  }
}

}  // namespace mote::quantize
