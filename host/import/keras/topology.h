// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// How the layers of a Keras model follow each other.
#ifndef MOTE_HOST_IMPORT_KERAS_TOPOLOGY_H_
#define MOTE_HOST_IMPORT_KERAS_TOPOLOGY_H_

#include "host/import/keras/weights.h"

namespace mote::keras {

// model: an object with class_name and config. Throws Unreadable, and what the
// JSON library throws.
ir::Module build_model(const Json& model, const WeightStore& weights);

}  // namespace mote::keras

#endif  // MOTE_HOST_IMPORT_KERAS_TOPOLOGY_H_
