// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Keras' layers as the nodes of TensorFlow that compute them.
#ifndef MOTE_HOST_IMPORT_KERAS_LAYER_H_
#define MOTE_HOST_IMPORT_KERAS_LAYER_H_

#include <functional>
#include <nlohmann/json.hpp>

#include "host/import/tensorflow/builder.h"

namespace mote::keras {

using Json = nlohmann::json;
using tensorflow::Builder;
using tensorflow::Ids;
using Weights = std::vector<ir::TensorAttribute>;

// Thrown where a file cannot be understood; caught at the door of this folder.
struct Unreadable {
  base::Error error;
};

// A tensor among the arguments of a call, which no file can name.
inline Json tensor_json(ir::ValueId id) {
  return Json::binary({}, static_cast<uint64_t>(id));
}
// Tensors anywhere in arguments, in their order.
Ids tensors_in(const Json& arguments);

// One use of a layer, or of a function of keras.ops.
struct Layer {
  std::string kind;   // "Conv2D"
  const Json& config;
  const Json& call;   // "args", a list, and "kwargs", an object
  Ids inputs;         // tensors of args, then of the names for inputs
  Weights weights;    // in the layer's order
  const Builder& b;

  ir::ValueId x() const { return input(0); }
  ir::ValueId input(size_t i) const;
  ir::ValueId weight(size_t i) const;  // as a constant
  // An argument by its name, else by its place among args; null: absent.
  const Json& argument(size_t i, const char* name) const;
  // As above, a tensor or a number that becomes a constant.
  ir::ValueId operand(size_t i, const char* name) const;
  // Tensors that come by this name alone.
  Ids named(const char* name) const;
  // Dimensions of a value; refuses where the file does not state them.
  size_t rank(ir::ValueId id) const;
  // The config's axis or axes (absent: these).
  std::vector<int64_t> axes(std::vector<int64_t> absent) const;
  [[noreturn]] void refuse(const std::string& what) const;
  // Options of the config; an absent or null one is `absent`.
  bool flag(const char* name, bool absent) const;
  int64_t integer(const char* name, int64_t absent) const;
  double real(const char* name, double absent) const;
  std::string word(const char* name, const char* absent) const;
  // One number for all, or a list; of `count` entries.
  std::vector<int64_t> numbers(const char* name, size_t count,
                               int64_t absent) const;
};

using Make = std::function<Ids(const Layer&)>;
using Table = std::map<std::string, Make>;

void add_convolutions(Table& table);
void add_activations(Table& table);
void add_shapes(Table& table);
void add_merges(Table& table);
void add_normalizations(Table& table);
void add_dense(Table& table);
void add_recurrent(Table& table);
void add_attention(Table& table);
const Table& layers();
// Functions of keras.ops.
void add_arithmetic(Table& table);
void add_arrays(Table& table);
const Table& functions();

// By its name; config: a string, or an object with a class_name.
ir::ValueId activate(const Builder& b, ir::ValueId x, const Json& activation);

}  // namespace mote::keras

#endif  // MOTE_HOST_IMPORT_KERAS_LAYER_H_
