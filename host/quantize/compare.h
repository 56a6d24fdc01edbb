// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// How far a model is from the float model that it was made of.
#ifndef MOTE_HOST_QUANTIZE_COMPARE_H_
#define MOTE_HOST_QUANTIZE_COMPARE_H_

#include "host/quantize/calibrate.h"

namespace mote::quantize {

// Sums over all elements of what should be equal.
struct Difference {
  double signal = 0;   // squares of the exact ones
  double other = 0;    // of the others
  double product = 0;  // of both
  double noise = 0;    // of their difference
  double most = 0;     // largest magnitude of the difference

  void add(double exact, double rough);
  // Decibels; infinite when all are equal.
  double signal_to_noise() const;
  double cosine() const;
};

struct LayerDifference {
  std::string name;  // of the value, in both models
  std::string op;    // that makes it in the exact one
  Difference difference;
};

// Runs both on the samples, which are inputs of the exact one, and compares
// every value that both compute under the same name, as real numbers. In the
// order of execution; the bodies of loops once for all turns. Fails when the
// models do not have the same inputs but for their types.
base::Result<std::vector<LayerDifference>> compare(const ir::Module& exact,
                                                   const ir::Module& rough,
                                                   const Samples& samples,
                                                   const std::string& where,
                                                   const Progress& progress);

// A sample of the exact module as the rough one takes it.
base::Result<run::Step> as_inputs(const ir::Module& exact,
                                  const ir::Module& rough,
                                  const run::Step& sample,
                                  const std::string& where);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_COMPARE_H_
