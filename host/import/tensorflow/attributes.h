// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Attributes of TensorFlow's nodes, and what they say of outputs.
#ifndef MOTE_HOST_IMPORT_TENSORFLOW_ATTRIBUTES_H_
#define MOTE_HOST_IMPORT_TENSORFLOW_ATTRIBUTES_H_

#include "host/import/tensorflow/tensor.h"

namespace mote::tensorflow {

// All but those whose names start with "_", functions (by name) included.
ir::Attributes attributes_of(const proto::NodeDef& node);

// The element type of output k; float32 where nothing tells.
Type output_type(const proto::NodeDef& node, size_t k);

// Position among all outputs of a node of the first output that belongs to the
// argument `name` of its operator, as references within functions say it.
size_t first_output(const std::string& op, const std::string& name);

}  // namespace mote::tensorflow

#endif  // MOTE_HOST_IMPORT_TENSORFLOW_ATTRIBUTES_H_
