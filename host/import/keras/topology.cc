// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/keras/topology.h"

#include <cctype>

namespace mote::keras {
namespace {

constexpr int kMostDepth = 32;

using Tensor = std::tuple<std::string, int64_t, int64_t>;  // layer, node, index

[[noreturn]] void refuse(const std::string& where, const std::string& what) {
  throw Unreadable{{where, what, "save it again, with Keras' own model.save"}};
}

// "SeparableConv2D" is "separable_conv2d", "PReLU" is "p_re_lu".
std::string snake_case(const std::string& name) {
  const auto is = [&](size_t i, int (*test)(int)) {
    return i < name.size() && test(static_cast<unsigned char>(name[i])) != 0;
  };
  std::string out;
  for (size_t i = 0; i < name.size(); ++i) {
    // A word starts at a capital that follows a small letter or a digit, and at
    // the capital before a small letter.
    const bool starts =
        is(i, std::isupper) && i > 0 &&
        (is(i - 1, std::islower) ||
         (is(i + 1, std::islower) &&
          (is(i - 1, std::isupper) || is(i - 1, std::isdigit))));
    if (starts) out += '_';
    out += static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
  }
  return out;
}

bool is_model(const std::string& kind) {
  return kind == "Functional" || kind == "Model" || kind == "Sequential";
}

// Tensors of other layers anywhere in a node's arguments, in their order.
void collect(const Json& json, int depth, std::vector<Tensor>& out) {
  if (depth > kMostDepth) refuse("inbound_nodes", "lists are nested too deep");
  if (json.is_object() &&
      json.value("class_name", Json()) == Json("__keras_tensor__")) {
    const Json& history = json.at("config").at("keras_history");
    out.emplace_back(history.at(0).get<std::string>(),
                     history.at(1).get<int64_t>(),
                     history.at(2).get<int64_t>());
    return;
  }
  // Keras 2: [layer, node, tensor, arguments].
  if (json.is_array() && json.size() >= 3 && json[0].is_string() &&
      json[1].is_number_integer() && json[2].is_number_integer()) {
    out.emplace_back(json[0].get<std::string>(), json[1].get<int64_t>(),
                     json[2].get<int64_t>());
    return;
  }
  if (json.is_structured()) {
    for (const Json& item : json) collect(item, depth + 1, out);
  }
}

// One node of a layer: what it is called with.
std::vector<Tensor> arguments(const Json& node) {
  std::vector<Tensor> out;
  if (!node.is_object()) {
    collect(node, 0, out);
    return out;
  }
  collect(node.at("args"), 0, out);
  // Named ones come in the order of the layers that take several.
  const Json kwargs = node.value("kwargs", Json::object());
  for (const char* name : {"inputs", "query", "value", "key"}) {
    if (kwargs.contains(name)) collect(kwargs[name], 0, out);
  }
  return out;
}

class Assembler {
 public:
  Assembler(ir::Module& module, const WeightStore& weights)
      : module_(module), weights_(weights) {}

  // Gives the outputs of the model for these inputs; none: makes them.
  Ids model(const Json& model, const Ids& inputs, const Path& path) {
    if (path.size() > kMostDepth) refuse("layers", "models are nested too deep");
    const Json& config = model.at("config");
    const bool sequential =
        model.at("class_name").get<std::string>() == "Sequential";
    // Keras 2 stored the layers of a Sequential model as its configuration.
    const Json& layers = config.is_array() ? config : config.at("layers");
    const std::vector<Place> places = places_of(layers);
    return sequential ? in_sequence(layers, places, inputs, path)
                      : by_graph(config, places, inputs, path);
  }

 private:
  static std::vector<Place> places_of(const Json& layers) {
    std::map<std::string, int> seen;
    std::vector<Place> out;
    for (const Json& layer : layers) {
      const std::string group =
          snake_case(layer.at("class_name").get<std::string>());
      const int nth = seen[group]++;
      const Json& config = layer.at("config");
      std::string name = group;
      if (config.is_object() && config.contains("name")) {
        name = config["name"].get<std::string>();
      }
      out.push_back({out.size(),
                     nth == 0 ? group : group + "_" + std::to_string(nth),
                     name});
    }
    return out;
  }

  static Path within(Path path, const Place& place) {
    path.push_back(place);
    return path;
  }

  ir::ValueId make_input(const Json& config, const std::string& name) {
    Json shape = config.value("batch_shape", Json());
    if (shape.is_null()) shape = config.value("batch_input_shape", Json());
    ir::Value value;
    value.name = name;
    const std::string type = config.contains("dtype") &&
                                     config["dtype"].is_string()
                                 ? config["dtype"].get<std::string>()
                                 : "float32";
    value.type = type == "int32"   ? Type::kInt32
                 : type == "int64" ? Type::kInt64
                                   : Type::kFloat32;
    std::vector<int64_t> dims;
    for (const Json& extent : shape) {
      dims.push_back(extent.is_number() ? extent.get<int64_t>() : -1);
    }
    if (dims.empty()) refuse("layer '" + name + "'", "its shape is not stated");
    value.shape = dims;
    const ir::ValueId id = module_.main().add(std::move(value));
    module_.main().inputs.push_back(id);
    return id;
  }

