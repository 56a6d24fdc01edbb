// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/model/verify.h"

#include "device/model/walker.h"

namespace mote::model {
namespace {

enum SchemaId : uint8_t {
  kModel, kOperatorCode, kSubGraph, kTensor, kQuantization, kOperator, kBuffer,
  kMetadata, kBounds,
};
constexpr Field kFields[] = {
    // kModel
    {0, Field::kScalar, 4}, {1, Field::kTables, kOperatorCode},
    {2, Field::kTables, kSubGraph}, {4, Field::kTables, kBuffer},
    {6, Field::kTables, kMetadata},
    // kOperatorCode
    {0, Field::kScalar, 1}, {1, Field::kVector, 1}, {2, Field::kScalar, 4},
    {3, Field::kScalar, 4},
    // kSubGraph
    {0, Field::kTables, kTensor}, {1, Field::kVector, 4},
    {2, Field::kVector, 4}, {3, Field::kTables, kOperator},
    // kTensor
    {0, Field::kVector, 4}, {1, Field::kScalar, 1}, {2, Field::kScalar, 4},
    {4, Field::kTable, kQuantization}, {5, Field::kScalar, 1},
    {7, Field::kVector, 4},
    // kQuantization
    {2, Field::kVector, 4}, {3, Field::kVector, 8}, {4, Field::kScalar, 1},
    {6, Field::kScalar, 4},
    // kOperator
    {0, Field::kScalar, 4}, {1, Field::kVector, 4}, {2, Field::kVector, 4},
    {3, Field::kScalar, 1}, {4, Field::kOpaque, kBounds},
    {5, Field::kVector, 1}, {11, Field::kScalar, 1},
    {12, Field::kOpaque, kBounds},
    // kBuffer
    {0, Field::kVector, 1}, {1, Field::kScalar, 8}, {2, Field::kScalar, 8},
    // kMetadata
    {0, Field::kVector, 1}, {1, Field::kScalar, 4},
};
// Where the fields of each schema begin; the last has none.
constexpr uint8_t kFirst[] = {0, 5, 9, 13, 19, 23, 31, 34, 36, 36};
static_assert(kFirst[9] == sizeof(kFields) / sizeof(Field), "rows counted");
constexpr Schemas kSchemas = {kFields, kFirst};

class Verifier {
 public:
  Verifier(Span<const uint8_t> bytes, Span<uint8_t> scratch)
      : bytes_(bytes), scratch_(scratch), walker_(bytes, kSchemas) {}

  Fault run() {
    fault_.status = check();
    return fault_;
  }

 private:
  Status check();
  Status check_buffer(flat::Table buffer) const;
  Status check_graph();
  Status check_tensor(const TensorView& tensor) const;
  Status check_operator(const OperatorView& op);
  bool writes_what_it_reads(int32_t output, flat::Vector<int32_t> inputs);

  // Whether a value is there when the operators run up to here.
  bool defined(int32_t tensor) const;
  Status define(int32_t tensor);

