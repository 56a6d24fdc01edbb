// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/keras/layer.h"

namespace mote::keras {

ir::ValueId Layer::input(size_t i) const {
  if (i >= inputs.size()) refuse("the layer has too few inputs");
  return inputs[i];
}

ir::ValueId Layer::weight(size_t i) const {
  if (i >= weights.size()) refuse("the layer has too few weights");
  return b.constant(weights[i]);
}

void Layer::refuse(const std::string& what) const {
  throw Unreadable{{"layer '" + b.layer() + "' (" + kind + ")", what,
                    "replace the layer, or save the model as a SavedModel"}};
}

bool Layer::flag(const char* name, bool absent) const {
  const auto it = config.find(name);
  return it != config.end() && it->is_boolean() ? it->get<bool>() : absent;
}

int64_t Layer::integer(const char* name, int64_t absent) const {
  const auto it = config.find(name);
  return it != config.end() && it->is_number() ? it->get<int64_t>() : absent;
}

double Layer::real(const char* name, double absent) const {
  const auto it = config.find(name);
  return it != config.end() && it->is_number() ? it->get<double>() : absent;
}

std::string Layer::word(const char* name, const char* absent) const {
  const auto it = config.find(name);
  return it != config.end() && it->is_string() ? it->get<std::string>()
                                               : absent;
}

std::vector<int64_t> Layer::numbers(const char* name, size_t count,
                                    int64_t absent) const {
  const auto it = config.find(name);
  if (it == config.end() || it->is_null()) {
    return std::vector<int64_t>(count, absent);
  }
  if (it->is_number()) {
    return std::vector<int64_t>(count, it->get<int64_t>());
  }
  std::vector<int64_t> out;
  for (const Json& item : *it) {
    if (!item.is_number()) refuse(std::string(name) + " is not of numbers");
    out.push_back(item.get<int64_t>());
  }
  if (out.size() != count) refuse(std::string(name) + " has a wrong length");
  return out;
}

const Table& layers() {
  static const Table rows = [] {
    Table made;
    for (const auto add :
         {add_convolutions, add_activations, add_shapes, add_merges,
          add_normalizations, add_dense, add_recurrent}) {
      add(made);
    }
    return made;
  }();
  return rows;
}

}  // namespace mote::keras
