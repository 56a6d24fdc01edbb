// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/keras/topology.h"

#include <cctype>
#include <optional>
#include <set>

namespace mote::keras {
namespace {

constexpr int kMostDepth = 32;
constexpr size_t kMostDimensions = 8;

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

// A function of keras.ops; in .h5 files only what its config lacks tells.
bool is_function(const Json& layer) {
  const Json module = layer.value("module", Json());
  if (module.is_string()) {
    return module.get<std::string>().find(".ops.") != std::string::npos;
  }
  const Json& config = layer.at("config");
  return config.is_object() && !config.contains("trainable") &&
         functions().contains(layer.at("class_name").get<std::string>());
}

bool is_model(const std::string& kind) {
  return kind == "Functional" || kind == "Model" || kind == "Sequential";
}

// Outputs of other layers that a node is called with, by their tensors.
using Resolve = std::function<std::optional<Json>(const Tensor&, const Json&)>;

std::optional<Tensor> history(const Json& json) {
  const auto tensor = [](const Json& list) {
    return Tensor{list.at(0).get<std::string>(), list.at(1).get<int64_t>(),
                  list.at(2).get<int64_t>()};
  };
  if (json.is_object() &&
      json.value("class_name", Json()) == Json("__keras_tensor__")) {
    return tensor(json.at("config").at("keras_history"));
  }
  // Keras 2: [layer, node, tensor, arguments].
  if (json.is_array() && json.size() >= 3 && json[0].is_string() &&
      json[1].is_number_integer() && json[2].is_number_integer()) {
    return tensor(json);
  }
  return std::nullopt;
}

// Tensors anywhere in a list, in their order.
void collect(const Json& json, int depth, std::vector<Tensor>& out) {
  if (depth > kMostDepth) refuse("layers", "lists are nested too deep");
  if (const std::optional<Tensor> tensor = history(json)) {
    out.push_back(*tensor);
  } else if (json.is_structured()) {
    for (const Json& item : json) collect(item, depth + 1, out);
  }
}

// A node's arguments with tensors in place of their histories; nothing where
// one is not there yet.
std::optional<Json> substitute(const Json& json, int depth,
                               const Resolve& resolve) {
  if (depth > kMostDepth) refuse("inbound_nodes", "lists are nested too deep");
  if (const std::optional<Tensor> tensor = history(json)) {
    return resolve(*tensor, json);
  }
  if (!json.is_structured()) return json;
  Json out = json;
  for (Json& item : out) {
    std::optional<Json> made = substitute(item, depth + 1, resolve);
    if (!made) return std::nullopt;
    item = std::move(*made);
  }
  return out;
}

// What a node is called with, in the form of Keras 3.
Json call_of(const Json& node) {
  Json call = {{"args", Json::array()}, {"kwargs", Json::object()}};
  if (!node.is_object()) {
    call["args"].push_back(node);
    return call;
  }
  call["args"] = node.at("args");
  if (node.contains("kwargs") && node["kwargs"].is_object()) {
    call["kwargs"] = node["kwargs"];
  }
  return call;
}

// Tensors of args, then named ones in the order of layers that take several.
Ids inputs_of(const Json& call) {
  Ids out = tensors_in(call.at("args"));
  for (const char* name : {"inputs", "x", "query", "value", "key"}) {
    const auto it = call.at("kwargs").find(name);
    if (it == call.at("kwargs").end()) continue;
    const Ids more = tensors_in(*it);
    out.insert(out.end(), more.begin(), more.end());
  }
  return out;
}

Json call_with(const Ids& inputs) {
  Json args = Json::array();
  for (const ir::ValueId id : inputs) args.push_back(tensor_json(id));
  return {{"args", std::move(args)}, {"kwargs", Json::object()}};
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
      std::string kind = layer.at("class_name").get<std::string>();
      // Registered by another name than that of its class.
      if (kind == "GroupQueryAttention") kind = "GroupedQueryAttention";
      const std::string group = snake_case(kind);
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

  Ids apply(const Json& layer, const Json& call, const Path& path) {
    const std::string kind = layer.at("class_name").get<std::string>();
    const Ids inputs = inputs_of(call);
    if (is_model(kind)) return model(layer, inputs, path);
    const Table& table = is_function(layer) ? functions() : layers();
    const std::string& name = path.back().name;
    const auto make = table.find(kind);
    if (make == table.end()) {
      throw Unreadable{{"layer '" + name + "'",
                        "layers of kind " + kind + " are not converted",
                        "save the model as a SavedModel"}};
    }
    auto weights = weights_.of(path);
    if (!weights.ok()) throw Unreadable{weights.error()};
    const Builder b(module_, 0, name);
    return make->second(Layer{kind, layer.at("config"), call, inputs,
                              std::move(weights).value(), b});
  }

  Ids in_sequence(const Json& layers, const std::vector<Place>& places,
                  Ids values, const Path& path) {
    std::optional<ir::ValueId> mask;
    for (size_t i = 0; i < places.size(); ++i) {
      const Json& layer = layers[i];
      const bool input = layer.at("class_name") == "InputLayer";
      if (values.empty()) {
        values = {make_input(layer.at("config"), places[i].name)};
      }
      if (input) continue;
      Json call = call_with(values);
      if (mask) call["kwargs"]["mask"] = tensor_json(*mask);
      const Builder b(module_, 0, places[i].name);
      mask = mask_after(layer, values.front(), mask, b);
      values = apply(layer, call, within(path, places[i]));
    }
    return values;
  }

  Ids by_graph(const Json& config, const std::vector<Place>& places,
               const Ids& inputs, const Path& path) {
    struct Pending {
      size_t layer;
      int64_t node;
      Json call;
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
        pending.push_back({i, number++, call_of(node)});
      }
    }
    const Resolve resolve = [&](const Tensor& tensor,
                                const Json& json) -> std::optional<Json> {
      const auto& [name, node, index] = tensor;
      const auto it = made.find({name, node});
      if (it == made.end()) return std::nullopt;
      const ir::ValueId id = at(it->second, index, name);
      note_shape(id, json);
      return tensor_json(id);
    };
    // Layers come nearly in order: few rounds do.
    while (!pending.empty()) {
      std::vector<Pending> later;
      for (const Pending& use : pending) {
        const std::optional<Json> call = substitute(use.call, 0, resolve);
        if (!call) {
          later.push_back(use);
          continue;
        }
        made[{places[use.layer].name, use.node}] =
            apply(layers[use.layer], *call, within(path, places[use.layer]));
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

  // Files of Keras 3 state the shape of each tensor beside its history.
  void note_shape(ir::ValueId id, const Json& json) {
    if (!json.is_object() || module_.main().value(id).shape) return;
    const Json shape = json.at("config").value("shape", Json());
    if (!shape.is_array() || shape.size() > kMostDimensions) return;
    std::vector<int64_t> dims;
    for (const Json& extent : shape) {
      dims.push_back(extent.is_number() ? extent.get<int64_t>() : -1);
    }
    module_.main().value(id).shape = dims;
  }

  // In a sequence masks go from layer to layer unsaid.
  static std::optional<ir::ValueId> mask_after(const Json& layer,
                                               ir::ValueId x,
                                               std::optional<ir::ValueId> mask,
                                               const Builder& b) {
    const std::string kind = layer.at("class_name").get<std::string>();
    const Json& config = layer.at("config");
    if (kind == "Masking") {
      const double value = config.value("mask_value", 0.0);
      return b.node("Any", {b.node("NotEqual", {x, b.number(value)}),
                            b.list({-1})});
    }
    if (kind == "Embedding") {
      if (!config.value("mask_zero", false)) return std::nullopt;
      return b.node("NotEqual", {x, b.number(0)});
    }
    const Json inner = config.value("layer", Json());
    const Json& cell = inner.is_object() ? inner.at("config") : config;
    const bool recurrent = cell.contains("return_sequences");
    const bool kept = recurrent ? cell["return_sequences"] == Json(true)
                                : masks_pass(kind);
    return kept ? mask : std::nullopt;
  }

  static bool masks_pass(const std::string& kind) {
    static const std::set<std::string> kinds = {
        "Dense", "Activation", "Dropout", "SpatialDropout1D", "ReLU",
        "LeakyReLU", "ELU", "PReLU", "Softmax", "BatchNormalization",
        "LayerNormalization", "GaussianNoise", "TimeDistributed",
        "UnitNormalization", "ActivityRegularization", "Identity"};
    return kinds.contains(kind);
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
