// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What recurrent layers do in one step of time.
#ifndef MOTE_HOST_IMPORT_KERAS_CELLS_H_
#define MOTE_HOST_IMPORT_KERAS_CELLS_H_

#include "host/import/keras/layer.h"

namespace mote::keras {

struct Cell {
  // Within a loop: the input of a step and the states give new states, of
  // which the first is the output. layer: its config and weights.
  std::function<Ids(const Layer& layer, const Builder& b, ir::ValueId x,
                    const Ids& states)>
      step;
  size_t states = 1;
  // Of images: dimensions of one; 0: vectors.
  size_t space = 0;
};

// Null where the layer's kind ("LSTM", "GRUCell", ...) is no such one.
const Cell* find_cell(const std::string& kind);

// A constant within the loop.
ir::ValueId weight(const Layer& layer, const Builder& b, size_t i);
// The kernel's product with the input of a cell of images.
ir::ValueId image_product(const Layer& layer, const Builder& b, ir::ValueId x,
                          size_t space);

}  // namespace mote::keras

#endif  // MOTE_HOST_IMPORT_KERAS_CELLS_H_
