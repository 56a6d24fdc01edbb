// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Makes graphs of TensorFlow's nodes, for formats that say less than a graph.
#ifndef MOTE_HOST_IMPORT_TENSORFLOW_BUILDER_H_
#define MOTE_HOST_IMPORT_TENSORFLOW_BUILDER_H_

#include "host/ir/graph.h"

namespace mote::tensorflow {

using Ids = std::vector<ir::ValueId>;

// Adds nodes to one graph of a module. Shapes need not be known.
class Builder {
 public:
  Builder(ir::Module& module, int32_t graph, std::string layer)
      : module_(module), index_(graph), layer_(std::move(layer)) {}

  ir::Module& module() const { return module_; }
  ir::Graph& graph() const { return module_.graphs[static_cast<size_t>(index_)]; }
  const std::string& layer() const { return layer_; }

  // op: without "tf.".
  ir::ValueId node(const std::string& op, const Ids& inputs,
                   ir::Attributes attributes = {}) const;
  Ids nodes(const std::string& op, const Ids& inputs, size_t outputs,
            ir::Attributes attributes = {}) const;

  ir::ValueId input(Type type, const std::string& name) const;
  ir::ValueId constant(const ir::TensorAttribute& tensor) const;
  ir::ValueId number(double value) const;                      // float32
  ir::ValueId floats(const std::vector<float>& values) const;  // a vector
  ir::ValueId integer(int64_t value) const;                    // a scalar
  ir::ValueId list(const std::vector<int64_t>& values) const;  // int32

  // Extent of dimension i, as a scalar.
  ir::ValueId extent(ir::ValueId x, int64_t i) const;
  // Takes `kept` first extents of x, then these.
  ir::ValueId reshape(ir::ValueId x, size_t kept,
                      const std::vector<int64_t>& rest) const;

  ir::ValueId add(ir::ValueId a, ir::ValueId b) const {
    return node("AddV2", {a, b});
  }
  ir::ValueId mul(ir::ValueId a, ir::ValueId b) const {
    return node("Mul", {a, b});
  }

 private:
  ir::Module& module_;
  int32_t index_;
  std::string layer_;
};

}  // namespace mote::tensorflow

#endif  // MOTE_HOST_IMPORT_TENSORFLOW_BUILDER_H_
