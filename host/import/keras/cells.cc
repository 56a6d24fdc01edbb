// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/keras/cells.h"

namespace mote::keras {
namespace {

ir::ValueId activation(const Layer& layer, const Builder& b, ir::ValueId x,
                       const char* name, const char* absent) {
  return activate(b, x, layer.config.value(name, Json(absent)));
}

ir::ValueId gate(const Layer& layer, const Builder& b, ir::ValueId x) {
  return activation(layer, b, x, "recurrent_activation", "sigmoid");
}

ir::ValueId squash(const Layer& layer, const Builder& b, ir::ValueId x) {
  return activation(layer, b, x, "activation", "tanh");
}

ir::ValueId biased(const Layer& layer, const Builder& b, ir::ValueId x) {
  if (!layer.flag("use_bias", true)) return x;
  return b.node("BiasAdd", {x, weight(layer, b, 2)});
}

ir::ValueId product(const Layer& layer, const Builder& b, ir::ValueId x,
                    size_t i) {
  return b.node("MatMul", {x, weight(layer, b, i)});
}

Ids parts(const Builder& b, ir::ValueId x, size_t count, int64_t axis = -1) {
  return b.nodes("Split", {b.integer(axis), x}, count,
                 {{"num_split", static_cast<int64_t>(count)}});
}

// sum: of all gates in the order input, forget, cell, output.
Ids lstm_update(const Layer& layer, const Builder& b, ir::ValueId sum,
                ir::ValueId state) {
  const Ids z = parts(b, sum, 4);
  const ir::ValueId kept = b.mul(gate(layer, b, z[1]), state);
  const ir::ValueId cell =
      b.add(kept, b.mul(gate(layer, b, z[0]), squash(layer, b, z[2])));
  return {b.mul(gate(layer, b, z[3]), squash(layer, b, cell)), cell};
}

Ids lstm_step(const Layer& layer, const Builder& b, ir::ValueId x,
              const Ids& states) {
  const ir::ValueId sum = b.add(product(layer, b, x, 0),
                                product(layer, b, states[0], 1));
  return lstm_update(layer, b, biased(layer, b, sum), states[1]);
}

ir::ValueId gru_mix(const Builder& b, ir::ValueId z, ir::ValueId h,
                    ir::ValueId candidate) {
  const ir::ValueId rest = b.node("Sub", {b.number(1), z});
  return b.add(b.mul(z, h), b.mul(rest, candidate));
}

// The reset gate acts on the state before its product: the candidate's part of
// the recurrent weights stands alone.
Ids gru_reset_before(const Layer& layer, const Builder& b, ir::ValueId x,
                     ir::ValueId h) {
  const Ids zx = parts(b, biased(layer, b, product(layer, b, x, 0)), 3);
  const Ids w = parts(b, weight(layer, b, 1), 3);
  const auto from_h = [&](ir::ValueId state, size_t i) {
    return b.node("MatMul", {state, w[i]});
  };
  const ir::ValueId z = gate(layer, b, b.add(zx[0], from_h(h, 0)));
  const ir::ValueId r = gate(layer, b, b.add(zx[1], from_h(h, 1)));
  const ir::ValueId candidate =
      squash(layer, b, b.add(zx[2], from_h(b.mul(r, h), 2)));
  return {gru_mix(b, z, h, candidate)};
}

Ids gru_step(const Layer& layer, const Builder& b, ir::ValueId x,
             const Ids& states) {
  const ir::ValueId h = states[0];
  if (!layer.flag("reset_after", true)) {
    return gru_reset_before(layer, b, x, h);
  }
  ir::ValueId from_x = product(layer, b, x, 0);
  ir::ValueId from_h = product(layer, b, h, 1);
  if (layer.flag("use_bias", true)) {
    const Ids rows = b.nodes("Unpack", {weight(layer, b, 2)}, 2,
                             {{"num", int64_t{2}}});
    from_x = b.node("BiasAdd", {from_x, rows[0]});
    from_h = b.node("BiasAdd", {from_h, rows[1]});
  }
  const Ids zx = parts(b, from_x, 3);
  const Ids zh = parts(b, from_h, 3);
  const ir::ValueId z = gate(layer, b, b.add(zx[0], zh[0]));
  const ir::ValueId r = gate(layer, b, b.add(zx[1], zh[1]));
  const ir::ValueId candidate =
      squash(layer, b, b.add(zx[2], b.mul(r, zh[2])));
  return {gru_mix(b, z, h, candidate)};
}

Ids simple_step(const Layer& layer, const Builder& b, ir::ValueId x,
                const Ids& states) {
  const ir::ValueId sum =
      b.add(biased(layer, b, product(layer, b, x, 0)),
            product(layer, b, states[0], 1));
  return {squash(layer, b, sum)};
}

ir::ValueId convolved(const Layer& layer, const Builder& b, ir::ValueId x,
                      ir::ValueId w, ir::Attributes attributes, size_t space) {
  if (layer.word("data_format", "channels_last") != "channels_last") {
    layer.refuse("data_format is not channels_last");
  }
  if (space == 2) return b.node("Conv2D", {x, w}, std::move(attributes));
  const ir::ValueId y =
      b.node("Conv2D", {b.node("ExpandDims", {x, b.integer(1)}),
                        b.node("ExpandDims", {w, b.integer(0)})},
             std::move(attributes));
  return b.node("Squeeze", {y}, {{"squeeze_dims", std::vector<int64_t>{1}}});
}

std::vector<int64_t> four(std::vector<int64_t> inner) {
  inner.insert(inner.begin(), inner.size() == 1 ? 2 : 1, 1);
  inner.push_back(1);
  return inner;
}

Ids image_step(const Layer& layer, const Builder& b, ir::ValueId x,
               const Ids& states, size_t space) {
  const ir::ValueId from_x =
      biased(layer, b, image_product(layer, b, x, space));
  const std::vector<int64_t> ones(4, 1);
  const ir::ValueId from_h = convolved(
      layer, b, states[0], weight(layer, b, 1),
      {{"padding", std::string("SAME")}, {"strides", ones}}, space);
  return lstm_update(layer, b, b.add(from_x, from_h), states[1]);
}

Cell images(size_t space) {
  return {[space](const Layer& layer, const Builder& b, ir::ValueId x,
                  const Ids& states) {
            return image_step(layer, b, x, states, space);
          },
          2, space};
}

}  // namespace

ir::ValueId weight(const Layer& layer, const Builder& b, size_t i) {
  if (i >= layer.weights.size()) layer.refuse("the layer has too few weights");
  return b.constant(layer.weights[i]);
}

ir::ValueId image_product(const Layer& layer, const Builder& b, ir::ValueId x,
                          size_t space) {
  const bool same = layer.word("padding", "valid") == "same";
  return convolved(
      layer, b, x, weight(layer, b, 0),
      {{"padding", std::string(same ? "SAME" : "VALID")},
       {"strides", four(layer.numbers("strides", space, 1))},
       {"dilations", four(layer.numbers("dilation_rate", space, 1))}},
      space);
}

const Cell* find_cell(const std::string& kind) {
  static const std::map<std::string, Cell> cells = {
      {"LSTM", {lstm_step, 2}},          {"LSTMCell", {lstm_step, 2}},
      {"GRU", {gru_step, 1}},            {"GRUCell", {gru_step, 1}},
      {"SimpleRNN", {simple_step, 1}},   {"SimpleRNNCell", {simple_step, 1}},
      {"ConvLSTM1D", images(1)},         {"ConvLSTM2D", images(2)}};
  const auto it = cells.find(kind);
  return it == cells.end() ? nullptr : &it->second;
}

}  // namespace mote::keras
