// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// GraphDefs for tests, node by node.
#ifndef MOTE_TESTS_GRAPH_MESSAGES_H_
#define MOTE_TESTS_GRAPH_MESSAGES_H_

#include <string>
#include <vector>

#include "host/import/tensorflow/messages.pb.h"

namespace mote::tests {

using Node = tensorflow::proto::NodeDef;

// In a graph or in the body of a function.
template <class Nodes>
Node& add_node(Nodes* nodes, const std::string& name, const std::string& op,
               const std::vector<std::string>& inputs = {}) {
  Node& node = *nodes->Add();
  node.set_name(name);
  node.set_op(op);
  for (const std::string& input : inputs) node.add_input(input);
  return node;
}

inline void set_shape(Node& node, const std::vector<int64_t>& dims) {
  auto& shape = *(*node.mutable_attr())["shape"].mutable_shape();
  for (const int64_t extent : dims) shape.add_dim()->set_size(extent);
}

inline void set_string(Node& node, const std::string& name,
                       const std::string& value) {
  (*node.mutable_attr())[name].set_s(value);
}

inline void set_ints(Node& node, const std::string& name,
                     const std::vector<int64_t>& values) {
  auto& list = *(*node.mutable_attr())[name].mutable_list();
  for (const int64_t value : values) list.add_i(value);
}

template <class Nodes>
Node& add_input(Nodes* nodes, const std::string& name,
                const std::vector<int64_t>& dims) {
  Node& node = add_node(nodes, name, "Placeholder");
  (*node.mutable_attr())["dtype"].set_type(1);
  set_shape(node, dims);
  return node;
}

template <class Nodes>
Node& add_floats(Nodes* nodes, const std::string& name,
                 const std::vector<int64_t>& dims,
                 const std::vector<float>& values) {
  Node& node = add_node(nodes, name, "Const");
  auto& tensor = *(*node.mutable_attr())["value"].mutable_tensor();
  tensor.set_dtype(1);
  for (const int64_t extent : dims) {
    tensor.mutable_tensor_shape()->add_dim()->set_size(extent);
  }
  for (const float value : values) tensor.add_float_val(value);
  return node;
}

template <class Nodes>
Node& add_ints(Nodes* nodes, const std::string& name,
               const std::vector<int64_t>& dims,
               const std::vector<int32_t>& values) {
  Node& node = add_node(nodes, name, "Const");
  auto& tensor = *(*node.mutable_attr())["value"].mutable_tensor();
  tensor.set_dtype(3);
  for (const int64_t extent : dims) {
    tensor.mutable_tensor_shape()->add_dim()->set_size(extent);
  }
  for (const int32_t value : values) tensor.add_int_val(value);
  return node;
}

}  // namespace mote::tests

#endif  // MOTE_TESTS_GRAPH_MESSAGES_H_
