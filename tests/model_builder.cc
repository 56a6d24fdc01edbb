// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "tests/model_builder.h"

#include <algorithm>

namespace mote::tests {
namespace {

// Buffer 0 is the empty one.
FlatTable tensor_table(const TensorDef& from, uint32_t buffer) {
  FlatTable out = {{0, vector(from.shape)},
                   {1, scalar(static_cast<uint8_t>(from.type))},
                   {2, scalar(buffer)},
                   {3, string(from.name)}};
  if (from.scale > 0) {
    out[4] = table({{2, vector(std::vector<float>{from.scale})},
                    {3, vector(std::vector<int64_t>{from.zero_point}, 8)}});
  }
  if (from.variable) out[5] = scalar(uint8_t{1});
  return out;
}

FlatTable code_table(const OpDef& from) {
  FlatTable out = {{0, scalar(static_cast<int8_t>(std::min(from.code, 127)))},
                   {2, scalar(from.version)},
                   {3, scalar(from.code)}};
  if (!from.custom_name.empty()) out[1] = string(from.custom_name);
  return out;
}

FlatTable op_table(const OpDef& from, uint32_t code) {
  FlatTable out = {{0, scalar(code)},
                   {1, vector(from.inputs)},
                   {2, vector(from.outputs)}};
  if (from.options_type != 0) {
    out[3] = scalar(from.options_type);
    out[4] = table(from.options);
  }
  if (!from.custom_options.empty()) out[5] = vector(from.custom_options);
  return out;
}

}  // namespace

base::Bytes build(const ModelDef& model) {
  std::vector<FlatTable> tensors, codes, ops, buffers(1);
  for (const TensorDef& tensor : model.tensors) {
    const bool constant = !tensor.data.empty();
    tensors.push_back(tensor_table(
        tensor, constant ? static_cast<uint32_t>(buffers.size()) : 0));
    if (constant) buffers.push_back({{0, vector(tensor.data, 16)}});
  }
  for (const OpDef& op : model.ops) {
    ops.push_back(op_table(op, static_cast<uint32_t>(codes.size())));
    codes.push_back(code_table(op));
  }
  const FlatTable graph = {{0, tables(tensors)},
                           {1, vector(model.inputs)},
                           {2, vector(model.outputs)},
                           {3, tables(ops)},
                           {4, string("main")}};
  return write_flat({{0, scalar(uint32_t{3})},
                     {1, tables(codes)},
                     {2, tables({graph})},
                     {4, tables(buffers)}}, "TFL3");
}

ModelDef reshape_model(Type type, std::vector<int32_t> from,
                       std::vector<int32_t> to) {
  ModelDef model;
  model.tensors = {{.name = "x", .type = type, .shape = std::move(from)},
                   {.name = "y", .type = type, .shape = std::move(to)}};
  model.ops = {{.code = 22, .inputs = {0}, .outputs = {1}}};
  model.inputs = {0};
  model.outputs = {1};
  return model;
}

ModelDef dense_model(const std::vector<int32_t>& widths) {
  ModelDef model;
  model.tensors = {{.name = "x", .shape = {1, widths[0]}, .scale = 0.5f,
                    .zero_point = -3}};
  int32_t input = 0;
  for (size_t i = 1; i < widths.size(); ++i) {
    const int32_t from = widths[i - 1], to = widths[i];
    TensorDef weights = {.name = "w", .shape = {to, from}, .scale = 0.25f};
    for (int32_t k = 0; k < from * to; ++k) {
      weights.data.push_back(static_cast<uint8_t>(k * 37 + 11));
    }
    TensorDef bias = {.name = "b", .type = Type::kInt32, .shape = {to},
                      .scale = 0.125f};
    bias.data.resize(4 * static_cast<size_t>(to), 1);
    const int32_t next = static_cast<int32_t>(model.tensors.size());
    model.tensors.push_back(weights);
    model.tensors.push_back(bias);
    model.tensors.push_back({.name = "y", .shape = {1, to}, .scale = 8.0f,
                             .zero_point = 5});
    model.ops.push_back({.code = 9, .inputs = {input, next, next + 1},
                         .outputs = {next + 2}, .options_type = 8});
    input = next + 2;
  }
  model.inputs = {0};
  model.outputs = {input};
  return model;
}

ModelDef softmax_model(Type type, int32_t classes) {
  ModelDef model = reshape_model(type, {1, classes}, {1, classes});
  if (type == Type::kInt8) {
    model.tensors[0].scale = 0.125f;
    model.tensors[1].scale = 1.0f / 256;
    model.tensors[1].zero_point = -128;
  }
  model.ops[0].code = 25;
  model.ops[0].options_type = 9;
  model.ops[0].options = {{0, scalar(1.0f)}};
  return model;
}

ModelDef custom_model(const std::string& name) {
  ModelDef model = reshape_model(Type::kInt8, {1, 4}, {1, 4});
  model.ops[0].code = 32;
  model.ops[0].custom_name = name;
  return model;
}

}  // namespace mote::tests
