// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/export/tensorflow/export.h"

#include "host/base/text.h"
#include "host/export/tensorflow/graph_writer.h"

namespace mote::tensorflow {
namespace {

base::Bytes bytes_of(const google::protobuf::MessageLite& message) {
  base::Bytes out(message.ByteSizeLong());
  message.SerializeWithCachedSizesToArray(out.data());
  return out;
}

// The key under which the signature has input or output i, or the absent one.
std::string key_of(
    const std::vector<std::pair<std::string, ir::ValueId>>& named, size_t i,
    const std::string& absent) {
  return i < named.size() ? named[i].first : absent;
}

std::vector<Endpoint> endpoints(
    const ir::Graph& graph, const std::vector<ir::ValueId>& ids,
    const std::vector<Reference>& references,
    const std::vector<std::pair<std::string, ir::ValueId>>& named,
    bool outputs) {
  std::vector<Endpoint> out;
  for (size_t i = 0; i < ids.size(); ++i) {
    const Reference& node = references[i];
    out.push_back(
        {key_of(named, i, outputs ? base::text("output_", i) : node.text),
         node.text + ":0", node.dtype, graph.value(ids[i]).shape});
  }
  return out;
}

void add(const std::vector<Endpoint>& list,
         google::protobuf::Map<std::string, proto::TensorInfo>& into) {
  for (const Endpoint& each : list) {
    proto::TensorInfo& info = into[each.key];
    info.set_name(each.tensor);
    info.set_dtype(each.dtype);
    proto::Shape& shape = *info.mutable_tensor_shape();
    if (!each.shape) shape.set_unknown_rank(true);
    if (!each.shape) continue;
    for (const int64_t extent : *each.shape) shape.add_dim()->set_size(extent);
  }
}

proto::SavedModel saved_model(const proto::GraphDef& graph,
                              const Exported& exported) {
  proto::SavedModel model;
  model.set_saved_model_schema_version(1);
  proto::MetaGraphDef& meta = *model.add_meta_graphs();
  meta.mutable_meta_info_def()->add_tags("serve");
  meta.mutable_meta_info_def()->set_tensorflow_version("2");
  *meta.mutable_graph_def() = graph;
  proto::SignatureDef& signature =
      (*meta.mutable_signature_def())["serving_default"];
  signature.set_method_name("tensorflow/serving/predict");
  add(exported.inputs, *signature.mutable_inputs());
  add(exported.outputs, *signature.mutable_outputs());
  return model;
}

}  // namespace

base::Result<Exported> export_graph(const ir::Module& module,
                                    const std::string& where) {
  ir::Module lean = module;
  ir::erase_dead(lean.main());
  GraphWriter writer(lean, where);
  const auto graph = writer.write();
  if (!graph.ok()) return graph.error();
  const ir::Graph& main = lean.main();
  const ir::Signature signature =
      lean.signatures.empty() ? ir::Signature() : lean.signatures.front();
  Exported out;
  out.inputs =
      endpoints(main, main.inputs, writer.inputs(), signature.inputs, false);
  out.outputs =
      endpoints(main, main.outputs, writer.outputs(), signature.outputs, true);
  out.nodes = static_cast<size_t>(graph.value().node_size());
  out.graph_def = bytes_of(graph.value());
  out.saved_model = bytes_of(saved_model(graph.value(), out));
  return out;
}

}  // namespace mote::tensorflow
