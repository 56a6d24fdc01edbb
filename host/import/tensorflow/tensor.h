// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Types, shapes and constants of TensorFlow's messages as the graph has them.
#ifndef MOTE_HOST_IMPORT_TENSORFLOW_TENSOR_H_
#define MOTE_HOST_IMPORT_TENSORFLOW_TENSOR_H_

#include "host/import/tensorflow/messages.pb.h"
#include "host/ir/graph.h"

namespace mote::tensorflow {

// Of a DataType number; reference types are their base type. kNone: a number
// for which there is no type.
Type type_of(int32_t dtype);

// The DataType number; 0 where TensorFlow has none.
int32_t dtype_of(Type type);

ir::Shape shape_of(const proto::Shape& shape);

// A constant with all its elements spelt out. Fails for types without a fixed
// size of an element, and over 1 GiB. where: named in the error.
base::Result<ir::TensorAttribute> tensor_of(const proto::Tensor& tensor,
                                            const std::string& where);

}  // namespace mote::tensorflow

#endif  // MOTE_HOST_IMPORT_TENSORFLOW_TENSOR_H_
