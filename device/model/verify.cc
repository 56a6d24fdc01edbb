// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/model/verify.h"

#include <limits.h>

namespace mote::model {
namespace {

// The tables that are read, and of each the fields that are read. Names are
// kText; everything else in a file is never looked at.
enum Kind : uint8_t { kScalar, kVector, kText, kOpaque, kTable, kTables };

struct Field {
  uint8_t slot;
  Kind kind;
  uint8_t arg;  // bytes of the scalar or element; the schema of the table(s)
};

enum SchemaId : uint8_t {
  kModel, kOperatorCode, kSubGraph, kTensor, kQuantization, kOperator, kBuffer,
  kMetadata, kSignature, kTensorMap,
};

constexpr Field kFields[] = {
    // kModel
    {0, kScalar, 4}, {1, kTables, kOperatorCode}, {2, kTables, kSubGraph},
    {4, kTables, kBuffer}, {6, kTables, kMetadata}, {7, kTables, kSignature},
    // kOperatorCode
    {0, kScalar, 1}, {1, kVector, 1}, {2, kScalar, 4}, {3, kScalar, 4},
    // kSubGraph
    {0, kTables, kTensor}, {1, kVector, 4}, {2, kVector, 4},
    {3, kTables, kOperator}, {4, kText, 1},
    // kTensor
    {0, kVector, 4}, {1, kScalar, 1}, {2, kScalar, 4}, {3, kText, 1},
    {4, kTable, kQuantization}, {5, kScalar, 1}, {7, kVector, 4},
    // kQuantization
    {2, kVector, 4}, {3, kVector, 8}, {4, kScalar, 1}, {6, kScalar, 4},
    // kOperator
    {0, kScalar, 4}, {1, kVector, 4}, {2, kVector, 4}, {3, kScalar, 1},
    {4, kOpaque, 0}, {5, kVector, 1}, {11, kScalar, 1}, {12, kOpaque, 0},
    // kBuffer
    {0, kVector, 1}, {1, kScalar, 8}, {2, kScalar, 8},
    // kMetadata
    {0, kVector, 1}, {1, kScalar, 4},
    // kSignature
    {0, kTables, kTensorMap}, {1, kTables, kTensorMap}, {2, kText, 1},
    {4, kScalar, 4},
    // kTensorMap
    {0, kText, 1}, {1, kScalar, 4},
};
// Where the fields of each schema begin; the last entry ends the last.
constexpr uint8_t kFirst[] = {0, 6, 10, 15, 22, 26, 34, 37, 39, 43, 45};
static_assert(kFirst[10] == sizeof(kFields) / sizeof(Field), "rows counted");

bool zero_point_fits(Type type, int64_t zero_point) {
  switch (type) {
    case Type::kInt8: return zero_point >= -128 && zero_point <= 127;
    case Type::kUInt8: return zero_point >= 0 && zero_point <= 255;
    case Type::kInt4: return zero_point >= -8 && zero_point <= 7;
    default: return zero_point >= -32768 && zero_point <= 65535;
  }
}

class Verifier {
 public:
  Verifier(Span<const uint8_t> bytes, Span<uint8_t> scratch, VerifyNames names)
      : bytes_(bytes), scratch_(scratch), names_(names == VerifyNames::kYes) {
    // Every table and vector that is not shared pays for its own visit.
    budget_ = 8 * static_cast<uint64_t>(bytes.size);
  }

  Fault run() {
    fault_.status = check();
    return fault_;
  }

 private:
  Status check();
  Status check_table(uint32_t at, SchemaId schema);
  Status check_field(uint32_t at, const Field& field);
  Status table_bounds(uint32_t at);
  Status check_vector(uint32_t at, uint32_t width);
  Status follow(uint32_t at, uint32_t& target) const;
  Status check_buffer(flat::Table buffer) const;
  Status check_graph(const SubGraph& graph);
  Status check_tensor(const TensorView& tensor) const;
  Status check_operator(const SubGraph& graph, const OperatorView& op);
  Status check_apart(int32_t variable, flat::Vector<int32_t> inputs);
  Status check_signature(flat::Table signature) const;

