// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Transposes move behind operators that do not care for the order of
// dimensions, until two meet and become one or none. So images with channels
// first are turned once, at the start.
#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include "host/rewrite/matcher.h"
#include "host/rewrite/rewrite.h"

namespace mote::rewrite {
namespace {

using Dims = std::vector<int64_t>;

Dims ints(const ir::Graph& graph, ir::ValueId id) {
  const ir::Value& value = graph.value(id);
  Dims out;
  if (value.constant == nullptr || value.type != Type::kInt32) return out;
  for (size_t i = 0; i < value.constant->size(); i += sizeof(int32_t)) {
    int32_t n = 0;
    std::memcpy(&n, value.constant->data() + i, sizeof(n));
    out.push_back(n);
  }
  return out;
}

bool is_elementwise(const std::string& op) {
  static constexpr std::array<std::string_view, 27> kOps = {
      "RELU", "RELU6", "RELU_N1_TO_1", "LEAKY_RELU", "ELU", "LOGISTIC", "TANH",
      "EXP", "LOG", "SQRT", "RSQRT", "SQUARE", "NEG", "ABS", "HARD_SWISH",
      "GELU", "tf.Erf", "tf.Erfc", "FLOOR", "ADD", "SUB", "MUL", "DIV",
      "MAXIMUM", "MINIMUM", "POW", "SQUARED_DIFFERENCE"};
  return std::ranges::find(kOps, op) != kOps.end();
}

// The extents before a transpose that gave `after`.
Dims before(const Dims& after, const Dims& order) {
  Dims out(after.size());
  for (size_t i = 0; i < order.size(); ++i) {
    out[static_cast<size_t>(order[i])] = after[i];
  }
  return out;
}

// A constant operand as it is before the transpose: only one dimension of more
// than one element, so that no element moves.
std::optional<ir::ValueId> unturned(ir::Graph& graph, ir::ValueId id,
                                    const Dims& order) {
  Dims shape = *graph.value(id).shape;
  if (shape.size() > order.size()) return std::nullopt;
  shape.insert(shape.begin(), order.size() - shape.size(), 1);
  if (std::ranges::count_if(shape, [](int64_t n) { return n != 1; }) > 1) {
    return std::nullopt;
  }
  ir::Value turned = graph.value(id);
  turned.shape = before(shape, order);
  // Leading ones say nothing.
  while (!turned.shape->empty() && turned.shape->front() == 1) {
    turned.shape->erase(turned.shape->begin());
  }
  return graph.add(std::move(turned));
}

class Mover {
 public:
  Mover(ir::Graph& graph, size_t at)
      : graph_(graph), match_(graph), at_(at), node_(graph.nodes[at]) {}

  bool move() {
    const ir::Node* first = nullptr;
    for (const ir::ValueId id : node_.inputs) {
      first = match_.maker(id, "TRANSPOSE");
      if (first != nullptr) break;
    }
    if (first == nullptr) return false;
    order_ = ints(graph_, first->inputs[1]);
    if (order_.size() != graph_.value(first->inputs[0]).shape->size()) {
      return false;
    }
    const std::string& op = node_.op;
    const bool moved = is_elementwise(op)      ? elementwise()
                       : op == "CONCATENATION" ? concatenation()
                       : op == "PAD" || op == "PADV2" ? pad()
                       : op == "MEAN" || op == "REDUCE_MAX" ? reduction()
                       : op == "RESHAPE" ? squeeze()
                                                            : false;
    if (moved && !gone_) put_behind(*first);
    return moved;
  }

 private:
  // The operand before its transpose, where that is of the same order.
  std::optional<ir::ValueId> source(ir::ValueId id) const {
    const ir::Node* maker = match_.maker(id, "TRANSPOSE");
    if (maker == nullptr || ints(graph_, maker->inputs[1]) != order_) {
      return std::nullopt;
    }
    return maker->inputs[0];
  }

  bool elementwise() {
    std::vector<ir::ValueId> inputs;
    for (const ir::ValueId id : node_.inputs) {
      std::optional<ir::ValueId> from = source(id);
      if (!from && match_.is_constant(id)) from = unturned(graph_, id, order_);
      if (!from) return false;
      inputs.push_back(*from);
    }
    graph_.nodes[at_].inputs = inputs;
    return true;
  }

  bool concatenation() {
    std::vector<ir::ValueId> inputs;
    for (const ir::ValueId id : node_.inputs) {
      const std::optional<ir::ValueId> from = source(id);
      if (!from) return false;
      inputs.push_back(*from);
    }
    ir::Node& node = graph_.nodes[at_];
    const int64_t axis = ir::get<int64_t>(node.attributes, "axis", 0);
    if (axis < 0 || static_cast<size_t>(axis) >= order_.size()) return false;
    node.attributes["axis"] = order_[static_cast<size_t>(axis)];
    node.inputs = inputs;
    return true;
  }

  // Only to meet another transpose: before a convolution a pad may vanish.
  bool pad() {
    const ir::Node* reader = match_.reader(node_.outputs[0]);
    if (reader == nullptr || reader->op != "TRANSPOSE") return false;
    const std::optional<ir::ValueId> from = source(node_.inputs[0]);
    const Dims amounts = ints(graph_, node_.inputs[1]);
    if (!from || amounts.size() != 2 * order_.size()) return false;
    Dims turned(amounts.size());
    for (size_t i = 0; i < order_.size(); ++i) {
      const size_t to = 2 * static_cast<size_t>(order_[i]);
      turned[to] = amounts[2 * i];
      turned[to + 1] = amounts[2 * i + 1];
    }
    const ir::ValueId table = add_ints(graph_, turned, node_.name + "/pad");
    graph_.value(table).shape =
        Dims{static_cast<int64_t>(order_.size()), 2};
    ir::Node& node = graph_.nodes[at_];
    node.inputs[0] = *from;
    node.inputs[1] = table;
    return true;
  }

