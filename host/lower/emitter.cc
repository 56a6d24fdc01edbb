// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/lower/emitter.h"

#include <algorithm>

#include "host/base/text.h"
#include "host/export/tflite/export.h"
#include "host/io/array.h"
#include "host/run/session.h"

namespace mote::lower {
namespace {

constexpr int64_t kMostElements = int64_t{1} << 26;

std::vector<int32_t> narrow(const Dims& shape) {
  return {shape.begin(), shape.end()};
}

io::Array array_of(const ir::Value& value) {
  return {value.type, narrow(*value.shape), *value.constant};
}

template <class T>
base::Bytes bytes_of(const std::vector<T>& values) {
  base::Bytes bytes(values.size() * sizeof(T));
  std::copy_n(reinterpret_cast<const uint8_t*>(values.data()), bytes.size(),
              bytes.begin());
  return bytes;
}

}  // namespace

void Emitter::refuse(std::string what, std::string cure) const {
  throw Refused{{layer_, std::move(what), std::move(cure)}};
}

ir::ValueId Emitter::input(const std::string& name, Type type,
                           const Dims& shape) {
  ir::Value made;
  made.name = name;
  made.type = type;
  made.shape = shape;
  const ir::ValueId id = graph().add(std::move(made));
  graph().inputs.push_back(id);
  return id;
}

ir::ValueId Emitter::constant(Type type, const Dims& shape, base::Bytes bytes,
                              const std::string& name) {
  ir::Value made;
  made.name = name.empty() ? layer_ : name;
  made.type = type;
  made.shape = shape;
  made.constant = ir::make_constant(std::move(bytes));
  return graph().add(std::move(made));
}

ir::ValueId Emitter::floats(const std::vector<float>& values,
                            const Dims& shape) {
  return constant(Type::kFloat32, shape, bytes_of(values));
}

ir::ValueId Emitter::ints(const std::vector<int64_t>& values) {
  return ints(values, {static_cast<int64_t>(values.size())});
}

ir::ValueId Emitter::ints(const std::vector<int64_t>& values,
                          const Dims& shape) {
  return constant(Type::kInt32, shape,
                  bytes_of(std::vector<int32_t>(values.begin(), values.end())));
}

std::vector<int64_t> Emitter::constant_ints(ir::ValueId id) {
  if (!is_constant(id) || !io::is_integer(type(id))) {
    refuse("'" + value(id).name + "' depends on the data, and the shapes of "
           "what follows depend on it",
           "make the shapes of the model independent of its inputs");
  }
  const io::Array array = array_of(value(id));
  std::vector<int64_t> out(array.size());
  for (size_t i = 0; i < out.size(); ++i) out[i] = io::integer_at(array, i);
  return out;
}

std::vector<float> Emitter::constant_floats(ir::ValueId id) {
  const io::Array array = array_of(value(id));
  std::vector<float> out(array.size());
  for (size_t i = 0; i < out.size(); ++i) {
    out[i] = static_cast<float>(io::real_at(array, i));
  }
  return out;
}

ir::ValueId Emitter::emit(const std::string& op, const Ids& inputs, Type type,
                          const Dims& shape, ir::Attributes attributes) {
  return emit(op, inputs, {{type, shape}}, std::move(attributes)).front();
}

Ids Emitter::emit(const std::string& op, const Ids& inputs,
                  const std::vector<OutputSpec>& outputs,
                  ir::Attributes attributes) {
  ir::Node node;
  node.op = op;
  node.name = layer_;
  node.inputs = inputs;
  node.attributes = std::move(attributes);
  for (const OutputSpec& output : outputs) {
    const int64_t count = ir::elements(output.shape);
    if (count < 0 || count > kMostElements) {
      refuse("an array of more than 2^26 elements would come out of it",
             "convert a smaller model");
    }
  }
  const bool known =
      std::ranges::all_of(inputs, [&](ir::ValueId id) {
        return id == ir::kNoValue || is_constant(id);
      }) &&
      !inputs.empty() && !op.starts_with("tf.") && op != "FAKE_QUANT" &&
      op != "WHILE";
  if (known) return evaluate(node, outputs);
  for (const OutputSpec& output : outputs) {
    ir::Value made;
    made.name = outputs.size() == 1
                    ? layer_ : base::text(layer_, ":", node.outputs.size());
    made.type = output.type;
    made.shape = output.shape;
    node.outputs.push_back(graph().add(std::move(made)));
  }
  Ids ids = node.outputs;
  graph().nodes.push_back(std::move(node));
  return ids;
}

// Runs the node alone, as the device would.
Ids Emitter::evaluate(const ir::Node& node,
                      const std::vector<OutputSpec>& outputs) {
  ir::Module single;
  ir::Graph& only = single.graphs.emplace_back();
  ir::Node copy = node;
  for (ir::ValueId& id : copy.inputs) {
    if (id != ir::kNoValue) id = only.add(value(id));
  }
  for (const OutputSpec& output : outputs) {
    ir::Value made;
    made.type = output.type;
    made.shape = output.shape;
    copy.outputs.push_back(only.add(std::move(made)));
  }
  only.outputs = copy.outputs;
  only.nodes.push_back(std::move(copy));
  const auto run = [&]() -> base::Result<std::vector<io::Array>> {
    auto bytes = tflite::export_model(single, layer_);
    if (!bytes.ok()) return bytes.error();
    auto file = run::ModelFile::parse(std::move(bytes).value(), layer_);
    if (!file.ok()) return file.error();
    auto session = run::Session::load(std::move(file).value());
    if (!session.ok()) return session.error();
    return session.value()->invoke({});
  };
  base::Result<std::vector<io::Array>> results = run();
  if (!results.ok()) throw Refused{results.error()};
  Ids ids;
  for (size_t i = 0; i < outputs.size(); ++i) {
    ids.push_back(constant(outputs[i].type, outputs[i].shape,
                           std::move(results.value()[i].data)));
  }
  return ids;
}

ir::ValueId Emitter::reshape(ir::ValueId id, const Dims& shape) {
  if (this->shape(id) == shape) return id;
  if (product(this->shape(id)) != product(shape)) {
    refuse(base::text("an array of ", product(this->shape(id)),
                      " elements cannot take a shape of ", product(shape)),
           "give the shapes of the inputs with --input-shape");
  }
  if (is_constant(id)) {
    return constant(type(id), shape, base::Bytes(*value(id).constant),
                    value(id).name);
  }
  return emit("RESHAPE", {id, ints(shape)}, type(id), shape,
              {{"new_shape", shape}});
}

ir::ValueId Emitter::transpose(ir::ValueId id,
                               const std::vector<int64_t>& order) {
  const Dims from = shape(id);
  Dims to;
  int64_t last = -1;
  bool kept = order.size() == from.size();
  for (const int64_t axis : order) {
    if (axis < 0 || static_cast<size_t>(axis) >= from.size()) {
      refuse("it orders dimensions that the array does not have",
             "save the model again: it is damaged");
    }
    to.push_back(from[static_cast<size_t>(axis)]);
    if (to.back() == 1) continue;
    kept = kept && axis > last;
    last = axis;
  }
  if (kept) return reshape(id, to);  // only dimensions of one element move
  return emit("TRANSPOSE", {id, ints(order)}, type(id), to);
}

ir::ValueId Emitter::pad(ir::ValueId id,
                         const std::vector<int64_t>& before_after) {
  if (std::ranges::count(before_after, 0) ==
      static_cast<int64_t>(before_after.size())) {
    return id;
  }
  Dims to = shape(id);
  if (before_after.size() != to.size() * 2) {
    refuse("it pads dimensions that the array does not have",
           "save the model again: it is damaged");
  }
  for (size_t i = 0; i < to.size(); ++i) {
    if (before_after[2 * i] < 0 || before_after[2 * i + 1] < 0) {
      refuse("it pads by a negative number", "crop by slicing instead");
    }
    to[i] += before_after[2 * i] + before_after[2 * i + 1];
  }
  const Dims table = {static_cast<int64_t>(to.size()), 2};
  return emit("PAD", {id, ints(before_after, table)}, type(id), to);
}

int64_t product(const Dims& shape) {
  int64_t n = 1;
  for (const int64_t extent : shape) {
    // Saturates: a shape from a file may say anything.
    if (__builtin_mul_overflow(n, extent, &n)) return INT64_MAX;
  }
  return n;
}

Dims broadcast(const Emitter& e, const Dims& a, const Dims& b) {
  Dims out(std::max(a.size(), b.size()), 1);
  for (size_t i = 0; i < out.size(); ++i) {
    const int64_t x = i < a.size() ? a[a.size() - 1 - i] : 1;
    const int64_t y = i < b.size() ? b[b.size() - 1 - i] : 1;
    if (x != y && x != 1 && y != 1) {
      e.refuse(base::text("shapes ", base::shape_text(narrow(a)), " and ",
                          base::shape_text(narrow(b)), " do not fit together"),
               "give the shapes of the inputs with --input-shape");
    }
    out[out.size() - 1 - i] = x == 1 ? y : x;
  }
  return out;
}

}  // namespace mote::lower
