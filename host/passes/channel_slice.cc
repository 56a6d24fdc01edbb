// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/passes/channel_slice.h"

#include <algorithm>

#include "host/passes/channel_ops.h"
#include "host/passes/contribution.h"

namespace mote::passes {
namespace {

using Indices = std::vector<size_t>;

template <class T>
void slice(std::vector<T>& list, const Indices& kept) {
  std::vector<T> out;
  for (const size_t i : kept) out.push_back(list[i]);
  list = std::move(out);
}

// The value with only these indices of one of its dimensions. Elements are of
// whole bytes.
ir::Value sliced(const ir::Value& value, size_t axis, const Indices& kept) {
  ir::Value out = value;
  std::vector<int64_t>& shape = *out.shape;
  const size_t extent = static_cast<size_t>(shape[axis]);
  size_t outer = 1, inner = bits(value.type) / 8;
  for (size_t i = 0; i < shape.size(); ++i) {
    if (i < axis) outer *= static_cast<size_t>(shape[i]);
    if (i > axis) inner *= static_cast<size_t>(shape[i]);
  }
  base::Bytes bytes;
  for (size_t o = 0; o < outer; ++o) {
    for (const size_t k : kept) {
      const auto from = value.constant->begin() +
                        static_cast<std::ptrdiff_t>((o * extent + k) * inner);
      bytes.insert(bytes.end(), from,
                   from + static_cast<std::ptrdiff_t>(inner));
    }
  }
  out.constant = ir::make_constant(std::move(bytes));
  shape[axis] = static_cast<int64_t>(kept.size());
  ir::Quantization& q = out.quantization;
  // A bias may name the dimension of its weights.
  const bool along = q.axis == static_cast<int32_t>(axis) || shape.size() == 1;
  if (q.scales.size() == extent && extent > 1 && along) {
    slice(q.scales, kept);
    slice(q.zero_points, kept);
  }
  return out;
}

bool all(const Indices& kept, int64_t count) {
  return static_cast<int64_t>(kept.size()) == count;
}

class Slicer {
 public:
  Slicer(ir::Graph& graph, const KnownChannels& known, const Kept& kept)
      : graph_(graph), known_(known), kept_(kept) {}

  void run() {
    for (ir::Node& node : graph_.nodes) slice_node(node);
    for (size_t i = 0; i < kept_.size(); ++i) {
      ir::Value& value = graph_.values[i];
      if (kept_[i].empty()) continue;
      value.shape->back() = static_cast<int64_t>(kept_[i].size());
      if (!value.stand_in.empty()) value.stand_in.back() = value.shape->back();
    }
  }

 private:
  const Indices& kept(ir::ValueId id) const {
    return kept_[static_cast<size_t>(id)];
  }

  // Gives the operand to this node alone, as it is after the cut.
  void replace(ir::Node& node, size_t operand, ir::Value value) {
    node.inputs[operand] = graph_.add(std::move(value));
  }

  void slice_operand(ir::Node& node, size_t operand, size_t axis,
                     const Indices& indices) {
    const ir::Value& value = graph_.value(node.inputs[operand]);
    if (all(indices, (*value.shape)[axis])) return;
    replace(node, operand, sliced(value, axis, indices));
  }

  void slice_weighed(ir::Node& node, ChannelRule rule) {
    const Indices& in = kept(node.inputs[0]);
    const Indices& out = kept(node.outputs[0]);
    if (rule == ChannelRule::kMix) {
      fold_dropped(node, in);
      const size_t last =
          graph_.value(node.inputs[1]).shape->size() - 1;
      slice_operand(node, 1, last, in);
      slice_operand(node, 1, 0, out);
    } else {
      slice_operand(node, 1, 3, out);
    }
    if (node.input(2) != ir::kNoValue) slice_operand(node, 2, 0, out);
  }

  // What the channels that go have added to every sum goes into the bias.
  void fold_dropped(ir::Node& node, const Indices& stay) {
    Contributions sums(graph_, node, known_);
    const size_t count =
        static_cast<size_t>(channels(graph_.value(node.inputs[0])));
    for (size_t c = 0; c < count; ++c) {
      if (!std::binary_search(stay.begin(), stay.end(), c)) sums.add(c);
    }
    if (!sums.any()) return;
    ir::Value bias = graph_.value(node.inputs[2]);
    bias.constant = sums.bias();
    replace(node, 2, std::move(bias));
  }

  void slice_each(ir::Node& node) {
    const Indices& out = kept(node.outputs[0]);
    for (size_t i = 0; i < carriers(node); ++i) {
      const ir::Value& in = graph_.value(node.inputs[i]);
      if (in.constant == nullptr || channels(in) <= 1) continue;
      slice_operand(node, i, in.shape->size() - 1, out);
    }
  }

  // Its shape is said by a constant or by an option.
  void reshape(ir::Node& node) {
    const ir::Value& out = graph_.value(node.outputs[0]);
    const Indices& stay = kept(node.outputs[0]);
    if (all(stay, channels(out))) return;
    const int64_t count = static_cast<int64_t>(stay.size());
    if (const auto* option = ir::find<std::vector<int64_t>>(node.attributes,
                                                            "new_shape");
        option != nullptr && !option->empty()) {
      std::vector<int64_t> dims = *option;
      if (dims.back() != -1) dims.back() = count;
      node.attributes["new_shape"] = std::move(dims);
    }
    if (node.input(1) == ir::kNoValue) return;
    ir::Value shape = graph_.value(node.inputs[1]);
    std::vector<int64_t> dims = bias_of(shape);
    if (dims.back() != -1) dims.back() = count;
    shape.constant = bias_bytes(shape.type, dims);
    replace(node, 1, std::move(shape));
  }

  void slice_node(ir::Node& node) {
    const ChannelRule rule = channel_rule(graph_, node);
    switch (rule) {
      case ChannelRule::kMix:
      case ChannelRule::kDepthwise: return slice_weighed(node, rule);
      case ChannelRule::kEach:
      case ChannelRule::kFlatten:
        return node.op == "RESHAPE" ? reshape(node) : slice_each(node);
      case ChannelRule::kJoin:
      case ChannelRule::kOpaque: return;
    }
  }

  ir::Graph& graph_;
  const KnownChannels& known_;
  const Kept& kept_;
};

}  // namespace

void slice_channels(ir::Graph& graph, const KnownChannels& known,
                    const Kept& kept) {
  Slicer(graph, known, kept).run();
}

}  // namespace mote::passes