  Span<const uint8_t> bytes_;
  Span<uint8_t> scratch_;
  Walker walker_;
  Model model_;
  SubGraph graph_;
  uint32_t tensors_ = 0;  // of graph_
  Fault fault_;
};

Status Verifier::check_buffer(flat::Table buffer) const {
  const flat::Fields fields(buffer);
  if (fields.vector<uint8_t>(0).size() != 0) return Status::kOk;
  const uint64_t offset = fields.scalar<uint64_t>(1);
  const uint64_t size = fields.scalar<uint64_t>(2);
  const bool inside = offset <= bytes_.size && size <= bytes_.size - offset;
  return offset <= 1 || inside ? Status::kOk : Status::kMalformed;
}

Status Verifier::check_tensor(const TensorView& view) const {
  const flat::Fields tensor(view.table);
  const Type type = static_cast<Type>(tensor.scalar<uint8_t>(1));
  if (static_cast<int>(type) >= kTypes) return Status::kBadType;
  const uint32_t buffer = tensor.scalar<uint32_t>(2);
  if (buffer >= max(model_.buffers(), 1u)) return Status::kBadIndex;
  const auto dims = tensor.vector<int32_t>(0);
  const Shape shape = {dims.data(), static_cast<int32_t>(dims.size())};
  if (!shape_fits(shape, type)) return Status::kBadShape;
  const Span<const uint8_t> constant = model_.buffer(buffer);
  if (!constant.empty() && type != Type::kString &&
      tensor.scalar<uint8_t>(5) == 0 &&
      constant.size < byte_size(type, shape)) {
    return Status::kBadBuffer;
  }
  const flat::Fields q(tensor.table(4));
  const uint32_t scales = q.vector<float>(2).size();
  if (scales == 0 || q.scalar<uint8_t>(4) != 0) return Status::kOk;
  const auto zero_points = q.vector<int64_t>(3);
  const bool sound = zero_points.size() == scales &&
                     (scales != 1 || zero_point_fits(type, zero_points[0]));
  return sound ? Status::kOk : Status::kBadQuantization;
}

bool Verifier::defined(int32_t tensor) const {
  if ((scratch_[static_cast<uint32_t>(tensor) / 8] >> tensor % 8 & 1) != 0) {
    return true;
  }
  const TensorView view = graph_.tensor(static_cast<uint32_t>(tensor));
  // A constant without elements has no bytes either.
  return view.variable() || !model_.constant(view).empty() ||
         view.shape().elements() == 0;
}

Status Verifier::define(int32_t tensor) {
  fault_.tensor = tensor;
  if (static_cast<uint32_t>(tensor) >= tensors_) return Status::kBadIndex;
  uint8_t& byte = scratch_[static_cast<uint32_t>(tensor) / 8];
  const uint8_t bit = static_cast<uint8_t>(1u << tensor % 8);
  const TensorView view = graph_.tensor(static_cast<uint32_t>(tensor));
  if ((byte & bit) != 0 || !model_.constant(view).empty()) {
    return Status::kBadOrder;
  }
  byte = static_cast<uint8_t>(byte | bit);
  return Status::kOk;
}

// An operator may not read the variable that it writes: its input and output
// would be one memory.
bool Verifier::writes_what_it_reads(int32_t output,
                                    flat::Vector<int32_t> inputs) {
  if (!graph_.tensor(static_cast<uint32_t>(output)).variable()) return false;
  if (!walker_.spend(inputs.size() / 2)) return true;
  for (uint32_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i] == output) return true;
  }
  return false;
}

Status Verifier::check_operator(const OperatorView& op) {
  if (op.code() >= model_.operator_codes().size()) return Status::kBadIndex;
  const auto inputs = op.inputs();
  const auto outputs = op.outputs();
  if (!walker_.spend(inputs.size() / 2) || !walker_.spend(outputs.size() / 2)) {
    return Status::kMalformed;
  }
  for (uint32_t i = 0; i < inputs.size(); ++i) {
    const int32_t input = inputs[i];
    if (input == -1) continue;
    fault_.tensor = input;
    if (static_cast<uint32_t>(input) >= tensors_) return Status::kBadIndex;
    if (!defined(input)) return Status::kBadOrder;
  }
  for (uint32_t i = 0; i < outputs.size(); ++i) {
    const Status status = define(outputs[i]);
    if (status != Status::kOk) return status;
    if (writes_what_it_reads(outputs[i], inputs)) return Status::kBadOrder;
  }
  fault_.tensor = -1;
  return Status::kOk;
}

