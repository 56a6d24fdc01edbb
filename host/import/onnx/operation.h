// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// One node of an ONNX graph, on its way to nodes of TensorFlow.
#ifndef MOTE_HOST_IMPORT_ONNX_OPERATION_H_
#define MOTE_HOST_IMPORT_ONNX_OPERATION_H_

#include <functional>

#include "host/import/onnx/messages.pb.h"
#include "host/import/tensorflow/builder.h"

namespace mote::onnx {

using tensorflow::Builder;
using tensorflow::Ids;

// Thrown where a file cannot be converted; caught at the door of this folder.
struct Refused {
  base::Error error;
};

struct Operation {
  const proto::Node& node;
  Ids inputs;  // kNoValue where one is left out
  const Builder& b;

  [[noreturn]] void refuse(const std::string& what) const;
  bool has(size_t i) const {
    return i < inputs.size() && inputs[i] != ir::kNoValue;
  }
  ir::ValueId in(size_t i) const;
  // Of an operand that is a constant of integers.
  std::vector<int64_t> constant_ints(size_t i) const;
  std::optional<double> constant_number(size_t i) const;
  // Its shape must be known: that of a constant.
  std::vector<int64_t> constant_shape(size_t i) const;
  // The operator that makes the operand; empty for inputs and constants.
  std::string maker(size_t i) const;

  const proto::Attribute* attribute(const std::string& name) const;
  int64_t integer(const std::string& name, int64_t absent) const;
  double real(const std::string& name, double absent) const;
  std::string word(const std::string& name, const std::string& absent) const;
  std::vector<int64_t> list(const std::string& name) const;
};

using Make = std::function<Ids(const Operation&)>;
using Table = std::map<std::string, Make>;

void add_elementwise(Table& table);
void add_layers(Table& table);
void add_shapes(Table& table);
void add_reductions(Table& table);
void add_normalizations(Table& table);
void add_recurrent(Table& table);

base::Result<ir::TensorAttribute> tensor_of(const proto::Tensor& tensor,
                                            const std::string& where);
Type type_of(int32_t data_type);

}  // namespace mote::onnx

#endif  // MOTE_HOST_IMPORT_ONNX_OPERATION_H_
