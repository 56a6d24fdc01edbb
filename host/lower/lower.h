// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// From the operators of TensorFlow to those of .tflite: shapes become known,
// what depends on nothing else becomes constant.
#ifndef MOTE_HOST_LOWER_LOWER_H_
#define MOTE_HOST_LOWER_LOWER_H_

#include "host/ir/graph.h"

namespace mote::lower {

struct Options {
  // Of inputs by name, each complete. Where a model leaves the first dimension
  // of an input open it is 1; any other open dimension must be given here.
  std::map<std::string, std::vector<int64_t>> input_shapes;
};

// A module whose nodes are operators of .tflite, with signatures by the same
// names. The error names the first node that cannot be converted.
base::Result<ir::Module> lower(const ir::Module& source, const Options& options,
                               const std::string& where);

}  // namespace mote::lower

#endif  // MOTE_HOST_LOWER_LOWER_H_
