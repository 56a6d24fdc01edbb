// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Graphs that were trained to be quantized: they state ranges.
#ifndef MOTE_HOST_QUANTIZE_TRAINED_H_
#define MOTE_HOST_QUANTIZE_TRAINED_H_

#include "host/quantize/calibrate.h"

namespace mote::quantize {

// Takes out of the module what only states ranges, and gives those: FAKE_QUANT,
// and QUANTIZE with a DEQUANTIZE behind it. Constants behind either, and
// integer ones behind DEQUANTIZE, become the floats that they stand for. Ids
// of values stay.
Ranges take_stated(ir::Module& module);

// Stated ranges stand in place of those that were seen.
void overrule(const Ranges& stated, Ranges& seen);
bool any_stated(const Ranges& stated);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_TRAINED_H_