  // Whether a value is there when the operators run up to here.
  bool defined(const SubGraph& graph, int32_t tensor) const {
    if ((scratch_[static_cast<uint32_t>(tensor) / 8] >> tensor % 8 & 1) != 0) {
      return true;
    }
    const TensorView view = graph.tensor(static_cast<uint32_t>(tensor));
    // A constant without elements has no bytes either.
    return view.variable() || view.shape().elements() == 0 ||
           !model_.constant(view).empty();
  }
  Status define(const SubGraph& graph, int32_t tensor);

  bool spend(uint64_t work) {
    if (work > budget_) return false;
    budget_ -= work;
    return true;
  }
  template <class T>
  T load(uint32_t at) const {
    return load_unaligned<T>(bytes_.data + at);
  }
  // Whether size bytes from at lie in the file.
  bool inside(uint64_t at, uint64_t size) const {
    return at <= bytes_.size && size <= bytes_.size - at;
  }

  Span<const uint8_t> bytes_;
  Span<uint8_t> scratch_;
  bool names_;
  uint64_t budget_;
  Model model_;
  Fault fault_;
};

Status Verifier::follow(uint32_t at, uint32_t& target) const {
  const uint64_t to = static_cast<uint64_t>(at) + load<uint32_t>(at);
  if (to % 4 != 0 || !inside(to, 4)) return Status::kMalformed;
  target = static_cast<uint32_t>(to);
  return Status::kOk;
}

Status Verifier::table_bounds(uint32_t at) {
  const int64_t vtable = static_cast<int64_t>(at) - load<int32_t>(at);
  if (vtable < 0 || vtable % 2 != 0 ||
      !inside(static_cast<uint64_t>(vtable), 4)) {
    return Status::kMalformed;
  }
  const uint32_t v = static_cast<uint32_t>(vtable);
  const uint16_t vtable_size = load<uint16_t>(v);
  if (vtable_size < 4 || vtable_size % 2 != 0 || !inside(v, vtable_size) ||
      load<uint16_t>(v + 2) < 4 || !inside(at, load<uint16_t>(v + 2))) {
    return Status::kMalformed;
  }
  return spend(8) ? Status::kOk : Status::kMalformed;
}

Status Verifier::check_vector(uint32_t at, uint32_t width) {
  const uint64_t bytes = static_cast<uint64_t>(load<uint32_t>(at)) * width;
  return inside(at + 4ull, bytes) ? Status::kOk : Status::kMalformed;
}

Status Verifier::check_field(uint32_t at, const Field& field) {
  uint32_t target = 0;
  Status status = follow(at, target);
  if (status != Status::kOk) return status;
  const SchemaId schema = static_cast<SchemaId>(field.arg);
  switch (field.kind) {
    case kScalar: break;
    case kVector: case kText: return check_vector(target, field.arg);
    case kOpaque: return table_bounds(target);
    case kTable: return check_table(target, schema);
    case kTables: {
      status = check_vector(target, 4);
      const uint32_t count = load<uint32_t>(target);
      for (uint32_t i = 0; i < count && status == Status::kOk; ++i) {
        uint32_t element = 0;
        status = follow(target + 4 + 4 * i, element);
        if (status == Status::kOk) status = check_table(element, schema);
      }
      return status;
    }
  }
  return Status::kOk;
}

Status Verifier::check_table(uint32_t at, SchemaId schema) {
  Status status = table_bounds(at);
  if (status != Status::kOk) return status;
  const uint32_t vtable = at - static_cast<uint32_t>(load<int32_t>(at));
  const uint16_t vtable_size = load<uint16_t>(vtable);
  const uint16_t table_size = load<uint16_t>(vtable + 2);
  for (int i = kFirst[schema]; i < kFirst[schema + 1]; ++i) {
    const Field& field = kFields[i];
    const uint32_t entry = 4 + 2u * field.slot;
    if (entry >= vtable_size) break;
    const uint32_t distance = load<uint16_t>(vtable + entry);
    const bool host_only = field.kind == kText ||
                           (field.kind == kTables && field.arg == kSignature);
    if (distance == 0 || (host_only && !names_)) continue;
    const bool scalar = field.kind == kScalar;
    const uint32_t width = scalar ? field.arg : 4;
    if (distance < 4 || distance + width > table_size) {
      return Status::kMalformed;
    }
    if (scalar) continue;
    status = check_field(at + distance, field);
    if (status != Status::kOk) return status;
  }
  return Status::kOk;
}

Status Verifier::check_buffer(flat::Table buffer) const {
  if (buffer.vector<uint8_t>(0).size() != 0) return Status::kOk;
  const uint64_t offset = buffer.scalar<uint64_t>(1);
  const uint64_t size = buffer.scalar<uint64_t>(2);
  return offset <= 1 || inside(offset, size) ? Status::kOk
                                             : Status::kMalformed;
}

Status Verifier::check_tensor(const TensorView& tensor) const {
  const Type type = tensor.type();
  if (static_cast<int>(type) >= kTypes) return Status::kBadType;
  if (tensor.buffer() >= max(model_.buffers(), 1u)) return Status::kBadIndex;
  const Shape shape = tensor.shape();
  if (shape.rank > kMaxRank) return Status::kBadShape;
  // A dimension of 0 counts as 1: products of some dimensions must fit too.
  uint64_t elements = 1;
  for (int i = 0; i < shape.rank; ++i) {
    if (shape[i] < 0) return Status::kBadShape;
    elements *= static_cast<uint32_t>(max(shape[i], 1));
    if (elements > INT32_MAX) return Status::kBadShape;
  }
  if (elements * bits(type) / 8 > INT32_MAX) return Status::kBadShape;
  const Span<const uint8_t> constant = model_.constant(tensor);
  if (!constant.empty() && type != Type::kString &&
      constant.size < byte_size(type, shape)) {
    return Status::kBadBuffer;
  }
  const flat::Table q = tensor.table.table(4);
  const uint32_t scales = q.vector<float>(2).size();
  if (scales == 0 || q.scalar<uint8_t>(4) != 0) return Status::kOk;
  const auto zero_points = q.vector<int64_t>(3);
  if (zero_points.size() != scales) return Status::kBadQuantization;
  if (scales != 1) return Status::kOk;
  return zero_point_fits(type, zero_points[0]) ? Status::kOk
                                                : Status::kBadQuantization;
}

Status Verifier::define(const SubGraph& graph, int32_t tensor) {
  const TensorView view = graph.tensor(static_cast<uint32_t>(tensor));
  uint8_t& byte = scratch_[static_cast<uint32_t>(tensor) / 8];
  const uint8_t bit = static_cast<uint8_t>(1u << tensor % 8);
  fault_.tensor = tensor;
  if ((byte & bit) != 0 || !model_.constant(view).empty()) {
    return Status::kBadOrder;
  }
  byte = static_cast<uint8_t>(byte | bit);
  return Status::kOk;
}

Status Verifier::check_operator(const SubGraph& graph, const OperatorView& op) {
  const int32_t tensors = static_cast<int32_t>(graph.tensors().size());
  if (op.code() >= model_.operator_codes().size()) return Status::kBadIndex;
  const auto inputs = op.inputs();
  const auto outputs = op.outputs();
  if (!spend(4ull * inputs.size() + 4ull * outputs.size())) {
    return Status::kMalformed;
  }
  for (uint32_t i = 0; i < inputs.size(); ++i) {
    fault_.tensor = inputs[i];
    if (inputs[i] < -1 || inputs[i] >= tensors) return Status::kBadIndex;
    if (inputs[i] >= 0 && !defined(graph, inputs[i])) return Status::kBadOrder;
  }
  for (uint32_t i = 0; i < outputs.size(); ++i) {
    fault_.tensor = outputs[i];
    if (outputs[i] < 0 || outputs[i] >= tensors) return Status::kBadIndex;
    if (graph.tensor(static_cast<uint32_t>(outputs[i])).variable()) {
      const Status status = check_apart(outputs[i], inputs);
      if (status != Status::kOk) return status;
    }
    const Status status = define(graph, outputs[i]);
    if (status != Status::kOk) return status;
  }
  fault_.tensor = -1;
  return Status::kOk;
}

// An operator may not read the variable that it writes: its input and output
// would be one memory.
Status Verifier::check_apart(int32_t variable, flat::Vector<int32_t> inputs) {
  if (!spend(inputs.size())) return Status::kMalformed;
  for (uint32_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i] == variable) return Status::kBadOrder;
  }
  return Status::kOk;
}

