// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/tensorflow/model_reader.h"

#include <algorithm>
#include <set>

#include "host/base/text.h"
#include "host/import/tensorflow/parse.h"
#include "host/import/tensorflow/variables.h"

namespace mote::tensorflow {
namespace {

using base::Error;
using base::Result;

template <class Message>
Result<Message> parse_file(const std::filesystem::path& path,
                           const std::string& kind) {
  const Result<base::Bytes> bytes = base::read_file(path);
  if (!bytes.ok()) return bytes.error();
  Message message;
  if (!parse(message, bytes.value().data(), bytes.value().size())) {
    return Error{path.string(), "this is no " + kind,
                 "save it again: it is cut short or damaged"};
  }
  return message;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) {
    parts.push_back(part);
  }
  return parts;
}

Result<proto::MetaGraphDef> choose_graph(const proto::SavedModel& model,
                                         const std::string& tags,
                                         const std::string& where) {
  std::set<std::string> wanted;
  for (const std::string& tag : split(tags.empty() ? "serve" : tags, ',')) {
    wanted.insert(tag);
  }
  std::vector<std::string> found;
  for (const proto::MetaGraphDef& graph : model.meta_graphs()) {
    const auto& list = graph.meta_info_def().tags();
    if (std::set<std::string>(list.begin(), list.end()) == wanted ||
        (tags.empty() && model.meta_graphs_size() == 1)) {
      return graph;
    }
    found.push_back(base::listed({list.begin(), list.end()}));
  }
  return Error{where, "it has no graph with these tags",
               found.empty() ? "save the model again: it holds no graph"
                             : "choose --tags from " + base::listed(found)};
}

Result<std::string> choose_signature(const proto::MetaGraphDef& graph,
                                     const std::string& wanted,
                                     const std::string& where) {
  constexpr char kDefault[] = "serving_default";
  std::vector<std::string> usable;
  for (const auto& [key, signature] : graph.signature_def()) {
    if (signature.outputs_size() > 0 && !key.starts_with("__")) {
      usable.push_back(key);
    }
  }
  std::ranges::sort(usable);
  const auto has = [&](const std::string& key) {
    return std::ranges::find(usable, key) != usable.end();
  };
  if (!wanted.empty() && has(wanted)) return wanted;
  if (wanted.empty() && has(kDefault)) return std::string(kDefault);
  if (wanted.empty() && usable.size() == 1) return usable.front();
  if (usable.empty()) {
    return Error{where, "it has no signature",
                 "save it with signatures, as model.export or "
                 "tf.saved_model.save(..., signatures=...) do"};
  }
  return Error{where, wanted.empty() ? "it has several signatures"
                                     : "it has no signature '" + wanted + "'",
               "choose --signature from " + base::listed(usable)};
}

// Names and references in the order of the names.
std::vector<std::pair<std::string, std::string>> sorted(
    const google::protobuf::Map<std::string, proto::TensorInfo>& map) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [key, info] : map) out.emplace_back(key, info.name());
  std::ranges::sort(out);
  return out;
}

std::vector<std::string> references(
    const std::vector<std::pair<std::string, std::string>>& named) {
  std::vector<std::string> out;
  for (const auto& [key, reference] : named) out.push_back(reference);
  return out;
}

std::string node_of(const std::string& reference) {
  const std::string name =
      reference.substr(reference.starts_with('^') ? 1 : 0);
  return name.substr(0, name.find(':'));
}

// Fills what the selection leaves open.
Selection complete(const proto::GraphDef& graph, Selection selection) {
  std::set<std::string> read;
  for (const proto::NodeDef& node : graph.node()) {
    for (const std::string& input : node.input()) read.insert(node_of(input));
  }
  const bool inputs = selection.inputs.empty();
  const bool outputs = selection.outputs.empty();
  for (const proto::NodeDef& node : graph.node()) {
    if (inputs && node.op() == "Placeholder" && read.contains(node.name())) {
      selection.inputs.push_back(node.name());
    }
    if (outputs && node.op() != "NoOp" && node.op() != "Placeholder" &&
        node.op() != "Const" && !read.contains(node.name())) {
      selection.outputs.push_back(node.name());
    }
  }
  return selection;
}

Result<ir::Module> read_plain(const proto::GraphDef& graph,
                              const Variables& variables,
                              const Selection& selection,
                              const std::string& where) {
  const Selection chosen = complete(graph, selection);
  if (chosen.outputs.empty()) {
    return Error{where, "no node of the graph can be its output",
                 "name one with --outputs"};
  }
  GraphReader reader(graph, where);
  reader.set_variables(variables);
  return reader.read(chosen.inputs, chosen.outputs);
}

Result<ir::Module> read_signature(const proto::MetaGraphDef& graph,
                                  const Variables& variables,
                                  const std::string& key,
                                  const std::string& where) {
  const proto::SignatureDef& chosen = graph.signature_def().at(key);
  const auto inputs = sorted(chosen.inputs());
  const auto outputs = sorted(chosen.outputs());
  GraphReader reader(graph.graph_def(), where);
  reader.set_variables(variables);
  Result<ir::Module> module = reader.read(references(inputs),
                                          references(outputs));
  if (!module.ok()) return module;
  ir::Signature signature{key, 0, {}, {}};
  for (size_t i = 0; i < inputs.size(); ++i) {
    signature.inputs.emplace_back(inputs[i].first, module->main().inputs[i]);
  }
  for (size_t i = 0; i < outputs.size(); ++i) {
    signature.outputs.emplace_back(outputs[i].first, module->main().outputs[i]);
  }
  module->signatures.push_back(std::move(signature));
  return module;
}

}  // namespace

Result<ir::Module> read_saved_model(const std::filesystem::path& folder,
                                    const Selection& selection) {
  const std::filesystem::path path = folder / "saved_model.pb";
  const auto model = parse_file<proto::SavedModel>(path, "SavedModel");
  if (!model.ok()) return model.error();
  const std::string where = path.string();
  const auto graph = choose_graph(model.value(), selection.tags, where);
  if (!graph.ok()) return graph.error();
  const auto variables = read_variables(
      graph.value(), folder / "variables" / "variables", where);
  if (!variables.ok()) return variables.error();
  if (!selection.outputs.empty()) {
    return read_plain(graph.value().graph_def(), variables.value(), selection,
                      where);
  }
  const auto key = choose_signature(graph.value(), selection.signature, where);
  if (!key.ok()) return key.error();
  return read_signature(graph.value(), variables.value(), key.value(), where);
}

Result<ir::Module> read_frozen_graph(const std::filesystem::path& path,
                                     const Selection& selection) {
  const auto graph = parse_file<proto::GraphDef>(path, "GraphDef");
  if (!graph.ok()) return graph.error();
  if (graph.value().node_size() == 0) {
    return Error{path.string(), "this is no GraphDef: it has no nodes",
                 "name a frozen graph, or the folder of a SavedModel"};
  }
  return read_plain(graph.value(), {}, selection, path.string());
}

Result<ir::Module> read_meta_graph(const std::filesystem::path& prefix,
                                   const Selection& selection) {
  std::filesystem::path path = prefix;
  path += ".meta";
  const auto graph = parse_file<proto::MetaGraphDef>(path, "MetaGraphDef");
  if (!graph.ok()) return graph.error();
  const auto variables = read_variables(graph.value(), prefix, path.string());
  if (!variables.ok()) return variables.error();
  return read_plain(graph.value().graph_def(), variables.value(), selection,
                    path.string());
}

}  // namespace mote::tensorflow
