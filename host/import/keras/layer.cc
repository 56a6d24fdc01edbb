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

const Json& Layer::argument(size_t i, const char* name) const {
  static const Json absent;
  const Json& kwargs = call.at("kwargs");
  if (const auto it = kwargs.find(name); it != kwargs.end()) return *it;
  const Json& args = call.at("args");
  return i < args.size() ? args[i] : absent;
}

ir::ValueId Layer::operand(size_t i, const char* name) const {
  const Json& given = argument(i, name);
  const Ids tensors = tensors_in(given);
  if (tensors.size() == 1) return tensors.front();
  if (given.is_boolean()) return b.number(given.get<bool>() ? 1 : 0);
  if (given.is_number()) return b.number(given.get<double>());
  refuse(std::string(name) + " is neither a tensor nor a number");
}

Ids Layer::named(const char* name) const {
  const Json& kwargs = call.at("kwargs");
  const auto it = kwargs.find(name);
  return it == kwargs.end() ? Ids() : tensors_in(*it);
}

size_t Layer::rank(ir::ValueId id) const {
  const ir::Shape& shape = b.graph().value(id).shape;
  if (!shape) refuse("the shape of its input is not stated");
  return shape->size();
}

std::vector<int64_t> Layer::axes(std::vector<int64_t> absent) const {
  const auto it = config.find("axis");
  if (it == config.end() || it->is_null()) return absent;
  if (it->is_number()) return {it->get<int64_t>()};
  return it->get<std::vector<int64_t>>();
}

Ids tensors_in(const Json& arguments) {
  if (arguments.is_binary()) {
    return {static_cast<ir::ValueId>(arguments.get_binary().subtype())};
  }
  Ids out;
  if (!arguments.is_structured()) return out;
  for (const Json& item : arguments) {
    const Ids more = tensors_in(item);
    out.insert(out.end(), more.begin(), more.end());
  }
  return out;
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
          add_normalizations, add_dense, add_attention, add_recurrent}) {
      add(made);
    }
    return made;
  }();
  return rows;
}

const Table& functions() {
  static const Table rows = [] {
    Table made;
    for (const auto add : {add_arithmetic, add_arrays}) add(made);
    return made;
  }();
  return rows;
}

}  // namespace mote::keras
