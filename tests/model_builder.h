// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Builds small models for tests.
#ifndef MOTE_TESTS_MODEL_BUILDER_H_
#define MOTE_TESTS_MODEL_BUILDER_H_

#include "device/core/type.h"
#include "tests/flat_writer.h"

namespace mote::tests {

struct TensorDef {
  std::string name;
  Type type = Type::kInt8;
  std::vector<int32_t> shape;
  float scale = 0;          // 0: not quantized
  int64_t zero_point = 0;
  base::Bytes data;         // not empty: a constant
  bool variable = false;
};

struct OpDef {
  int32_t code = 0;
  std::vector<int32_t> inputs;
  std::vector<int32_t> outputs;
  uint8_t options_type = 0;
  FlatTable options;
  std::string custom_name;
  int32_t version = 1;
  base::Bytes custom_options;
};

struct ModelDef {
  std::vector<TensorDef> tensors;
  std::vector<OpDef> ops;
  std::vector<int32_t> inputs;
  std::vector<int32_t> outputs;
};

base::Bytes build(const ModelDef& model);

// Models of one operator, with input 'x' and output 'y'.
ModelDef reshape_model(Type type, std::vector<int32_t> from,
                       std::vector<int32_t> to);
// Dense layers of int8 of these widths, one after the other; weights and biases
// are made up.
ModelDef dense_model(const std::vector<int32_t>& widths);
ModelDef softmax_model(Type type, int32_t classes);
ModelDef custom_model(const std::string& name);

}  // namespace mote::tests

#endif  // MOTE_TESTS_MODEL_BUILDER_H_