  bool reduction() {
    const std::optional<ir::ValueId> from = source(node_.inputs[0]);
    Dims axes = ints(graph_, node_.inputs[1]);
    if (!from || axes.empty()) return false;
    for (int64_t& axis : axes) {
      if (axis < 0 || static_cast<size_t>(axis) >= order_.size()) return false;
      axis = order_[static_cast<size_t>(axis)];
    }
    std::ranges::sort(axes);
    ir::Node& node = graph_.nodes[at_];
    if (!ir::get(node.attributes, "keep_dims", false)) {
      // What is left must already be in the right order.
      int64_t last = -1;
      for (const int64_t axis : order_) {
        if (std::ranges::find(axes, axis) != axes.end()) continue;
        if (axis < last) return false;
        last = axis;
      }
      gone_ = true;
    }
    node.inputs[0] = *from;
    node.inputs[1] = add_ints(graph_, axes, node.name + "/axes");
    return true;
  }

  // A reshape that only drops dimensions of one element, before a mean: the
  // transpose orders those that are left, and the mean takes it on.
  bool squeeze() {
    const std::optional<ir::ValueId> from = source(node_.inputs[0]);
    const ir::Node* reader = match_.reader(node_.outputs[0]);
    if (!from || reader == nullptr || reader->op != "MEAN") return false;
    const Dims turned = *graph_.value(node_.inputs[0]).shape;
    const Dims to = *graph_.value(node_.outputs[0]).shape;
    Dims kept;  // dimensions before the transpose, in the order after it
    size_t next = 0;
    for (size_t i = 0; i < turned.size(); ++i) {
      const bool taken = next < to.size() && turned[i] == to[next];
      if (!taken && turned[i] != 1) return false;
      if (taken) kept.push_back(order_[i]);
      next += taken;
    }
    if (next != to.size() || to.size() == turned.size() || to.empty()) {
      return false;
    }
    Dims rest = kept;
    std::ranges::sort(rest);
    Dims shape, order;
    for (const int64_t axis : rest) {
      shape.push_back((*graph_.value(*from).shape)[static_cast<size_t>(axis)]);
    }
    for (const int64_t axis : kept) {
      order.push_back(std::ranges::find(rest, axis) - rest.begin());
    }
    ir::Node& node = graph_.nodes[at_];
    node.inputs = {*from, add_ints(graph_, shape, node.name + "/shape")};
    node.attributes = {{"new_shape", shape}};
    order_ = order;
    return true;
  }

  void put_behind(const ir::Node& first) {
    ir::Node turn = first;
    turn.inputs[1] = add_ints(graph_, order_, first.name + "/order");
    ir::Node& node = graph_.nodes[at_];
    const ir::ValueId out = node.outputs[0];
    ir::Value middle = graph_.value(out);
    middle.shape = before(*middle.shape, order_);
    node.outputs[0] = graph_.add(std::move(middle));
    turn.inputs[0] = node.outputs[0];
    turn.outputs = {out};
    graph_.nodes.insert(
        graph_.nodes.begin() + static_cast<ptrdiff_t>(at_) + 1,
        std::move(turn));
  }

  ir::Graph& graph_;
  const Matcher match_;
  size_t at_;
  const ir::Node node_;  // as it was
  Dims order_;
  bool gone_ = false;  // the transpose has nothing left to do
};

// A transpose that moves only dimensions of one element is a reshape.
bool becomes_reshape(ir::Graph& graph, ir::Node& node) {
  const Dims order = ints(graph, node.inputs[1]);
  const Dims& from = *graph.value(node.inputs[0]).shape;
  if (order.size() != from.size()) return false;
  int64_t last = -1;
  for (const int64_t axis : order) {
    if (from[static_cast<size_t>(axis)] == 1) continue;
    if (axis < last) return false;
    last = axis;
  }
  const Dims to = *graph.value(node.outputs[0]).shape;
  node.op = "RESHAPE";
  node.attributes = {{"new_shape", to}};
  node.inputs[1] = add_ints(graph, to, node.name + "/shape");
  return true;
}

bool merge(ir::Graph& graph, ir::Node& node, const Matcher& match) {
  const ir::Node* first = match.maker(node.inputs[0], "TRANSPOSE");
  if (first == nullptr) return false;
  const Dims a = ints(graph, first->inputs[1]);
  const Dims b = ints(graph, node.inputs[1]);
  if (a.empty() || a.size() != b.size()) return false;
  Dims both;
  for (const int64_t axis : b) both.push_back(a[static_cast<size_t>(axis)]);
  node.inputs = {first->inputs[0], add_ints(graph, both, node.name + "/order")};
  return true;
}

}  // namespace

int move_transposes(ir::Graph& graph) {
  int changes = 0;
  for (size_t i = 0; i < graph.nodes.size(); ++i) {
    bool changed = false;
    if (graph.nodes[i].op == "TRANSPOSE") {
      changed = becomes_reshape(graph, graph.nodes[i]) ||
                merge(graph, graph.nodes[i], Matcher(graph));
    } else {
      changed = Mover(graph, i).move();
    }
    if (!changed) continue;
    ++changes;
    ir::erase_dead(graph);
    i = i < 2 ? 0 : i - 2;
  }
  return changes;
}

}  // namespace mote::rewrite
