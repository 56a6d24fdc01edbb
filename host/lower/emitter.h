// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Makes a graph of .tflite operators, all shapes known. An operator whose
// operands are all constants is run at once, and its outputs are constants.
#ifndef MOTE_HOST_LOWER_EMITTER_H_
#define MOTE_HOST_LOWER_EMITTER_H_

#include <cstring>

#include "host/ir/graph.h"

namespace mote::lower {

using Dims = std::vector<int64_t>;
using Ids = std::vector<ir::ValueId>;

// Thrown where a graph cannot be converted; caught at the door of this folder.
struct Refused {
  base::Error error;
};

struct OutputSpec {
  Type type;
  Dims shape;
};

class Emitter {
 public:
  // Emits into the graph of the module at `graph`.
  Emitter(ir::Module& module, int32_t graph) : module_(module), index_(graph) {}

  ir::Module& module() { return module_; }
  ir::Graph& graph() { return module_.graphs[static_cast<size_t>(index_)]; }
  int32_t index() const { return index_; }

  // What made the operators that are emitted from now on, for their names and
  // for refusals.
  void set_layer(std::string name) { layer_ = std::move(name); }
  const std::string& layer() const { return layer_; }
  [[noreturn]] void refuse(std::string what, std::string cure) const;

  ir::ValueId input(const std::string& name, Type type, const Dims& shape);
  ir::ValueId constant(Type type, const Dims& shape, base::Bytes bytes,
                       const std::string& name = "");
  // Elements in C order; of rank one where no shape is given.
  ir::ValueId floats(const std::vector<float>& values, const Dims& shape);
  ir::ValueId scalar(float value) { return floats({value}, {}); }
  ir::ValueId ints(const std::vector<int64_t>& values);
  ir::ValueId ints(const std::vector<int64_t>& values, const Dims& shape);

  // An operator with one output, and with several.
  ir::ValueId emit(const std::string& op, const Ids& inputs, Type type,
                   const Dims& shape, ir::Attributes attributes = {});
  Ids emit(const std::string& op, const Ids& inputs,
           const std::vector<OutputSpec>& outputs,
           ir::Attributes attributes = {});

  const ir::Value& value(ir::ValueId id) { return graph().value(id); }
  Type type(ir::ValueId id) { return value(id).type; }
  // A copy: whatever is emitted next may move the values.
  Dims shape(ir::ValueId id) { return *value(id).shape; }
  int64_t rank(ir::ValueId id) {
    return static_cast<int64_t>(shape(id).size());
  }
  bool is_constant(ir::ValueId id) { return value(id).constant != nullptr; }
  // Elements of a constant of integers or bools, and of floats.
  std::vector<int64_t> constant_ints(ir::ValueId id);
  std::vector<float> constant_floats(ir::ValueId id);

  // A common rewrite that emits nothing where nothing changes.
  ir::ValueId reshape(ir::ValueId id, const Dims& shape);
  ir::ValueId transpose(ir::ValueId id, const std::vector<int64_t>& order);
  ir::ValueId pad(ir::ValueId id, const std::vector<int64_t>& before_after);

 private:
  Ids evaluate(const ir::Node& node, const std::vector<OutputSpec>& outputs);

  ir::Module& module_;
  int32_t index_;
  std::string layer_;
};

int64_t product(const Dims& shape);
// Of two operands of an elementwise operator; refuses what does not fit.
Dims broadcast(const Emitter& e, const Dims& a, const Dims& b);

}  // namespace mote::lower

#endif  // MOTE_HOST_LOWER_EMITTER_H_
