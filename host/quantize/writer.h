// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Carries a plan out on a graph.
#ifndef MOTE_HOST_QUANTIZE_WRITER_H_
#define MOTE_HOST_QUANTIZE_WRITER_H_

#include "host/quantize/plan.h"
#include "host/quantize/quantize.h"

namespace mote::quantize {

// Types of values change where their nodes compute in integers; QUANTIZE and
// DEQUANTIZE stand where floats and integers meet.
void write_graph(ir::Module& module, int32_t graph, const Plan& plan,
                 const Static& options);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_WRITER_H_
