// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/passes/known_channels.h"

#include <algorithm>
#include <cstring>

#include "host/passes/channel_ops.h"
#include "host/passes/execute.h"

namespace mote::passes {
namespace {

using Mask = std::vector<bool>;

class Finder {
 public:
  Finder(const ir::Graph& graph, std::vector<Mask>& known)
      : graph_(graph), known_(known) {}

  void visit(const ir::Node& node) {
    const ChannelRule rule = channel_rule(graph_, node);
    if (rule == ChannelRule::kOpaque) return;
    const size_t count =
        static_cast<size_t>(channels(graph_.value(node.outputs[0])));
    Mask out(count, false);
    switch (rule) {
      case ChannelRule::kMix: mix(node, out); break;
      case ChannelRule::kDepthwise: depthwise(node, out); break;
      case ChannelRule::kEach: each(node, out); break;
      case ChannelRule::kFlatten: flatten(node, out); break;
      case ChannelRule::kJoin: join(node, out); break;
      case ChannelRule::kOpaque: break;
    }
    if (std::find(out.begin(), out.end(), true) == out.end()) return;
    known_[static_cast<size_t>(node.outputs[0])] = std::move(out);
  }

 private:
  bool known(ir::ValueId id, size_t channel) const {
    if (graph_.value(id).constant != nullptr) return true;
    const Mask& mask = known_[static_cast<size_t>(id)];
    return !mask.empty() && mask[channel];
  }

  // Weights [co, ..., ci]: an output is known when every weight of an input
  // that is not known is 0.
  void mix(const ir::Node& node, Mask& out) const {
    const base::Bytes& w = *graph_.value(node.inputs[1]).constant;
    const size_t inputs =
        static_cast<size_t>(channels(graph_.value(node.inputs[0])));
    const size_t each = w.size() / out.size();
    for (size_t o = 0; o < out.size(); ++o) {
      out[o] = true;
      for (size_t i = 0; i < each && out[o]; ++i) {
        out[o] = w[o * each + i] == 0 || known(node.inputs[0], i % inputs);
      }
    }
  }

  // Weights [1, kh, kw, co].
  void depthwise(const ir::Node& node, Mask& out) const {
    const base::Bytes& w = *graph_.value(node.inputs[1]).constant;
    const size_t inputs =
        static_cast<size_t>(channels(graph_.value(node.inputs[0])));
    const size_t multiplier = out.size() / inputs;
    for (size_t o = 0; o < out.size(); ++o) {
      bool zero = true;
      for (size_t i = o; i < w.size() && zero; i += out.size()) {
        zero = w[i] == 0;
      }
      out[o] = zero || known(node.inputs[0], o / multiplier);
    }
  }

  void each(const ir::Node& node, Mask& out) const {
    const size_t operands = carriers(node);
    for (size_t c = 0; c < out.size(); ++c) {
      out[c] = true;
      for (size_t i = 0; i < operands && out[c]; ++i) {
        out[c] = known(node.inputs[i], c);
      }
    }
  }

  void flatten(const ir::Node& node, Mask& out) const {
    const size_t inputs =
        static_cast<size_t>(channels(graph_.value(node.inputs[0])));
    for (size_t i = 0; i < out.size(); ++i) {
      out[i] = known(node.inputs[0], i % inputs);
    }
  }

  void join(const ir::Node& node, Mask& out) const {
    size_t at = 0;
    for (const ir::ValueId id : node.inputs) {
      const size_t count = static_cast<size_t>(channels(graph_.value(id)));
      for (size_t c = 0; c < count; ++c) out[at++] = known(id, c);
    }
  }

  const ir::Graph& graph_;
  std::vector<Mask>& known_;
};

}  // namespace

int32_t KnownChannels::at(const ir::Value& value, ir::ValueId id,
                          size_t element) const {
  const base::Bytes& bytes = *data[static_cast<size_t>(id)];
  if (value.type == Type::kInt8) return static_cast<int8_t>(bytes[element]);
  int16_t wide = 0;
  std::memcpy(&wide, bytes.data() + element * sizeof wide, sizeof wide);
  return wide;
}

KnownChannels known_channels(const ir::Module& module) {
  const ir::Graph& graph = module.main();
  KnownChannels out;
  out.known.resize(graph.values.size());
  out.data.resize(graph.values.size());
  Finder finder(graph, out.known);
  for (const ir::Node& node : graph.nodes) finder.visit(node);
  const auto some = [](const Mask& mask) { return !mask.empty(); };
  if (std::none_of(out.known.begin(), out.known.end(), some)) return out;
  auto data = run_all(module, 0);
  if (data.ok()) {
    out.data = std::move(*data);
  } else {
    std::fill(out.known.begin(), out.known.end(), Mask());
  }
  return out;
}

}  // namespace mote::passes
