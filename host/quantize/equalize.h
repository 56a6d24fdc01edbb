// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Equalization across layers: the same function in floats, with channels of
// more even size.
#ifndef MOTE_HOST_QUANTIZE_EQUALIZE_H_
#define MOTE_HOST_QUANTIZE_EQUALIZE_H_

#include "host/ir/graph.h"

namespace mote::quantize {

// Where a convolution or dense layer feeds nothing but another one, with RELU
// or nothing between them, what one channel gives is divided by a number and
// what is multiplied with it there is multiplied by it, so that the largest
// weights on both sides are equal: sqrt(largest here / largest there). Gives
// the number of pairs.
int equalize(ir::Module &module);

} // namespace mote::quantize

#endif // MOTE_HOST_QUANTIZE_EQUALIZE_H_
