// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// A graph as a .tflite file.
#ifndef MOTE_HOST_EXPORT_TFLITE_EXPORT_H_
#define MOTE_HOST_EXPORT_TFLITE_EXPORT_H_

#include "host/ir/graph.h"

namespace mote::tflite {

// The file as small as the container allows; constants start at multiples of
// 16, equal ones are shared. Fails for nodes that are no operators of the
// container ("tf.", "onnx.") and for values without a rank, by name.
// where: what messages call the graph.
base::Result<base::Bytes> export_model(const ir::Module& module,
                                       const std::string& where);

}  // namespace mote::tflite

#endif  // MOTE_HOST_EXPORT_TFLITE_EXPORT_H_