Status Verifier::check_graph(const SubGraph& graph) {
  const uint32_t tensors = graph.tensors().size();
  const uint32_t bytes = (tensors + 7) / 8;
  if (bytes > scratch_.size) {
    fault_.bytes = bytes - scratch_.size;
    return Status::kArenaTooSmall;
  }
  fill_bytes(scratch_.data, 0, bytes);
  for (uint32_t i = 0; i < tensors; ++i) {
    fault_.tensor = static_cast<int32_t>(i);
    const Status status = check_tensor(graph.tensor(i));
    if (status != Status::kOk) return status;
  }
  const auto inputs = graph.inputs();
  const auto outputs = graph.outputs();
  if (!spend(4ull * inputs.size() + 4ull * outputs.size())) {
    return Status::kMalformed;
  }
  for (uint32_t i = 0; i < inputs.size(); ++i) {
    fault_.tensor = inputs[i];
    if (static_cast<uint32_t>(inputs[i]) >= tensors) return Status::kBadIndex;
    if (graph.tensor(static_cast<uint32_t>(inputs[i])).variable()) {
      return Status::kBadOrder;
    }
    const Status status = define(graph, inputs[i]);
    if (status != Status::kOk) return status;
  }
  fault_.tensor = -1;
  for (uint32_t i = 0; i < graph.operators().size(); ++i) {
    fault_.op = static_cast<int32_t>(i);
    const Status status = check_operator(graph, graph.op(i));
    if (status != Status::kOk) return status;
  }
  fault_.op = -1;
  for (uint32_t i = 0; i < outputs.size(); ++i) {
    fault_.tensor = outputs[i];
    if (static_cast<uint32_t>(outputs[i]) >= tensors) return Status::kBadIndex;
    if (!defined(graph, outputs[i])) return Status::kBadOrder;
  }
  fault_.tensor = -1;
  return Status::kOk;
}

