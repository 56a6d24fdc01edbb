// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/model_file.h"

#include "device/model/verify.h"
#include "host/base/text.h"
#include "host/run/builtin_names.h"
#include "host/run/explain.h"

namespace mote::run {
namespace {

std::vector<io::TensorSpec> specs(const model::SubGraph& graph,
                                  flat::Vector<int32_t> tensors) {
  std::vector<io::TensorSpec> out;
  for (uint32_t i = 0; i < tensors.size(); ++i) {
    out.push_back(tensor_spec(graph.tensor(static_cast<uint32_t>(tensors[i]))));
  }
  return out;
}

}  // namespace

base::Result<ModelFile::Pointer> ModelFile::open(
    const std::filesystem::path& path) {
  base::Result<base::Bytes> bytes = base::read_file(path);
  if (!bytes.ok()) return bytes.error();
  return parse(std::move(bytes).value(), path.string());
}

base::Result<ModelFile::Pointer> ModelFile::parse(base::Bytes bytes,
                                                  std::string where) {
  std::shared_ptr<ModelFile> file(
      new ModelFile(std::move(bytes), std::move(where)));
  // A tensor takes 4 bytes of the file and a bit of the scratch.
  base::Bytes scratch(file->bytes_.size() / 32 + 1);
  Fault fault = model::verify(file->device_bytes(),
                              {scratch.data(), scratch.size()});
  if (fault.status == Status::kOk) {
    fault.status = model::verify_names(file->device_bytes());
  }
  if (fault.status != Status::kOk) {
    return explain(fault, file->where_, nullptr);
  }
  file->view_ = model::Model(file->device_bytes());
  return Pointer(std::move(file));
}

std::vector<io::TensorSpec> ModelFile::inputs() const {
  const model::SubGraph graph = view_.subgraph(0);
  return specs(graph, graph.inputs());
}

std::vector<io::TensorSpec> ModelFile::outputs() const {
  const model::SubGraph graph = view_.subgraph(0);
  return specs(graph, graph.outputs());
}

std::string_view string_view(model::Text text) {
  return {text.data, text.size};
}

std::string op_name(const model::OperatorCode& code) {
  if (code.code() == model::kCustom) {
    return std::string(string_view(code.custom_name()));
  }
  const std::string_view name = builtin_name(code.code());
  return name.empty() ? base::text("operator code ", code.code())
                      : std::string(name);
}

io::TensorSpec tensor_spec(const model::TensorView& tensor) {
  io::TensorSpec spec;
  spec.name = string_view(tensor.name());
  spec.type = tensor.type();
  const Shape shape = tensor.shape();
  for (int i = 0; i < shape.rank; ++i) spec.shape.push_back(shape[i]);
  const Quantization quantization = tensor.quantization();
  if (quantization.count == 1) {
    spec.scale = quantization.scale();
    spec.zero_point = quantization.zero_point();
  }
  return spec;
}

}  // namespace mote::run
