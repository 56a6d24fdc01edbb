// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Recurrent layers, as the loops over time that TensorFlow makes of them.
#include "host/import/keras/layer.h"

namespace mote::keras {
namespace {

// What a cell does in one step, inside the loop: its input and its states give
// its new states, of which the first is its output.
using Step =
    std::function<Ids(const Layer& layer, const Builder& b, ir::ValueId x,
                      const Ids& states)>;

ir::ValueId weight(const Layer& layer, const Builder& b, size_t i) {
  if (i >= layer.weights.size()) layer.refuse("the layer has too few weights");
  return b.constant(layer.weights[i]);
}

ir::ValueId activation(const Layer& layer, const Builder& b, ir::ValueId x,
                       const char* name, const char* absent) {
  return activate(b, x, layer.config.value(name, Json(absent)));
}

ir::ValueId biased(const Layer& layer, const Builder& b, ir::ValueId x) {
  if (!layer.flag("use_bias", true)) return x;
  return b.node("BiasAdd", {x, weight(layer, b, 2)});
}

ir::ValueId product(const Layer& layer, const Builder& b, ir::ValueId x,
                    size_t i) {
  return b.node("MatMul", {x, weight(layer, b, i)});
}

Ids parts(const Builder& b, ir::ValueId x, size_t count) {
  return b.nodes("Split", {b.integer(1), x}, count,
                 {{"num_split", static_cast<int64_t>(count)}});
}

Ids lstm_step(const Layer& layer, const Builder& b, ir::ValueId x,
              const Ids& states) {
  const auto gate = [&](ir::ValueId z) {
    return activation(layer, b, z, "recurrent_activation", "sigmoid");
  };
  const auto squash = [&](ir::ValueId z) {
    return activation(layer, b, z, "activation", "tanh");
  };
  const ir::ValueId sum = b.add(product(layer, b, x, 0),
                                product(layer, b, states[0], 1));
  const Ids z = parts(b, biased(layer, b, sum), 4);
  const ir::ValueId kept = b.mul(gate(z[1]), states[1]);
  const ir::ValueId cell = b.add(kept, b.mul(gate(z[0]), squash(z[2])));
  return {b.mul(gate(z[3]), squash(cell)), cell};
}

Ids gru_step(const Layer& layer, const Builder& b, ir::ValueId x,
             const Ids& states) {
  const ir::ValueId h = states[0];
  const bool reset_after = layer.flag("reset_after", true);
  ir::ValueId from_x = product(layer, b, x, 0);
  ir::TensorAttribute kernel;
  if (layer.weights.size() < 2) layer.refuse("the layer has too few weights");
  const auto gate = [&](ir::ValueId z) {
    return activation(layer, b, z, "recurrent_activation", "sigmoid");
  };
  if (!reset_after) layer.refuse("reset_after=False");
  ir::ValueId from_h = product(layer, b, h, 1);
  if (layer.flag("use_bias", true)) {
    const ir::ValueId both = weight(layer, b, 2);
    const Ids rows =
        b.nodes("Unpack", {both}, 2, {{"num", int64_t{2}}});
    from_x = b.node("BiasAdd", {from_x, rows[0]});
    from_h = b.node("BiasAdd", {from_h, rows[1]});
  }
  const Ids zx = parts(b, from_x, 3);
  const Ids zh = parts(b, from_h, 3);
  const ir::ValueId z = gate(b.add(zx[0], zh[0]));
  const ir::ValueId r = gate(b.add(zx[1], zh[1]));
  const ir::ValueId candidate =
      activation(layer, b, b.add(zx[2], b.mul(r, zh[2])), "activation", "tanh");
  const ir::ValueId rest = b.node("Sub", {b.number(1), z});
  return {b.add(b.mul(z, h), b.mul(rest, candidate))};
}

Ids simple_step(const Layer& layer, const Builder& b, ir::ValueId x,
                const Ids& states) {
  const ir::ValueId sum =
      b.add(biased(layer, b, product(layer, b, x, 0)),
            product(layer, b, states[0], 1));
  return {activation(layer, b, sum, "activation", "tanh")};
}

// Variables of the loop: time, length, inputs, outputs, states.
constexpr size_t kTime = 0, kLength = 1, kInputs = 2, kOutputs = 3,
                 kFirstState = 4;

Ids parameters(const Builder& b, size_t states) {
  Ids out = {b.input(Type::kInt32, "time"), b.input(Type::kInt32, "length"),
             b.input(Type::kFloat32, "inputs"),
             b.input(Type::kFloat32, "outputs")};
  for (size_t i = 0; i < states; ++i) {
    out.push_back(b.input(Type::kFloat32, "state"));
  }
  return out;
}

int32_t condition(const Layer& layer, size_t states) {
  ir::Module& module = layer.b.module();
  const int32_t index = static_cast<int32_t>(module.graphs.size());
  module.graphs.emplace_back().name = layer.b.layer() + "/condition";
  const Builder b(module, index, layer.b.layer());
  const Ids given = parameters(b, states);
  b.graph().outputs = {b.node("Less", {given[kTime], given[kLength]})};
  return index;
}

int32_t body(const Layer& layer, const Step& step, size_t states) {
  ir::Module& module = layer.b.module();
  const int32_t index = static_cast<int32_t>(module.graphs.size());
  module.graphs.emplace_back().name = layer.b.layer() + "/body";
  const Builder b(module, index, layer.b.layer());
  const Ids given = parameters(b, states);
  const ir::ValueId x =
      b.node("TensorListGetItem", {given[kInputs], given[kTime], b.list({})});
  const Ids next =
      step(layer, b, x, Ids(given.begin() + kFirstState, given.end()));
  Ids outputs = {b.add(given[kTime], b.integer(1)), given[kLength],
                 given[kInputs],
                 b.node("TensorListSetItem",
                        {given[kOutputs], given[kTime], next[0]})};
  outputs.insert(outputs.end(), next.begin(), next.end());
  b.graph().outputs = outputs;
  return index;
}

Make recurrent(Step step, size_t states) {
  return [step, states](const Layer& layer) -> Ids {
    const Builder& b = layer.b;
    if (layer.flag("time_major", false)) layer.refuse("time_major");
    if (layer.inputs.size() > 1) layer.refuse("initial states from outside");
    const ir::ValueId order = b.list({1, 0, 2});
    ir::ValueId x = b.node("Transpose", {layer.x(), order});
    if (layer.flag("go_backwards", false)) {
      x = b.node("ReverseV2", {x, b.list({0})});
    }
    const ir::ValueId length = b.extent(x, 0);
    const ir::ValueId shape = b.node(
        "Pack", {b.extent(x, 1), b.integer(layer.integer("units", 1))});
    Ids given = {b.integer(0), length, x,
                 b.node("TensorListReserve", {shape, length},
                        {{"element_dtype", Type::kFloat32}})};
    for (size_t i = 0; i < states; ++i) {
      given.push_back(b.node("Fill", {shape, b.number(0)}));
    }
    const Ids made =
        b.nodes("While", given, given.size(),
                {{"cond", ir::GraphRef{condition(layer, states)}},
                 {"body", ir::GraphRef{body(layer, step, states)}}});
    const ir::ValueId last = made[kFirstState];
    Ids out = {layer.flag("return_sequences", false)
                   ? b.node("Transpose", {made[kOutputs], order}) : last};
    if (layer.flag("return_state", false)) {
      out.insert(out.end(), made.begin() + kFirstState, made.end());
    }
    return out;
  };
}

// One layer forwards and the same backwards; each has half of the weights.
Ids bidirectional(const Layer& layer) {
  const Builder& b = layer.b;
  const Json& inner = layer.config.at("layer");
  Json config = inner.at("config");
  const std::string kind = inner.at("class_name").get<std::string>();
  const auto make = layers().find(kind);
  if (make == layers().end()) layer.refuse("a layer of kind " + kind);
  const auto half =
      layer.weights.begin() + static_cast<ptrdiff_t>(layer.weights.size() / 2);
  const auto direction = [&](bool backwards, Weights weights) {
    Json own = config;
    own["go_backwards"] = backwards;
    const Builder named(b.module(), 0,
                        b.layer() + (backwards ? "/backward" : "/forward"));
    const Layer one{kind, own, layer.inputs, std::move(weights), named};
    return make->second(one).front();
  };
  const ir::ValueId forward = direction(false, {layer.weights.begin(), half});
  ir::ValueId backward = direction(true, {half, layer.weights.end()});
  if (config.value("return_sequences", false)) {
    backward = b.node("ReverseV2", {backward, b.list({1})});
  }
  const std::string mode = layer.word("merge_mode", "concat");
  if (mode == "concat") {
    return {b.node("ConcatV2", {forward, backward, b.integer(-1)})};
  }
  if (mode == "mul") return {b.mul(forward, backward)};
  const ir::ValueId sum = b.add(forward, backward);
  if (mode == "sum") return {sum};
  if (mode == "ave") return {b.mul(sum, b.number(0.5))};
  layer.refuse("merge_mode " + mode);
}

}  // namespace

void add_recurrent(Table& table) {
  table["LSTM"] = recurrent(lstm_step, 2);
  table["GRU"] = recurrent(gru_step, 1);
  table["SimpleRNN"] = recurrent(simple_step, 1);
  table["Bidirectional"] = bidirectional;
}

}  // namespace mote::keras
