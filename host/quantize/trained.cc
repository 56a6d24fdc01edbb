// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/trained.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "host/quantize/form.h"

namespace mote::quantize {
namespace {

void set_reals(ir::Value& value, const std::vector<float>& elements) {
  base::Bytes bytes(elements.size() * sizeof(float));
  if (!bytes.empty()) {
    std::memcpy(bytes.data(), elements.data(), bytes.size());
  }
  value.type = Type::kFloat32;
  value.quantization = {};
  value.constant = ir::make_constant(std::move(bytes));
}

// What a value of this type and quantization can hold.
std::optional<Interval> range_of(const ir::Value& value) {
  const ir::Quantization& q = value.quantization;
  if (q.scales.size() != 1) return std::nullopt;
  const double scale = q.scales[0];
  const double zero = static_cast<double>(q.zero_points[0]);
  const auto real = [&](double step) {
    return static_cast<float>((step - zero) * scale);
  };
  switch (value.type) {
    case Type::kInt8: return Interval{real(-128), real(127)};
    case Type::kUInt8: return Interval{real(0), real(255)};
    case Type::kInt16: return Interval{real(-32767), real(32767)};
    default: return std::nullopt;
  }
}

class GraphReader {
 public:
  GraphReader(ir::Graph& graph, std::vector<std::optional<Interval>>& stated)
      : graph_(graph), stated_(stated) {}

  void run() {
    const ir::Uses uses = ir::uses(graph_);
    std::vector<bool> gone(graph_.nodes.size());
    for (size_t n = 0; n < graph_.nodes.size(); ++n) {
      gone[n] = take_fake(n) || take_pair(uses, n) || take_constant(n);
    }
    size_t n = 0;
    std::erase_if(graph_.nodes, [&](const ir::Node&) { return gone[n++]; });
    ir::erase_dead(graph_);
  }

 private:
  void state(ir::ValueId id, Interval range) {
    stated_[static_cast<size_t>(id)] = range;
  }

  bool take_fake(size_t n) {
    const ir::Node node = graph_.nodes[n];
    if (node.op != "FAKE_QUANT") return false;
    const ir::Attributes& options = node.attributes;
    const Interval range = {static_cast<float>(ir::get(options, "min", 0.0)),
                            static_cast<float>(ir::get(options, "max", 0.0))};
    ir::Value& x = graph_.value(node.inputs[0]);
    if (x.constant != nullptr) {
      round(x, range, ir::get<int64_t>(options, "num_bits", 8),
            ir::get(options, "narrow_range", false));
    } else {
      state(node.inputs[0], range);
    }
    ir::replace_uses(graph_, node.outputs[0], node.inputs[0]);
    return true;
  }

  // The constant as training has seen it, in steps of its range.
  static void round(ir::Value& value, Interval range, int64_t bits,
                    bool narrow) {
    const double least = narrow ? 1 : 0;
    const double most = std::exp2(static_cast<double>(bits)) - 1;
    const double scale =
        (static_cast<double>(range.high) - range.low) / (most - least);
    if (!is_real(value) || !std::isnormal(scale)) return;
    const double zero =
        std::clamp(std::round(least - range.low / scale), least, most);
    std::vector<float> elements = reals(value);
    for (float& x : elements) {
      const double step = std::clamp(std::round(x / scale + zero), least, most);
      x = static_cast<float>((step - zero) * scale);
    }
    set_reals(value, elements);
  }

  // DEQUANTIZE of what a QUANTIZE has just made of floats.
  bool take_pair(const ir::Uses& uses, size_t n) {
    const ir::Node node = graph_.nodes[n];
    if (node.op != "DEQUANTIZE") return false;
    const int32_t maker = uses.maker[static_cast<size_t>(node.inputs[0])];
    if (maker < 0) return false;
    const ir::Node& first = graph_.nodes[static_cast<size_t>(maker)];
    if (first.op != "QUANTIZE") return false;
    const ir::ValueId x = first.inputs[0];
    const auto range = range_of(graph_.value(node.inputs[0]));
    if (!range || graph_.value(x).type != Type::kFloat32) return false;
    if (graph_.value(x).constant == nullptr) state(x, *range);
    ir::replace_uses(graph_, node.outputs[0], x);
    return true;
  }

  bool take_constant(size_t n) {
    const ir::Node node = graph_.nodes[n];
    if (node.op != "DEQUANTIZE") return false;
    ir::Value constant = graph_.value(node.inputs[0]);
    const bool integers = constant.constant != nullptr && constant.shape &&
                          !constant.quantization.scales.empty() &&
                          constant.type == Type::kInt8;
    if (!integers) return false;
    ir::Value& out = graph_.value(node.outputs[0]);
    set_reals(out, reals(constant));
    return true;
  }

  ir::Graph& graph_;
  std::vector<std::optional<Interval>>& stated_;
};

}  // namespace

Ranges take_stated(ir::Module& module) {
  Ranges stated;
  for (ir::Graph& graph : module.graphs) {
    stated.emplace_back(graph.values.size());
    GraphReader(graph, stated.back()).run();
  }
  return stated;
}

void overrule(const Ranges& stated, Ranges& seen) {
  for (size_t g = 0; g < stated.size(); ++g) {
    for (size_t i = 0; i < stated[g].size(); ++i) {
      if (stated[g][i]) seen[g][i] = stated[g][i];
    }
  }
}

bool any_stated(const Ranges& stated) {
  return std::any_of(stated.begin(), stated.end(), [](const auto& graph) {
    return std::any_of(graph.begin(), graph.end(),
                       [](const auto& range) { return range.has_value(); });
  });
}

}  // namespace mote::quantize
