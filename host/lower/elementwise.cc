// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Elementwise operators of one, two and more operands.
#include "host/lower/call.h"

namespace mote::lower {
namespace {

// A number that a Keras model mixes with other types takes their type.
ir::ValueId adapted(const Call& call, size_t i) {
  Emitter& e = call.e();
  const ir::ValueId id = call.in(i);
  const Type wanted = call.type(1 - i);
  if (call.type(i) == wanted || !e.is_constant(id) || e.rank(id) != 0) {
    return id;
  }
  return e.emit("CAST", {id}, wanted, {},
                {{"in_data_type", call.type(i)}, {"out_data_type", wanted}});
}

Lowering binary(const char* op, Type result = Type::kNone) {
  return [op, result](const Call& call) -> Ids {
    Emitter& e = call.e();
    const Dims shape = broadcast(e, call.shape(0), call.shape(1));
    const ir::ValueId x = adapted(call, 0);
    const ir::ValueId y = x == call.in(0) ? adapted(call, 1) : call.in(1);
    const Type type = result == Type::kNone ? e.type(x) : result;
    return {e.emit(op, {x, y}, type, shape)};
  };
}

Lowering unary(const char* op) {
  return [op](const Call& call) -> Ids {
    return {call.e().emit(op, {call.in(0)}, call.type(0), call.shape(0))};
  };
}

// Of a shape by one number.
ir::ValueId divided_shape(const Call& call) {
  Emitter& e = call.e();
  std::vector<int64_t> values = call.ints(0);
  const int64_t by = call.integer(1);
  if (by < 1) e.refuse("a shape divided by zero", "save the model again");
  base::Bytes bytes(values.size() * sizeof(int64_t));
  for (int64_t& value : values) value /= by;
  if (!bytes.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return e.constant(Type::kInt64, call.shape(0), std::move(bytes));
}

// A product where the divisor is known: it is faster and runs on integers.
Ids divide(const Call& call) {
  Emitter& e = call.e();
  const Dims shape = broadcast(e, call.shape(0), call.shape(1));
  if (call.type(0) == Type::kInt64) return {divided_shape(call)};
  if (!e.is_constant(call.in(1)) || call.type(1) != Type::kFloat32) {
    return {e.emit("DIV", {call.in(0), call.in(1)}, call.type(0), shape)};
  }
  std::vector<float> values = e.constant_floats(call.in(1));
  for (float& value : values) value = 1.0f / value;
  const ir::ValueId factor = e.floats(values, Dims(call.shape(1)));
  return {e.emit("MUL", {call.in(0), factor}, call.type(0), shape)};
}

Ids select(const Call& call) {
  Emitter& e = call.e();
  ir::ValueId condition = call.in(0);
  // Select takes a vector that chooses rows; SelectV2 broadcasts as others do.
  if (call.node().op == "tf.Select" && e.rank(condition) == 1 &&
      e.rank(call.in(1)) > 1) {
    Dims rows(call.shape(1).size(), 1);
    rows[0] = call.shape(0)[0];
    condition = e.reshape(condition, rows);
  }
  const Dims shape = broadcast(
      e, e.shape(condition), broadcast(e, call.shape(1), call.shape(2)));
  if (e.is_constant(condition)) {
    const std::vector<int64_t> choice = e.constant_ints(condition);
    const size_t taken = choice.front() != 0 ? 1 : 2;
    const bool same = std::vector<int64_t>(choice.size(), choice.front()) ==
                      choice;
    if (same && call.shape(taken) == shape) return {call.in(taken)};
  }
  return {e.emit("SELECT_V2", {condition, call.in(1), call.in(2)},
                 call.type(1), shape)};
}

Ids cast(const Call& call) {
  Type to = call.attribute("DstT", Type::kFloat32);
  if (to == Type::kFloat16) to = Type::kFloat32;
  if (call.type(0) == to) return {call.in(0)};
  return {call.e().emit("CAST", {call.in(0)}, to, call.shape(0),
                        {{"in_data_type", call.type(0)},
                         {"out_data_type", to}})};
}

Ids add_n(const Call& call) {
  if (call.operands().size() == 1) return {call.in(0)};
  return {call.e().emit("ADD_N", call.operands(), call.type(0),
                        call.shape(0))};
}

Ids filled(const Call& call, float value) {
  Emitter& e = call.e();
  const size_t count = static_cast<size_t>(product(call.shape(0)));
  if (call.type(0) == Type::kFloat32) {
    return {e.floats(std::vector<float>(count, value), call.shape(0))};
  }
  return {e.ints(std::vector<int64_t>(count, static_cast<int64_t>(value)),
                 call.shape(0))};
}

Ids reciprocal(const Call& call) {
  return {call.e().emit("DIV", {call.e().scalar(1), call.in(0)}, call.type(0),
                        call.shape(0))};
}

// The largest of 0 and x, plus log(1 + exp(-|x|)), which does not overflow.
Ids softplus(const Call& call) {
  Emitter& e = call.e();
  const Type type = call.type(0);
  const Dims shape = call.shape(0);
  const ir::ValueId size = e.emit("ABS", {call.in(0)}, type, shape);
  const ir::ValueId negative = e.emit("NEG", {size}, type, shape);
  const ir::ValueId power = e.emit("EXP", {negative}, type, shape);
  const ir::ValueId sum = e.emit("ADD", {power, e.scalar(1)}, type, shape);
  const ir::ValueId log = e.emit("LOG", {sum}, type, shape);
  const ir::ValueId positive = e.emit("RELU", {call.in(0)}, type, shape);
  return {e.emit("ADD", {positive, log}, type, shape)};
}

// e to the x, less 1.
Ids expm1(const Call& call) {
  Emitter& e = call.e();
  const ir::ValueId power =
      e.emit("EXP", {call.in(0)}, call.type(0), call.shape(0));
  return {e.emit("ADD", {power, e.scalar(-1)}, call.type(0), call.shape(0))};
}

Ids log1p(const Call& call) {
  Emitter& e = call.e();
  const ir::ValueId sum =
      e.emit("ADD", {call.in(0), e.scalar(1)}, call.type(0), call.shape(0));
  return {e.emit("LOG", {sum}, call.type(0), call.shape(0))};
}

// Half of what op makes of e to the x and e to the -x.
Lowering hyperbolic(const char* op) {
  return [op](const Call& call) -> Ids {
    Emitter& e = call.e();
    const Type type = call.type(0);
    const Dims shape = call.shape(0);
    const auto power = [&](ir::ValueId x) {
      return e.emit("EXP", {x}, type, shape);
    };
    const ir::ValueId up = power(call.in(0));
    const ir::ValueId down = power(e.emit("NEG", {call.in(0)}, type, shape));
    const ir::ValueId both = e.emit(op, {up, down}, type, shape);
    return {e.emit("MUL", {both, e.scalar(0.5f)}, type, shape)};
  };
}

Ids tangent(const Call& call) {
  Emitter& e = call.e();
  const Type type = call.type(0);
  const Dims shape = call.shape(0);
  const ir::ValueId sine = e.emit("SIN", {call.in(0)}, type, shape);
  const ir::ValueId cosine = e.emit("COS", {call.in(0)}, type, shape);
  return {e.emit("DIV", {sine, cosine}, type, shape)};
}

Ids arc_tangent(const Call& call) {
  Emitter& e = call.e();
  const Dims shape = call.shape(0);
  const std::vector<float> ones(static_cast<size_t>(product(shape)), 1.0f);
  return {e.emit("ATAN2", {call.in(0), e.floats(ones, shape)}, call.type(0),
                 shape)};
}

Ids bucketize(const Call& call) {
  std::vector<double> bounds =
      call.attribute("boundaries", std::vector<double>());
  return {call.e().emit("BUCKETIZE", {call.in(0)}, Type::kInt32, call.shape(0),
                        {{"boundaries", bounds}})};
}

// erf and erfc exist only inside of GELU, which a later pass recognises.
Lowering only_within(const char* op) {
  return [op](const Call& call) -> Ids {
    return {call.e().emit(op, {call.in(0)}, call.type(0), call.shape(0))};
  };
}

Ids fake_quant(const Call& call) {
  Emitter& e = call.e();
  const auto bound = [&](size_t i) -> double {
    if (!e.is_constant(call.in(i))) {
      e.refuse("its range is no constant", "freeze the model first");
    }
    return e.constant_floats(call.in(i)).front();
  };
  return {e.emit("FAKE_QUANT", {call.in(0)}, call.type(0), call.shape(0),
                 {{"min", bound(1)}, {"max", bound(2)},
                  {"num_bits", call.attribute<int64_t>("num_bits", 8)},
                  {"narrow_range", call.attribute("narrow_range", false)}})};
}

// The same bytes as another type.
Ids bitcast(const Call& call) {
  Emitter& e = call.e();
  const Type to = call.attribute<Type>("type", Type::kNone);
  if (bits(to) != bits(call.type(0))) {
    e.refuse("a Bitcast between types of different sizes",
             "cast between types of one size");
  }
  return {e.emit("BITCAST", {call.in(0)}, to, call.shape(0))};
}

// The difference of infinities, and of what is no number, is no number.
Ids is_finite(const Call& call) {
  Emitter& e = call.e();
  const ir::ValueId x = call.in(0);
  const ir::ValueId zero = e.emit("SUB", {x, x}, e.type(x), e.shape(x));
  return {e.emit("EQUAL", {zero, zero}, Type::kBool, e.shape(x))};
}

}  // namespace

void add_elementwise(Table& table) {
  struct Row {
    const char* from;
    const char* to;
  };
  constexpr Row kBinary[] = {
      {"Add", "ADD"}, {"AddV2", "ADD"}, {"Sub", "SUB"}, {"Mul", "MUL"},
      {"Maximum", "MAXIMUM"}, {"Minimum", "MINIMUM"}, {"Pow", "POW"},
      {"SquaredDifference", "SQUARED_DIFFERENCE"}, {"FloorDiv", "FLOOR_DIV"},
      {"FloorMod", "FLOOR_MOD"}, {"BiasAdd", "ADD"}, {"BiasAddV1", "ADD"},
      {"Atan2", "ATAN2"}};
  for (const Row& row : kBinary) {
    table[std::string("tf.") + row.from] = binary(row.to);
  }
  constexpr Row kCompare[] = {
      {"Less", "LESS"}, {"LessEqual", "LESS_EQUAL"}, {"Greater", "GREATER"},
      {"GreaterEqual", "GREATER_EQUAL"}, {"Equal", "EQUAL"},
      {"NotEqual", "NOT_EQUAL"}, {"LogicalAnd", "LOGICAL_AND"},
      {"LogicalOr", "LOGICAL_OR"}};
  for (const Row& row : kCompare) {
    table[std::string("tf.") + row.from] = binary(row.to, Type::kBool);
  }
  constexpr Row kUnary[] = {
      {"Exp", "EXP"}, {"Log", "LOG"}, {"Sqrt", "SQRT"}, {"Rsqrt", "RSQRT"},
      {"Square", "SQUARE"}, {"Neg", "NEG"}, {"Abs", "ABS"}, {"Sign", "SIGN"},
      {"Floor", "FLOOR"}, {"Ceil", "CEIL"}, {"Round", "ROUND"}, {"Sin", "SIN"},
      {"Cos", "COS"}, {"LogicalNot", "LOGICAL_NOT"}};
  for (const Row& row : kUnary) {
    table[std::string("tf.") + row.from] = unary(row.to);
  }
  table["tf.RealDiv"] = table["tf.Div"] = divide;
  table["tf.Select"] = table["tf.SelectV2"] = select;
  table["tf.Cast"] = cast;
  table["tf.AddN"] = add_n;
  table["tf.ZerosLike"] = [](const Call& call) { return filled(call, 0); };
  table["tf.OnesLike"] = [](const Call& call) { return filled(call, 1); };
  table["tf.Reciprocal"] = table["tf.Inv"] = reciprocal;
  table["tf.Softplus"] = softplus;
  table["tf.Expm1"] = expm1;
  table["tf.Log1p"] = log1p;
  table["tf.Sinh"] = hyperbolic("SUB");
  table["tf.Cosh"] = hyperbolic("ADD");
  table["tf.Tan"] = tangent;
  table["tf.Atan"] = arc_tangent;
  table["tf.Bucketize"] = bucketize;
  table["tf.Identity"] = [](const Call& call) -> Ids { return {call.in(0)}; };
  table["tf.Erf"] = only_within("tf.Erf");
  table["tf.Erfc"] = only_within("tf.Erfc");
  table["tf.Bitcast"] = bitcast;
  table["tf.IsFinite"] = is_finite;
  table["tf.FakeQuantWithMinMaxVars"] = fake_quant;
}

}  // namespace mote::lower