Status Verifier::check_signature(flat::Table signature) const {
  const uint32_t subgraph = signature.scalar<uint32_t>(4);
  if (subgraph >= model_.subgraphs().size()) return Status::kBadIndex;
  const uint32_t tensors = model_.subgraph(subgraph).tensors().size();
  for (int slot = 0; slot < 2; ++slot) {
    const flat::Tables maps = signature.tables(slot);
    for (uint32_t i = 0; i < maps.size(); ++i) {
      if (maps[i].scalar<uint32_t>(1) >= tensors) return Status::kBadIndex;
    }
  }
  return Status::kOk;
}

Status Verifier::check() {
  if (reinterpret_cast<uintptr_t>(bytes_.data) % 4 != 0) {
    return Status::kArenaMisaligned;
  }
  if (bytes_.size < 12 || bytes_.size > INT32_MAX ||
      load<uint32_t>(4) != 0x334c4654u) {  // "TFL3"
    return Status::kNotAModel;
  }
  uint32_t root = 0;
  Status status = follow(0, root);
  if (status == Status::kOk) status = check_table(root, kModel);
  if (status != Status::kOk) return status;
  model_ = Model(bytes_);
  if (model_.root().scalar<uint32_t>(0) != 3) return Status::kSchemaVersion;
  for (uint32_t i = 0; i < model_.buffers(); ++i) {
    status = check_buffer(model_.root().tables(4)[i]);
    if (status != Status::kOk) return status;
  }
  if (model_.subgraphs().size() == 0) return Status::kBadIndex;
  for (uint32_t i = 0; i < model_.subgraphs().size(); ++i) {
    fault_.subgraph = static_cast<int32_t>(i);
    status = check_graph(model_.subgraph(i));
    if (status != Status::kOk) return status;
  }
  fault_.subgraph = -1;
  const flat::Tables metadata = model_.root().tables(6);
  for (uint32_t i = 0; i < metadata.size(); ++i) {
    if (metadata[i].scalar<uint32_t>(1) >= model_.buffers()) {
      return Status::kBadIndex;
    }
  }
  if (!names_) return Status::kOk;
  const flat::Tables signatures = model_.root().tables(7);
  for (uint32_t i = 0; i < signatures.size(); ++i) {
    status = check_signature(signatures[i]);
    if (status != Status::kOk) return status;
  }
  return Status::kOk;
}

}  // namespace

Fault verify(Span<const uint8_t> bytes, Span<uint8_t> scratch,
             VerifyNames names) {
  return Verifier(bytes, scratch, names).run();
}

}  // namespace mote::model
