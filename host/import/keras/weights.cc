// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/keras/weights.h"

#include <algorithm>
#include <sstream>

#include "host/import/tensorflow/checkpoint.h"
#include "host/import/tensorflow/parse.h"

namespace mote::keras {
namespace {

using base::Error;
using base::Result;

// Parts of layers that have weights of their own, in the order of the layer's.
constexpr const char* kParts[] = {"cell", "forward_layer", "backward_layer",
                                  "layer", "query_dense", "key_dense",
                                  "value_dense", "output_dense"};
constexpr int kMostDepth = 8;

class ByGroup : public WeightStore {
 public:
  explicit ByGroup(std::shared_ptr<const Hdf5> file) : file_(std::move(file)) {}

  Result<Weights> of(const Path& path) const override {
    std::string group;
    for (const Place& place : path) {
      group += (group.empty() ? "layers/" : "/layers/") + place.group;
    }
    Weights out;
    std::optional<Error> error;
    collect(group, 0, out, error);
    if (error) return *error;
    return out;
  }

 private:
  void collect(const std::string& group, int depth, Weights& out,
               std::optional<Error>& error) const {
    const std::string own = group + "/vars";
    const size_t count = file_->list(own).size();
    for (size_t i = 0; i < count && !error; ++i) {
      auto read = file_->dataset(own + "/" + std::to_string(i));
      if (read.ok()) {
        out.push_back(std::move(read).value());
      } else {
        error = read.error();
      }
    }
    if (depth > kMostDepth) return;
    const std::vector<std::string> there = file_->list(group);
    for (const char* part : kParts) {
      for (const std::string& name : {std::string(part), "_" + std::string(part)}) {
        if (std::ranges::find(there, name) == there.end()) continue;
        collect(group + "/" + name, depth + 1, out, error);
      }
    }
  }

  std::shared_ptr<const Hdf5> file_;
};

class ByName : public WeightStore {
 public:
  explicit ByName(std::shared_ptr<const Hdf5> file) : file_(std::move(file)) {
    root_ = file_->contains("model_weights") ? "model_weights/" : "";
  }

  Result<Weights> of(const Path& path) const override {
    const std::string group = root_ + path.front().name;
    Weights out;
    for (const std::string& name : file_->strings(group, "weight_names")) {
      // Within a model in the model the names of its layers tell them apart.
      if (path.size() > 1 && !has_part(name, path.back().name)) continue;
      auto read = file_->dataset(group + "/" + name);
      if (!read.ok()) return read.error();
      out.push_back(std::move(read).value());
    }
    return out;
  }

 private:
  static bool has_part(const std::string& name, const std::string& part) {
    std::istringstream stream(name);
    for (std::string item; std::getline(stream, item, '/');) {
      if (item == part) return true;
    }
    return false;
  }

  std::shared_ptr<const Hdf5> file_;
  std::string root_;
};

class ByObject : public WeightStore {
 public:
  ByObject(tensorflow::Checkpoint checkpoint,
           tensorflow::proto::TrackableObjectGraph objects)
      : checkpoint_(std::move(checkpoint)), objects_(std::move(objects)) {}

  Result<Weights> of(const Path& path) const override {
    int node = model_;
    for (const Place& place : path) {
      node = child(child(node, "_operations"), std::to_string(place.index));
    }
    Weights out;
    std::optional<Error> error;
    collect(node, 0, out, error);
    if (error) return *error;
    return out;
  }

  // Finds the object with layers; false: there is none.
  bool find_model() {
    for (const auto& reference : objects_.nodes(0).children()) {
      if (child(reference.node_id(), "_operations") >= 0) {
        model_ = reference.node_id();
        return true;
      }
    }
    model_ = 0;
    return child(0, "_operations") >= 0;
  }

 private:
  int child(int node, const std::string& name) const {
    if (node < 0 || node >= objects_.nodes_size()) return -1;
    for (const auto& reference : objects_.nodes(node).children()) {
      if (reference.local_name() == name) return reference.node_id();
    }
    return -1;
  }

  void add(int node, Weights& out, std::optional<Error>& error) const {
    if (node < 0 || node >= objects_.nodes_size() || error) return;
    for (const auto& attribute : objects_.nodes(node).attributes()) {
      if (attribute.name() != "VARIABLE_VALUE") continue;
      auto read = checkpoint_.tensor(attribute.checkpoint_key());
      if (read.ok()) {
        out.push_back(std::move(read).value());
      } else {
        error = read.error();
      }
    }
  }

  void collect(int node, int depth, Weights& out,
               std::optional<Error>& error) const {
    constexpr const char* kNames[] = {
        "depthwise_kernel", "pointwise_kernel", "_kernel", "kernel",
        "recurrent_kernel", "bias", "gamma", "beta", "moving_mean",
        "moving_variance", "alpha", "_embeddings", "embeddings"};
    for (const char* name : kNames) add(child(node, name), out, error);
    if (depth > kMostDepth) return;
    for (const char* part : kParts) {
      const int inner = child(node, part[0] == 'q' || part[0] == 'k' ||
                                            part[0] == 'v' || part[0] == 'o'
                                        ? std::string("_") + part : part);
      if (inner >= 0) collect(inner, depth + 1, out, error);
    }
  }

  tensorflow::Checkpoint checkpoint_;
  tensorflow::proto::TrackableObjectGraph objects_;
  int model_ = -1;
};

}  // namespace

std::unique_ptr<WeightStore> stored_by_group(std::shared_ptr<const Hdf5> file) {
  return std::make_unique<ByGroup>(std::move(file));
}

std::unique_ptr<WeightStore> stored_by_name(std::shared_ptr<const Hdf5> file) {
  return std::make_unique<ByName>(std::move(file));
}

Result<std::unique_ptr<WeightStore>> stored_by_object(
    const std::filesystem::path& prefix) {
  auto checkpoint = tensorflow::Checkpoint::open(prefix);
  if (!checkpoint.ok()) return checkpoint.error();
  const auto text =
      checkpoint.value().text("_CHECKPOINTABLE_OBJECT_GRAPH");
  if (!text.ok()) return text.error();
  tensorflow::proto::TrackableObjectGraph objects;
  const bool parsed =
      tensorflow::parse(objects, text.value().data(), text.value().size());
  if (parsed && objects.nodes_size() > 0) {
    auto store = std::make_unique<ByObject>(std::move(checkpoint).value(),
                                            std::move(objects));
    if (store->find_model()) {
      return std::unique_ptr<WeightStore>(std::move(store));
    }
  }
  return Error{prefix.string(), "it holds no Keras model's objects",
               "save it with tf.train.Checkpoint(model=model)"};
}

}  // namespace mote::keras
