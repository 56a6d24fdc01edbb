// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Precision by node: as much in 8 bits as a stated loss allows.
#ifndef MOTE_HOST_QUANTIZE_MIX_H_
#define MOTE_HOST_QUANTIZE_MIX_H_

#include "host/quantize/quantize.h"

namespace mote::quantize {

// Starts with all nodes in 8 bits. Those that do the most harm alone go to 16
// bits, then to floats, as few of them as hold options.max_loss; fails when
// not even floats do. seen: of the module on the samples.
base::Result<Outcome> mix(const ir::Module& module, const Samples& samples,
                          const Calibration& seen, const Options& options,
                          const std::string& where);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_MIX_H_
