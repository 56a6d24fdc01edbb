// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// One node of TensorFlow on its way to operators of .tflite.
#ifndef MOTE_HOST_LOWER_CALL_H_
#define MOTE_HOST_LOWER_CALL_H_

#include <functional>

#include "host/lower/emitter.h"

namespace mote::lower {

// The node, its operands in the graph that is made, and that graph. Every
// accessor refuses the node when it lacks what is asked for.
class Call {
 public:
  Call(const ir::Module& source, const ir::Node& node, Ids operands, Emitter& e)
      : source_(source), node_(node), operands_(std::move(operands)), e_(e) {}

  Emitter& e() const { return e_; }
  const ir::Node& node() const { return node_; }
  const ir::Module& source() const { return source_; }
  const Ids& operands() const { return operands_; }

  ir::ValueId in(size_t i) const;
  Dims shape(size_t i) const { return e_.shape(in(i)); }
  Type type(size_t i) const { return e_.type(in(i)); }
  std::vector<int64_t> ints(size_t i) const { return e_.constant_ints(in(i)); }
  int64_t integer(size_t i) const;

  template <class T>
  T attribute(const std::string& name, T absent) const {
    return ir::get<T>(node_.attributes, name, absent);
  }
  std::vector<int64_t> list(const std::string& name) const {
    return attribute(name, std::vector<int64_t>());
  }
  // Of the input's rank; negative ones count from the end.
  size_t axis(int64_t axis, int64_t rank) const;

 private:
  const ir::Module& source_;
  const ir::Node& node_;
  Ids operands_;
  Emitter& e_;
};

// Gives one value for each output of the node.
using Lowering = std::function<Ids(const Call&)>;
using Table = std::map<std::string, Lowering>;

// Families; each adds its rows, by the node's operator.
void add_elementwise(Table& table);
void add_activations(Table& table);
void add_products(Table& table);
void add_convolutions(Table& table);
void add_pools(Table& table);
void add_reductions(Table& table);
void add_shapes(Table& table);
void add_slices(Table& table);
void add_gathers(Table& table);
void add_images(Table& table);
void add_control(Table& table);
void add_recurrent(Table& table);

}  // namespace mote::lower

#endif  // MOTE_HOST_LOWER_CALL_H_