Status Verifier::check_graph() {
  const flat::Tables tensors = graph_.tensors();
  tensors_ = tensors.size();
  const uint32_t bytes = (tensors_ + 7) / 8;
  if (bytes > scratch_.size) {
    fault_.bytes = bytes - scratch_.size;
    return Status::kArenaTooSmall;
  }
  fill_bytes(scratch_.data, 0, bytes);
  for (uint32_t i = 0; i < tensors_; ++i) {
    fault_.tensor = static_cast<int32_t>(i);
    const Status status = check_tensor({tensors[i]});
    if (status != Status::kOk) return status;
  }
  const auto inputs = graph_.inputs();
  const auto outputs = graph_.outputs();
  if (!walker_.spend(inputs.size() / 2) || !walker_.spend(outputs.size() / 2)) {
    return Status::kMalformed;
  }
  for (uint32_t i = 0; i < inputs.size(); ++i) {
    const Status status = define(inputs[i]);
    if (status != Status::kOk) return status;
    if (graph_.tensor(static_cast<uint32_t>(inputs[i])).variable()) {
      return Status::kBadOrder;
    }
  }
  fault_.tensor = -1;
  const flat::Tables operators = graph_.operators();
  for (uint32_t i = 0; i < operators.size(); ++i) {
    fault_.op = static_cast<int32_t>(i);
    const Status status = check_operator({operators[i]});
    if (status != Status::kOk) return status;
  }
  fault_.op = -1;
  for (uint32_t i = 0; i < outputs.size(); ++i) {
    fault_.tensor = outputs[i];
    if (static_cast<uint32_t>(outputs[i]) >= tensors_) return Status::kBadIndex;
    if (!defined(outputs[i])) return Status::kBadOrder;
  }
  fault_.tensor = -1;
  return Status::kOk;
}

Status Verifier::check() {
  if (reinterpret_cast<uintptr_t>(bytes_.data) % 4 != 0) {
    return Status::kArenaMisaligned;
  }
  if (bytes_.size < 12 || bytes_.size > INT32_MAX ||
      load_unaligned<uint32_t>(bytes_.data + 4) != 0x334c4654u) {  // "TFL3"
    return Status::kNotAModel;
  }
  Status status = walker_.walk();
  if (status != Status::kOk) return status;
  model_ = Model(bytes_);
  if (model_.root().scalar<uint32_t>(0) != 3) return Status::kSchemaVersion;
  const flat::Tables buffers = model_.root().tables(4);
  for (uint32_t i = 0; i < buffers.size(); ++i) {
    status = check_buffer(buffers[i]);
    if (status != Status::kOk) return status;
  }
  const flat::Tables subgraphs = model_.subgraphs();
  if (subgraphs.size() == 0) return Status::kBadIndex;
  for (uint32_t i = 0; i < subgraphs.size(); ++i) {
    fault_.subgraph = static_cast<int32_t>(i);
    graph_ = {subgraphs[i]};
    status = check_graph();
    if (status != Status::kOk) return status;
  }
  fault_.subgraph = -1;
  const flat::Tables metadata = model_.root().tables(6);
  for (uint32_t i = 0; i < metadata.size(); ++i) {
    if (metadata[i].scalar<uint32_t>(1) >= buffers.size()) {
      return Status::kBadIndex;
    }
  }
  return Status::kOk;
}

}  // namespace

bool zero_point_fits(Type type, int64_t zero_point) {
  int32_t lo = -32768, hi = 65535;
  if (type == Type::kInt8) lo = -128, hi = 127;
  if (type == Type::kUInt8) lo = 0, hi = 255;
  if (type == Type::kInt4) lo = -8, hi = 7;
  const int32_t low = static_cast<int32_t>(zero_point);
  return low == zero_point && low >= lo && low <= hi;
}

bool shape_fits(const Shape& shape, Type type) {
  if (shape.rank > kMaxRank) return false;
  // A dimension of 0 counts as 1: products of some dimensions must fit too.
  uint64_t elements = 1;
  for (int i = 0; i < shape.rank; ++i) {
    if (shape[i] < 0) return false;
    elements *= static_cast<uint32_t>(max(shape[i], 1));
    if (elements > INT32_MAX) return false;
  }
  return (elements * bits(type) + 7) / 8 <= INT32_MAX;
}

bool table_fits(Span<const uint8_t> bytes, uint32_t at) {
  return at % 4 == 0 && at <= bytes.size - 4 &&
         Walker(bytes, kSchemas).table(at, kBounds) == Status::kOk;
}

// Its frame is gone when operators are prepared.
[[gnu::noinline]] Fault verify(Span<const uint8_t> bytes,
                               Span<uint8_t> scratch) {
  return Verifier(bytes, scratch).run();
}

}  // namespace mote::model
