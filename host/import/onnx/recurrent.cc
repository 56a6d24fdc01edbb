// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// LSTM, GRU and RNN, as the layers of Keras that compute the same.
#include <array>
#include <cstring>

#include "host/import/keras/layer.h"
#include "host/import/onnx/operation.h"

namespace mote::onnx {
namespace {

// Operands of the node.
constexpr size_t kX = 0, kW = 1, kR = 2, kB = 3, kLengths = 4, kHidden = 5,
                 kCell = 6, kPeepholes = 7;

// order: for each gate of Keras the one of ONNX that it is.
struct Kind {
  const char* layer;
  std::vector<size_t> order;
  size_t states;
};

const Kind& kind_of(const Operation& o) {
  static const std::map<std::string, Kind> kinds = {
      {"LSTM", {"LSTM", {0, 2, 3, 1}, 2}},
      {"GRU", {"GRU", {0, 1, 2}, 1}},
      {"RNN", {"SimpleRNN", {0}, 1}}};
  return kinds.at(o.node.op_type());
}

// A constant as floats, one direction after the other.
struct Matrix {
  std::vector<float> values;
  size_t rows = 0, columns = 0;  // of a direction

  float at(size_t direction, size_t row, size_t column) const {
    return values[(direction * rows + row) * columns + column];
  }
};

Matrix matrix(const Operation& o, size_t operand, size_t directions) {
  const ir::Value& value = o.b.graph().value(o.in(operand));
  if (value.constant == nullptr || value.type != Type::kFloat32 ||
      value.shape->size() < 2 ||
      (*value.shape)[0] != static_cast<int64_t>(directions)) {
    o.refuse("weights that are no float constants of its directions");
  }
  Matrix out;
  out.rows = static_cast<size_t>((*value.shape)[1]);
  out.columns =
      value.shape->size() > 2 ? static_cast<size_t>((*value.shape)[2]) : 1;
  out.values.resize(value.constant->size() / sizeof(float));
  if (out.values.size() != directions * out.rows * out.columns) {
    o.refuse("weights of another size than their shape says");
  }
  if (!out.values.empty()) {
    std::memcpy(out.values.data(), value.constant->data(),
                value.constant->size());
  }
  return out;
}

ir::TensorAttribute floats(const std::vector<float>& values,
                           const std::vector<int64_t>& shape) {
  base::Bytes bytes(values.size() * sizeof(float));
  if (!bytes.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return {Type::kFloat32, shape, ir::make_constant(std::move(bytes))};
}

// [gates * units, n] of a direction as [n, gates * units], gates reordered.
ir::TensorAttribute kernel(const Matrix& from, size_t direction,
                           const std::vector<size_t>& order, size_t units) {
  std::vector<float> out;
  for (size_t column = 0; column < from.columns; ++column) {
    for (const size_t gate : order) {
      for (size_t unit = 0; unit < units; ++unit) {
        out.push_back(from.at(direction, gate * units + unit, column));
      }
    }
  }
  return floats(out, {static_cast<int64_t>(from.columns),
                      static_cast<int64_t>(order.size() * units)});
}

// Biases of input and state: in two rows, or as their sum.
ir::TensorAttribute bias(const Matrix& from, size_t direction,
                         const std::vector<size_t>& order, size_t units,
                         bool rows) {
  std::vector<float> out;
  const size_t all = order.size() * units;
  for (size_t part = 0; part < (rows ? 2 : 1); ++part) {
    for (const size_t gate : order) {
      for (size_t unit = 0; unit < units; ++unit) {
        const size_t at = gate * units + unit;
        const float input = from.at(direction, at, 0);
        const float state = from.at(direction, all + at, 0);
        out.push_back(!rows ? input + state : part == 0 ? input : state);
      }
    }
  }
  const int64_t width = static_cast<int64_t>(all);
  if (rows) return floats(out, {2, width});
  return floats(out, {width});
}

std::string lower_case(std::string name) {
  for (char& c : name) c = static_cast<char>(std::tolower(c));
  return name;
}

// Activations of a direction by the names of Keras.
void name_activations(const Operation& o, size_t direction,
                      keras::Json& config) {
  const proto::Attribute* given = o.attribute("activations");
  if (given == nullptr) return;
  const size_t each = o.node.op_type() == "LSTM" ? 3
                      : o.node.op_type() == "GRU" ? 2 : 1;
  const auto name = [&](size_t i) {
    const size_t at = direction * each + i;
    if (at >= static_cast<size_t>(given->strings_size())) {
      o.refuse("too few activations");
    }
    return lower_case(given->strings(static_cast<int>(at)));
  };
  if (each > 1) config["recurrent_activation"] = name(0);
  config["activation"] = name(each > 1 ? 1 : 0);
  if (each == 3 && name(1) != name(2)) o.refuse("activations of three kinds");
}

class Recurrent {
 public:
  explicit Recurrent(const Operation& o) : o_(o), kind_(kind_of(o)) {
    const std::string way = o.word("direction", "forward");
    directions_ = way == "bidirectional" ? 2 : 1;
    backwards_ = way == "reverse";
    const int64_t units = o.integer("hidden_size", 0);
    if (units < 1 || units > 65536) o.refuse("no hidden_size");
    units_ = static_cast<size_t>(units);
    if (o.has(kLengths)) o.refuse("lengths of the sequences");
    if (o.has(kPeepholes)) o.refuse("peepholes");
    if (o.integer("layout", 0) != 0) o.refuse("layout 1");
    if (o.attribute("clip") != nullptr) o.refuse("clip");
    w_ = matrix(o, kW, directions_);
    r_ = matrix(o, kR, directions_);
    const size_t gates = kind_.order.size();
    if (w_.rows != gates * units_ || r_.rows != w_.rows ||
        r_.columns != units_) {
      o.refuse("weights of another size than hidden_size says");
    }
    if (o.has(kB)) {
      b_ = matrix(o, kB, directions_);
      if (b_->rows != 2 * w_.rows || b_->columns != 1) {
        o.refuse("biases of another size than hidden_size says");
      }
    }
  }

  // Outputs: Y [time, directions, batch, units], then each last state
  // [directions, batch, units].
  Ids outputs() const {
    const Builder& b = o_.b;
    std::vector<Ids> made;
    for (size_t i = 0; i < directions_; ++i) made.push_back(direction(i));
    Ids out;
    for (size_t i = 0; i < made[0].size(); ++i) {
      Ids parts;
      for (const Ids& one : made) parts.push_back(one[i]);
      out.push_back(b.node("Pack", parts, {{"axis", int64_t{i == 0 ? 1 : 0}}}));
    }
    return out;
  }

 private:
  // The sequence [time, batch, units] and the last states.
  Ids direction(size_t i) const {
    const Builder& b = o_.b;
    const bool reversed = backwards_ || i == 1;
    const bool reset_after = o_.integer("linear_before_reset", 0) != 0;
    keras::Json config = {{"units", units_}, {"return_sequences", true},
                          {"return_state", true}, {"go_backwards", reversed},
                          {"use_bias", b_.has_value()},
                          {"reset_after", reset_after}};
    name_activations(o_, i, config);
    keras::Weights weights = {kernel(w_, i, kind_.order, units_),
                              kernel(r_, i, kind_.order, units_)};
    if (b_) {
      weights.push_back(bias(*b_, i, kind_.order, units_,
                             o_.node.op_type() == "GRU" && reset_after));
    }
    const ir::ValueId order = b.list({1, 0, 2});
    const ir::ValueId x = b.node("Transpose", {o_.in(kX), order});
    keras::Json call = {{"args", keras::Json::array({keras::tensor_json(x)})},
                        {"kwargs", keras::Json::object()}};
    if (o_.has(kHidden)) {
      keras::Json states = {keras::tensor_json(state(kHidden, i))};
      if (kind_.states == 2) states.push_back(keras::tensor_json(state(kCell, i)));
      call["kwargs"]["initial_state"] = states;
    }
    Ids made = keras::layers().at(kind_.layer)(
        {kind_.layer, config, call, {x}, weights, b});
    if (reversed) made[0] = b.node("ReverseV2", {made[0], b.list({1})});
    made[0] = b.node("Transpose", {made[0], order});
    return made;
  }

  ir::ValueId state(size_t operand, size_t direction) const {
    const int64_t at = static_cast<int64_t>(direction);
    return o_.b.node("GatherV2",
                     {o_.in(operand), o_.b.integer(at), o_.b.integer(0)});
  }

  const Operation& o_;
  const Kind& kind_;
  size_t directions_ = 1, units_ = 0;
  bool backwards_ = false;
  Matrix w_, r_;
  std::optional<Matrix> b_;
};

}  // namespace

void add_recurrent(Table& table) {
  for (const char* op : {"LSTM", "GRU", "RNN"}) {
    table[op] = [](const Operation& o) {
      try {
        return Recurrent(o).outputs();
      } catch (const keras::Unreadable& unreadable) {
        throw Refused{unreadable.error};
      }
    };
  }
}

}  // namespace mote::onnx
