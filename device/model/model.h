// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The .tflite container, read in place: typed views of its tables.
//
// A view may only be used on a file that verify() accepted; nothing is checked
// here. Names are for messages on the host: verify_names() covers them.
#ifndef MOTE_DEVICE_MODEL_MODEL_H_
#define MOTE_DEVICE_MODEL_MODEL_H_

#include "device/core/flat.h"
#include "device/core/tensor.h"

namespace mote::model {

// Codes of BuiltinOperator that the container itself gives a meaning.
inline constexpr int32_t kCustom = 32;

// Text in the file, not terminated within its size.
using Text = Span<const char>;

inline Text text(flat::Vector<char> v) { return v.span(); }

struct OperatorCode {
  flat::Table table;

  // Old files hold the code in one byte only; newer ones hold both.
  int32_t code() const {
    return max<int32_t>(table.scalar<int32_t>(3), table.scalar<int8_t>(0));
  }
  Text custom_name() const { return text(table.vector<char>(1)); }
  int32_t version() const { return table.scalar<int32_t>(2, 1); }
};

struct TensorView {
  flat::Table table;

  Shape shape() const {
    const auto dims = table.vector<int32_t>(0);
    return {dims.data(), static_cast<int32_t>(dims.size())};
  }
  Type type() const { return static_cast<Type>(table.scalar<uint8_t>(1)); }
  uint32_t buffer() const { return table.scalar<uint32_t>(2); }
  Text name() const { return text(table.vector<char>(3)); }
  bool variable() const { return table.scalar<uint8_t>(5) != 0; }
  bool sparse() const { return table.field(6) != nullptr; }
  // With -1 for dimensions that are unknown; empty when all are known.
  flat::Vector<int32_t> shape_signature() const {
    return table.vector<int32_t>(7);
  }
  Quantization quantization() const {
    return quantization_of(table.table(4), shape());
  }
  static Quantization quantization_of(flat::Table table, const Shape& shape);
};

struct OperatorView {
  flat::Table table;

  uint32_t code() const { return table.scalar<uint32_t>(0); }
  flat::Vector<int32_t> inputs() const { return table.vector<int32_t>(1); }
  flat::Vector<int32_t> outputs() const { return table.vector<int32_t>(2); }
  uint8_t options_type() const { return table.scalar<uint8_t>(3); }
  flat::Table options() const { return table.table(4); }
  uint8_t options2_type() const { return table.scalar<uint8_t>(11); }
  flat::Table options2() const { return table.table(12); }
  Span<const uint8_t> custom_options() const {
    return table.vector<uint8_t>(5).span();
  }
};

struct SubGraph {
  flat::Table table;

  flat::Tables tensors() const { return table.tables(0); }
  TensorView tensor(uint32_t i) const { return {tensors()[i]}; }
  flat::Vector<int32_t> inputs() const { return table.vector<int32_t>(1); }
  flat::Vector<int32_t> outputs() const { return table.vector<int32_t>(2); }
  flat::Tables operators() const { return table.tables(3); }
  OperatorView op(uint32_t i) const { return {operators()[i]}; }
  Text name() const { return text(table.vector<char>(4)); }
};

class Model {
 public:
  Model() = default;
  explicit Model(Span<const uint8_t> bytes)
      : Model(bytes, flat::Table(flat::follow(bytes.data))) {}
  // With a null table: of bytes that nobody verified. It has no parts.
  Model(Span<const uint8_t> bytes, flat::Table root)
      : bytes_(bytes), root_(root), buffers_(root_.tables(4)) {}

  Span<const uint8_t> bytes() const { return bytes_; }
  flat::Table root() const { return root_; }
  flat::Tables operator_codes() const { return root_.tables(1); }
  OperatorCode operator_code(uint32_t i) const { return {operator_codes()[i]}; }
  flat::Tables subgraphs() const { return root_.tables(2); }
  SubGraph subgraph(uint32_t i) const { return {subgraphs()[i]}; }
  uint32_t buffers() const { return buffers_.size(); }
  // Its bytes: inline, or after the tables in a large file. Empty: none.
  Span<const uint8_t> buffer(uint32_t i) const;
  // Type, shape, quantization and constant value, all that prepare is told.
  Tensor tensor(const TensorView& view) const;
  // The constant value of a tensor; empty when it is computed.
  Span<const uint8_t> constant(const TensorView& tensor) const {
    return tensor.variable() ? Span<const uint8_t>() : buffer(tensor.buffer());
  }
  // The metadata entry of this name; empty when there is none.
  Span<const uint8_t> metadata(const char* name) const;

 private:
  Span<const uint8_t> bytes_;
  flat::Table root_;
  flat::Tables buffers_;
};

bool equal(Text a, Text b);
bool equal(Text a, const char* b);  // b ends with 0

}  // namespace mote::model

#endif  // MOTE_DEVICE_MODEL_MODEL_H_
