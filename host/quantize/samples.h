// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Samples for calibration and comparison, from files.
#ifndef MOTE_HOST_QUANTIZE_SAMPLES_H_
#define MOTE_HOST_QUANTIZE_SAMPLES_H_

#include "host/quantize/calibrate.h"

namespace mote::quantize {

// path: an .npy file whose first axis counts the samples; an .npz file with
// one such array for each input, by the inputs' names, else in the order of
// theirs; a
// folder of files that `mote run` takes, one a sample in the order of their
// names; or a folder of step0, step1, ... with a file for each input. Arrays
// of any real type are taken for float inputs. Gives at least one sample.
base::Result<Samples> read_samples(const run::ModelFile& model,
                                   const std::filesystem::path& path);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_SAMPLES_H_
