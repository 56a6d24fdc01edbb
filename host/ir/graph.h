// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The graph that importers make, passes rewrite and exporters write: typed
// values, each defined once, and nodes in an order in which they can run.
#ifndef MOTE_HOST_IR_GRAPH_H_
#define MOTE_HOST_IR_GRAPH_H_

#include <span>

#include "host/base/result.h"
#include "host/ir/attribute.h"

namespace mote::ir {

// Position in Graph::values; kNoValue where an operand is left out.
using ValueId = int32_t;
inline constexpr ValueId kNoValue = -1;

// real = scale * (q - zero_point). One scale for all, or one for each index of
// dimension axis; zero_points has as many entries as scales. Without scales
// the value is not quantized.
struct Quantization {
  std::vector<float> scales;
  std::vector<int64_t> zero_points;
  int32_t axis = 0;
  // What calibration saw; computes nothing.
  std::vector<float> min, max;

  bool operator==(const Quantization&) const = default;
};

struct Value {
  std::string name;
  Type type = Type::kFloat32;
  Shape shape = std::vector<int64_t>();
  // Where shape has unknown dimensions: the static shape that a container
  // stores beside it. Empty: 1 for each of them.
  std::vector<int64_t> stand_in;
  Quantization quantization;
  Constant constant;      // null: an input, a variable, or computed
  bool variable = false;  // keeps its value from one run to the next
  // What a container says beyond this (sparsity, ...), by its field's name.
  Attributes extra;

  bool operator==(const Value&) const;
};

// op: "CONV_2D" for a builtin operator of .tflite, "custom.NAME" for a custom
// one, "tf.Conv2D" and "onnx.Conv" for nodes of those formats.
struct Node {
  std::string op;
  int32_t version = 1;
  std::string name;
  // Options by the names of the format's fields; an absent one has the format's
  // default. Enumerations are strings ("SAME"), types are Type, and custom
  // options are bytes under kCustomOptions.
  Attributes attributes;
  std::vector<ValueId> inputs;
  std::vector<ValueId> outputs;
  std::vector<ValueId> intermediates;  // values that only carry quantization
  // What a container says beyond this, by its field's name.
  Attributes extra;

  // kNoValue beyond the last.
  ValueId input(size_t i) const {
    return i < inputs.size() ? inputs[i] : kNoValue;
  }
  ValueId output(size_t i) const {
    return i < outputs.size() ? outputs[i] : kNoValue;
  }

  bool operator==(const Node&) const = default;
};

inline constexpr char kCustomOptions[] = "custom_options";

struct Graph {
  std::string name;
  std::vector<Value> values;
  std::vector<Node> nodes;  // each after those that make its inputs
  std::vector<ValueId> inputs;
  std::vector<ValueId> outputs;
  Attributes extra;

  bool operator==(const Graph&) const = default;

  // Legal for the ids of this graph; kNoValue has no value.
  Value& value(ValueId id) { return values[static_cast<size_t>(id)]; }
  const Value& value(ValueId id) const {
    return values[static_cast<size_t>(id)];
  }
  ValueId add(Value value);
};

// Names under which a program asks for a graph's inputs and outputs.
struct Signature {
  std::string key;
  int32_t graph = 0;
  std::vector<std::pair<std::string, ValueId>> inputs;
  std::vector<std::pair<std::string, ValueId>> outputs;

  bool operator==(const Signature&) const = default;
};

struct Metadata {
  std::string name;
  Constant bytes;

  bool operator==(const Metadata&) const;
};

struct Module {
  std::string description;
  std::vector<Graph> graphs;  // 0 is main; others are functions and bodies
  std::vector<Signature> signatures;
  std::vector<Metadata> metadata;
  Attributes extra;

  bool operator==(const Module&) const = default;

  Graph& main() { return graphs.front(); }
  const Graph& main() const { return graphs.front(); }
};

// Who makes and who reads each value of a graph; stale after any change to it.
struct Uses {
  std::vector<int32_t> maker;                 // node of a value; -1: none
  std::vector<std::vector<int32_t>> readers;  // nodes, one entry an operand
  std::vector<bool> is_output;                // of the graph

  // Nobody reads it, and the graph does not give it out.
  bool unused(ValueId id) const;
  // One operand of one node reads it, and the graph does not give it out.
  bool single(ValueId id) const;
};
Uses uses(const Graph& graph);

// Every reader of `from`, and the graph's outputs, take `to` from now on.
void replace_uses(Graph& graph, ValueId from, ValueId to);

// Whether running the node changes more than its outputs: variables, shared
// state, graphs that it calls.
bool has_effect(const Graph& graph, const Node& node);

// Removes nodes whose outputs nobody reads and which have no effect, until
// none is left. Values stay; compact() removes them. Gives their number.
int erase_dead(Graph& graph);

// Removes the values that no node, input, output or signature names, and
// numbers the others anew in their order. Gives their number.
int compact(Module& module, int32_t graph);

// What must hold of every module; passes are checked with it. Ids and graph
// references in range, every value made at most once and neither a constant
// nor an input made by a node, operands made before they are read, constants
// as many bytes as their type and shape say, quantization of fitting size.
// where: what the error calls the module.
base::Result<void> verify(const Module& module, const std::string& where);

// Elements of a shape; -1 when a dimension is not known or the product would
// exceed 2^62.
int64_t elements(const Shape& shape);
// Bytes of a value of this type and shape, elements packed as the type has it;
// -1 when not known or of no fixed size.
int64_t byte_size(Type type, const Shape& shape);

}  // namespace mote::ir

#endif  // MOTE_HOST_IR_GRAPH_H_
