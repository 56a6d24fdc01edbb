// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Where the weights of a Keras model lie, by the way to a layer.
#ifndef MOTE_HOST_IMPORT_KERAS_WEIGHTS_H_
#define MOTE_HOST_IMPORT_KERAS_WEIGHTS_H_

#include <filesystem>
#include <memory>

#include "host/import/keras/layer.h"
#include "host/import/keras/hdf5.h"

namespace mote::keras {

// A layer within its model's list of layers.
struct Place {
  size_t index = 0;
  std::string group;  // its class in snake case, numbered where it repeats
  std::string name;
};
using Path = std::vector<Place>;  // the last is within the model before it

class WeightStore {
 public:
  virtual ~WeightStore() = default;
  // The layer's weights in the layer's order; none where it has none.
  virtual base::Result<Weights> of(const Path& path) const = 0;
};

// layers/GROUP/vars/0 and so on, as in a .keras file.
std::unique_ptr<WeightStore> stored_by_group(std::shared_ptr<const Hdf5> file);
// GROUP/NAME/..., listed in the attribute weight_names, as in an .h5 file.
std::unique_ptr<WeightStore> stored_by_name(std::shared_ptr<const Hdf5> file);
// A checkpoint of a tf.train.Checkpoint that has the model as an attribute.
base::Result<std::unique_ptr<WeightStore>> stored_by_object(
    const std::filesystem::path& prefix);

}  // namespace mote::keras

#endif  // MOTE_HOST_IMPORT_KERAS_WEIGHTS_H_
