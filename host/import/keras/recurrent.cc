// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Recurrent layers, as the loops over time that TensorFlow makes of them.
#include <numeric>

#include "host/import/keras/cells.h"

namespace mote::keras {
namespace {

// Variables of the loop: these, the states, and with a mask the mask and the
// output of the step before.
constexpr size_t kTime = 0, kLength = 1, kInputs = 2, kOutputs = 3,
                 kFirstState = 4;

struct Loop {
  const Layer& layer;  // its config and weights are those of the cell
  const Cell& cell;
  bool masked = false;
  bool zeros = false;  // where masked, the output is zero

  size_t mask() const { return kFirstState + cell.states; }
  size_t last() const { return mask() + 1; }
};

Ids parameters(const Loop& loop, const Builder& b) {
  Ids out = {b.input(Type::kInt32, "time"), b.input(Type::kInt32, "length"),
             b.input(Type::kFloat32, "inputs"),
             b.input(Type::kFloat32, "outputs")};
  for (size_t i = 0; i < loop.cell.states; ++i) {
    out.push_back(b.input(Type::kFloat32, "state"));
  }
  if (loop.masked) {
    out.push_back(b.input(Type::kBool, "mask"));
    out.push_back(b.input(Type::kFloat32, "last"));
  }
  return out;
}

Builder add_graph(const Loop& loop, const char* name) {
  ir::Module& module = loop.layer.b.module();
  const int32_t index = static_cast<int32_t>(module.graphs.size());
  module.graphs.emplace_back().name = loop.layer.b.layer() + name;
  return Builder(module, index, loop.layer.b.layer());
}

int32_t index_of(const Builder& b) {
  return static_cast<int32_t>(&b.graph() - b.module().graphs.data());
}

int32_t condition(const Loop& loop) {
  const Builder b = add_graph(loop, "/condition");
  const Ids given = parameters(loop, b);
  b.graph().outputs = {b.node("Less", {given[kTime], given[kLength]})};
  return index_of(b);
}

int32_t body(const Loop& loop) {
  const Builder b = add_graph(loop, "/body");
  const Ids given = parameters(loop, b);
  const auto item = [&](ir::ValueId list) {
    return b.node("TensorListGetItem", {list, given[kTime], b.list({})});
  };
  const Ids before(given.begin() + kFirstState,
                   given.begin() + static_cast<ptrdiff_t>(loop.mask()));
  Ids next = loop.cell.step(loop.layer, b, item(given[kInputs]), before);
  ir::ValueId output = next[0];
  if (loop.masked) {
    const ir::ValueId seen = item(given[loop.mask()]);  // [n, 1]
    const auto choose = [&](ir::ValueId x, ir::ValueId other) {
      return b.node("SelectV2", {seen, x, other});
    };
    const ir::ValueId other = loop.zeros ? b.node("ZerosLike", {output})
                                         : given[loop.last()];
    output = choose(output, other);
    for (size_t i = 0; i < next.size(); ++i) next[i] = choose(next[i], before[i]);
  }
  Ids outputs = {b.add(given[kTime], b.integer(1)), given[kLength],
                 given[kInputs],
                 b.node("TensorListSetItem",
                        {given[kOutputs], given[kTime], output})};
  outputs.insert(outputs.end(), next.begin(), next.end());
  if (loop.masked) {
    outputs.push_back(given[loop.mask()]);
    outputs.push_back(output);
  }
  b.graph().outputs = outputs;
  return index_of(b);
}

// The first two dimensions exchanged: batch and time.
ir::ValueId turned(const Builder& b, ir::ValueId x, size_t rank) {
  std::vector<int64_t> order(rank);
  std::iota(order.begin(), order.end(), 0);
  std::swap(order[0], order[1]);
  return b.node("Transpose", {x, b.list(order)});
}

// Time first, in the order in which the layer goes.
ir::ValueId over_time(const Layer& layer, ir::ValueId x, size_t rank) {
  const Builder& b = layer.b;
  x = turned(b, x, rank);
  if (!layer.flag("go_backwards", false)) return x;
  return b.node("ReverseV2", {x, b.list({0})});
}

ir::ValueId state_shape(const Layer& layer, const Cell& cell, ir::ValueId x) {
  const Builder& b = layer.b;
  if (cell.space == 0) {
    return b.node("Pack",
                  {b.extent(x, 1), b.integer(layer.integer("units", 1))});
  }
  const ir::ValueId first = b.node("GatherV2", {x, b.integer(0), b.integer(0)});
  const Ids gates = b.nodes(
      "Split", {b.integer(-1), image_product(layer, b, first, cell.space)}, 4,
      {{"num_split", int64_t{4}}});
  return b.node("Shape", {gates[0]});
}

// States that outlive a run, zero at first.
Ids variables(const Layer& layer, size_t count) {
  const std::optional<std::vector<int64_t>>& shape =
      layer.b.graph().value(layer.x()).shape;
  const int64_t batch = shape && !shape->empty() ? shape->front() : -1;
  if (batch < 1) layer.refuse("a state that stays, of an open batch");
  ir::TensorAttribute zero;
  zero.type = Type::kFloat32;
  zero.shape = {batch, layer.integer("units", 1)};
  const int64_t bytes = ir::byte_size(zero.type, zero.shape);
  if (bytes < 0 || bytes > (1 << 26)) layer.refuse("a state of this size");
  zero.bytes = ir::make_constant(base::Bytes(static_cast<size_t>(bytes)));
  Ids handles;
  for (size_t i = 0; i < count; ++i) {
    handles.push_back(layer.b.node(
        "VarHandleOp", {},
        {{"shared_name", layer.b.layer() + "/state" + std::to_string(i)},
         {"initial", zero}}));
  }
  return handles;
}

// layer: that of the cell, with the options of the layer around it.
Ids run(const Layer& layer, const Cell& cell) {
  const Builder& b = layer.b;
  if (layer.flag("time_major", false)) layer.refuse("time_major");
  const size_t rank = 3 + cell.space;
  const ir::ValueId x = over_time(layer, layer.x(), rank);
  const ir::ValueId length = b.extent(x, 0);
  const ir::ValueId shape = state_shape(layer, cell, x);
  const ir::ValueId zero = b.node("Fill", {shape, b.number(0)});
  Ids initial = layer.named("initial_state");
  if (initial.empty() && layer.inputs.size() > 1) {
    initial.assign(layer.inputs.begin() + 1, layer.inputs.end());
  }
  Ids handles;
  if (layer.flag("stateful", false)) {
    if (!initial.empty() || cell.space > 0) {
      layer.refuse("a state that stays and is given besides, or of images");
    }
    handles = variables(layer, cell.states);
    for (const ir::ValueId handle : handles) {
      initial.push_back(b.node("ReadVariableOp", {handle}));
    }
  }
  if (initial.empty()) initial.assign(cell.states, zero);
  if (initial.size() != cell.states) layer.refuse("states in a wrong number");
  const Ids mask = layer.named("mask");
  const Loop loop{layer, cell, mask.size() == 1,
                  layer.flag("zero_output_for_mask", false)};
  Ids given = {b.integer(0), length, x,
               b.node("TensorListReserve", {shape, length},
                      {{"element_dtype", Type::kFloat32}})};
  given.insert(given.end(), initial.begin(), initial.end());
  if (loop.masked) {
    if (cell.space > 0) layer.refuse("a mask of images");
    const ir::ValueId column = b.node("ExpandDims", {mask[0], b.integer(-1)});
    given.push_back(over_time(layer, column, 3));
    given.push_back(zero);
  }
  const int32_t first = condition(loop), second = body(loop);
  const Ids made = b.nodes("While", given, given.size(),
                           {{"cond", ir::GraphRef{first}},
                            {"body", ir::GraphRef{second}}});
  for (size_t i = 0; i < handles.size(); ++i) {
    b.nodes("AssignVariableOp", {handles[i], made[kFirstState + i]}, 0);
  }
  const ir::ValueId last = made[loop.masked ? loop.last() : kFirstState];
  Ids out = {layer.flag("return_sequences", false)
                 ? turned(b, made[kOutputs], rank)
                 : last};
  if (layer.flag("return_state", false)) {
    out.insert(out.end(), made.begin() + kFirstState,
               made.begin() + static_cast<ptrdiff_t>(loop.mask()));
  }
  return out;
}

Ids recurrent(const Layer& layer) { return run(layer, *find_cell(layer.kind)); }

// A layer around a cell; the options of both together.
Ids around_cell(const Layer& layer) {
  const Json& inner = layer.config.at("cell");
  const std::string kind = inner.at("class_name").get<std::string>();
  const Cell* cell = find_cell(kind);
  if (cell == nullptr) layer.refuse("a cell of kind " + kind);
  Json config = inner.at("config");
  for (const char* name : {"return_sequences", "return_state", "go_backwards",
                           "stateful", "zero_output_for_mask"}) {
    if (layer.config.contains(name)) config[name] = layer.config[name];
  }
  return run({kind, config, layer.call, layer.inputs, layer.weights, layer.b},
             *cell);
}

ir::ValueId merged(const Layer& layer, const std::string& mode,
                   ir::ValueId forward, ir::ValueId backward) {
  const Builder& b = layer.b;
  if (mode == "concat") {
    return b.node("ConcatV2", {forward, backward, b.integer(-1)});
  }
  if (mode == "mul") return b.mul(forward, backward);
  const ir::ValueId sum = b.add(forward, backward);
  if (mode == "sum") return sum;
  if (mode == "ave") return b.mul(sum, b.number(0.5));
  layer.refuse("merge_mode " + mode);
}

// One layer forwards and the same backwards; each has half of the weights.
Ids bidirectional(const Layer& layer) {
  const Builder& b = layer.b;
  const Json& inner = layer.config.at("layer");
  const std::string kind = inner.at("class_name").get<std::string>();
  const auto make = layers().find(kind);
  if (make == layers().end()) layer.refuse("a layer of kind " + kind);
  const auto half =
      layer.weights.begin() + static_cast<ptrdiff_t>(layer.weights.size() / 2);
  Ids states = layer.named("initial_state");
  if (states.size() % 2 != 0) layer.refuse("states in a wrong number");
  const auto direction = [&](bool backwards, Weights weights) {
    const Json other = layer.config.value("backward_layer", Json());
    const bool own_config = backwards && other.is_object();
    Json config = (own_config ? other : inner).at("config");
    config["go_backwards"] = backwards;
    Json call = layer.call;
    if (!states.empty()) {
      Json part = Json::array();
      for (size_t i = 0; i < states.size() / 2; ++i) {
        const size_t at = i + (backwards ? states.size() / 2 : 0);
        part.push_back(tensor_json(states[at]));
      }
      call["kwargs"]["initial_state"] = part;
    }
    const Builder named(b.module(), 0,
                        b.layer() + (backwards ? "/backward" : "/forward"));
    return make->second(
        {kind, config, call, {layer.x()}, std::move(weights), named});
  };
  const Ids forward = direction(false, {layer.weights.begin(), half});
  Ids backward = direction(true, {half, layer.weights.end()});
  if (inner.at("config").value("return_sequences", false)) {
    backward[0] = b.node("ReverseV2", {backward[0], b.list({1})});
  }
  const Json& mode = layer.config.value("merge_mode", Json("concat"));
  Ids out;
  if (mode.is_null()) {
    out = {forward[0], backward[0]};
  } else {
    out = {merged(layer, mode.get<std::string>(), forward[0], backward[0])};
  }
  out.insert(out.end(), forward.begin() + 1, forward.end());
  out.insert(out.end(), backward.begin() + 1, backward.end());
  return out;
}

}  // namespace

void add_recurrent(Table& table) {
  for (const char* kind :
       {"LSTM", "GRU", "SimpleRNN", "ConvLSTM1D", "ConvLSTM2D"}) {
    table[kind] = recurrent;
  }
  table["RNN"] = around_cell;
  table["Bidirectional"] = bidirectional;
}

}  // namespace mote::keras
