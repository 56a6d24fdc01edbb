// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Values that share one scale, and the scale that they share.
#ifndef MOTE_HOST_QUANTIZE_GROUPS_H_
#define MOTE_HOST_QUANTIZE_GROUPS_H_

#include "host/quantize/form.h"
#include "host/quantize/rules.h"

namespace mote::quantize {

// By graph and node: the type of the node's activations when it is quantized,
// kFloat32 when it stays in floats.
using Precisions = std::vector<std::vector<Type>>;

class Groups {
 public:
  // Joins what nodes of the given precisions want joined. Values that were not
  // calibrated, and constants, have the range of what they hold.
  Groups(const ir::Module& module, const Ranges& ranges,
         const Precisions& precisions);

  // How the value's group is represented in this type.
  Form form(int32_t graph, ir::ValueId value, Type type) const;

 private:
  struct Group {
    size_t parent;
    Interval range;
    const Fixed* fixed = nullptr;
  };

  size_t index(size_t graph, ir::ValueId value) const {
    return first_[graph] + static_cast<size_t>(value);
  }
  size_t root(size_t i) const;
  void fix(size_t i, const Fixed& fixed);
  void join(size_t a, size_t b);
  void join_graph(const ir::Module& module, size_t graph,
                  const std::vector<Type>& precisions);
  void join_call(const ir::Module& module, size_t graph, const ir::Node& node);

  std::vector<size_t> first_;  // of each graph's values
  mutable std::vector<Group> groups_;
};

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_GROUPS_H_
