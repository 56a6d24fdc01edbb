// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <numeric>

#include "host/passes/channel_slice.h"
#include "host/passes/contribution.h"
#include "host/passes/pass.h"

namespace mote::passes {
namespace {

// More channels than this in all make no network that the pass is for; the
// classes of them stay small.
constexpr int64_t kMostChannels = 1 << 22;

// Channels that must stay or go together, as classes of (value, channel).
class Groups {
 public:
  explicit Groups(const ir::Graph& graph) {
    for (const ir::Value& value : graph.values) {
      first_.push_back(parent_.size());
      const size_t count = value.constant == nullptr
                               ? static_cast<size_t>(channels(value))
                               : 0;
      for (size_t c = 0; c < count; ++c) parent_.push_back(parent_.size());
    }
    first_.push_back(parent_.size());
    stays_.resize(parent_.size(), false);
  }

  // 0 for constants: they follow the nodes that read them.
  size_t count(ir::ValueId id) const {
    const size_t i = static_cast<size_t>(id);
    return first_[i + 1] - first_[i];
  }
  void tie(ir::ValueId a, size_t a_channel, ir::ValueId b, size_t b_channel) {
    const size_t to = root(a, a_channel);
    const size_t from = root(b, b_channel);
    parent_[from] = to;
    stays_[to] = stays_[to] || stays_[from];
  }
  void keep(ir::ValueId id, size_t channel) {
    stays_[root(id, channel)] = true;
  }
  void keep_all(ir::ValueId id) {
    if (id == ir::kNoValue) return;
    for (size_t c = 0; c < count(id); ++c) keep(id, c);
  }
  bool stays(ir::ValueId id, size_t channel) {
    return stays_[root(id, channel)];
  }

 private:
  size_t root(ir::ValueId id, size_t channel) {
    size_t i = first_[static_cast<size_t>(id)] + channel;
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }

  std::vector<size_t> first_;
  std::vector<size_t> parent_;
  std::vector<bool> stays_;
};

void tie_operands(const ir::Graph& graph, const ir::Node& node,
                  ChannelRule rule, Groups& groups) {
  const ir::ValueId in = node.inputs[0];
  const ir::ValueId out = node.outputs[0];
  const size_t outputs = groups.count(out);
  if (rule == ChannelRule::kDepthwise) {
    const size_t multiplier = outputs / groups.count(in);
    for (size_t c = 0; c < outputs; ++c) groups.tie(in, c / multiplier, out, c);
  } else if (rule == ChannelRule::kFlatten) {
    const size_t inputs = static_cast<size_t>(channels(graph.value(in)));
    for (size_t c = 0; c < outputs; ++c) groups.tie(in, c % inputs, out, c);
  } else if (rule == ChannelRule::kJoin) {
    size_t at = 0;
    for (const ir::ValueId id : node.inputs) {
      const size_t count = groups.count(id);
      for (size_t c = 0; c < count; ++c) groups.tie(id, c, out, at++);
    }
  } else if (rule == ChannelRule::kEach) {
    for (size_t i = 0; i < carriers(node); ++i) {
      const ir::ValueId id = node.inputs[i];
      const size_t count = groups.count(id);
      for (size_t c = 0; c < count; ++c) groups.tie(id, c, out, c);
    }
  }
}

// A value without channels would be none: its first one stays.
void keep_one_each(const ir::Graph& graph, Groups& groups) {
  for (size_t i = 0; i < graph.values.size(); ++i) {
    const ir::ValueId id = static_cast<ir::ValueId>(i);
    bool some = groups.count(id) == 0;
    for (size_t c = 0; c < groups.count(id); ++c) some |= groups.stays(id, c);
    if (!some) groups.keep(id, 0);
  }
}

// Which channels may go: those that nothing else than weighed sums reads, and
// of which every such sum is the same in every run.
Groups find_groups(const ir::Graph& graph, const KnownChannels& known) {
  Groups groups(graph);
  for (const ir::ValueId id : graph.inputs) groups.keep_all(id);
  for (const ir::ValueId id : graph.outputs) groups.keep_all(id);
  for (size_t i = 0; i < graph.values.size(); ++i) {
    if (graph.values[i].variable) groups.keep_all(static_cast<ir::ValueId>(i));
  }
  for (const ir::Node& node : graph.nodes) {
    const ChannelRule rule = channel_rule(graph, node);
    if (rule == ChannelRule::kOpaque) {
      for (const ir::ValueId id : node.inputs) groups.keep_all(id);
      for (const ir::ValueId id : node.outputs) groups.keep_all(id);
    } else if (rule == ChannelRule::kMix) {
      Contributions sums(graph, node, known);
      for (size_t c = 0; c < groups.count(node.inputs[0]); ++c) {
        if (!sums.add(c)) groups.keep(node.inputs[0], c);
      }
    } else {
      tie_operands(graph, node, rule, groups);
    }
  }
  keep_one_each(graph, groups);
  return groups;
}

// A graph that the main one runs may go round as often as data say, and the
// data that known_channels() runs it with are any.
bool calls_graphs(const ir::Graph& graph) {
  const auto calls = [](const auto& item) {
    return std::holds_alternative<ir::GraphRef>(item.second.base());
  };
  return std::ranges::any_of(graph.nodes, [&](const ir::Node& node) {
    return std::ranges::any_of(node.attributes, calls);
  });
}

bool few_channels(const ir::Graph& graph) {
  int64_t count = 0;
  for (const ir::Value& value : graph.values) {
    count += value.constant == nullptr ? channels(value) : 0;
    if (count > kMostChannels) return false;
  }
  return true;
}

}  // namespace

int drop_channels(ir::Module& module) {
  if (calls_graphs(module.main()) || !few_channels(module.main())) return 0;
  ir::Graph& graph = module.main();
  const KnownChannels known = known_channels(module);
  Groups groups = find_groups(graph, known);
  Kept kept(graph.values.size());
  int dropped = 0;
  for (size_t i = 0; i < graph.values.size(); ++i) {
    const ir::ValueId id = static_cast<ir::ValueId>(i);
    for (size_t c = 0; c < groups.count(id); ++c) {
      if (groups.stays(id, c)) kept[i].push_back(c);
    }
    dropped += static_cast<int>(groups.count(id) - kept[i].size());
  }
  if (dropped == 0) return 0;
  slice_channels(graph, known, kept);
  return dropped;
}

}  // namespace mote::passes