  Ids apply(const Json& layer, const Ids& inputs, const Path& path) {
    const std::string kind = layer.at("class_name").get<std::string>();
    if (is_model(kind)) return model(layer, inputs, path);
    const Json& config = layer.at("config");
    // Over time a dense layer does what it does anyway.
    if (kind == "TimeDistributed" &&
        config.at("layer").at("class_name") == "Dense") {
      return apply(config.at("layer"), inputs, path);
    }
    const std::string& name = path.back().name;
    const auto make = layers().find(kind);
    if (make == layers().end()) {
      throw Unreadable{{"layer '" + name + "'",
                        "layers of kind " + kind + " are not converted",
                        "save the model as a SavedModel"}};
    }
    auto weights = weights_.of(path);
    if (!weights.ok()) throw Unreadable{weights.error()};
    const Builder b(module_, 0, name);
    return make->second(
        Layer{kind, config, inputs, std::move(weights).value(), b});
  }

  Ids in_sequence(const Json& layers, const std::vector<Place>& places,
                  Ids values, const Path& path) {
    for (size_t i = 0; i < places.size(); ++i) {
      const Json& layer = layers[i];
      const bool input = layer.at("class_name") == "InputLayer";
      if (values.empty()) {
        values = {make_input(layer.at("config"), places[i].name)};
      }
      if (!input) values = apply(layer, values, within(path, places[i]));
    }
    return values;
  }

  Ids by_graph(const Json& config, const std::vector<Place>& places,
               const Ids& inputs, const Path& path) {
    struct Pending {
      size_t layer;
      int64_t node;
      std::vector<Tensor> arguments;
    };
    const Json& layers = config.at("layers");
    std::map<std::pair<std::string, int64_t>, Ids> made;
    std::vector<Tensor> starts;
    collect(as_list(config.at("input_layers")), 0, starts);
    for (size_t i = 0; i < starts.size(); ++i) {
      const std::string& name = std::get<0>(starts[i]);
      const Json* layer = nullptr;
      for (size_t k = 0; k < places.size(); ++k) {
        if (places[k].name == name) layer = &layers[k];
      }
      if (layer == nullptr) refuse("layer '" + name + "'", "it is not there");
      made[{name, 0}] = {i < inputs.size()
                             ? inputs[i]
                             : make_input(layer->at("config"), name)};
    }
    std::vector<Pending> pending;
    for (size_t i = 0; i < places.size(); ++i) {
      if (layers[i].at("class_name") == "InputLayer") continue;
      int64_t number = 0;
      for (const Json& node : layers[i].value("inbound_nodes", Json::array())) {
        pending.push_back({i, number++, arguments(node)});
      }
    }
    // Layers come nearly in order: few rounds do.
    while (!pending.empty()) {
      std::vector<Pending> later;
      for (const Pending& use : pending) {
        Ids values;
        for (const auto& [name, node, index] : use.arguments) {
          const auto it = made.find({name, node});
          if (it == made.end()) break;
          values.push_back(at(it->second, index, name));
        }
        if (values.size() < use.arguments.size()) {
          later.push_back(use);
          continue;
        }
        made[{places[use.layer].name, use.node}] =
            apply(layers[use.layer], values, within(path, places[use.layer]));
      }
      if (later.size() == pending.size()) {
        refuse("layer '" + places[later.front().layer].name + "'",
               "what it is called with is not there");
      }
      pending = std::move(later);
    }
    std::vector<Tensor> ends;
    collect(as_list(config.at("output_layers")), 0, ends);
    Ids outputs;
    for (const auto& [name, node, index] : ends) {
      outputs.push_back(at(made[{name, node}], index, name));
    }
    if (outputs.empty()) refuse("output_layers", "the model has no output");
    return outputs;
  }

  static Json as_list(const Json& json) { return Json::array({json}); }

  static ir::ValueId at(const Ids& ids, int64_t index,
                        const std::string& name) {
    if (index < 0 || static_cast<size_t>(index) >= ids.size()) {
      refuse("layer '" + name + "'", "it has no such output");
    }
    return ids[static_cast<size_t>(index)];
  }

  ir::Module& module_;
  const WeightStore& weights_;
};

}  // namespace

ir::Module build_model(const Json& model, const WeightStore& weights) {
  ir::Module module;
  module.graphs.emplace_back().name = "main";
  const Ids outputs = Assembler(module, weights).model(model, {}, {});
  ir::Signature signature{"serving_default", 0, {}, {}};
  for (const ir::ValueId id : module.main().inputs) {
    signature.inputs.emplace_back(module.main().value(id).name, id);
  }
  for (size_t i = 0; i < outputs.size(); ++i) {
    signature.outputs.emplace_back("output_" + std::to_string(i), outputs[i]);
  }
  module.main().outputs = outputs;
  module.signatures.push_back(std::move(signature));
  return module;
}

}  // namespace mote::keras
