// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/model/verify.h"
#include "device/model/walker.h"

namespace mote::model {
namespace {

enum SchemaId : uint8_t {
  kModel, kSubGraph, kTensor, kSignature, kTensorMap,
};
constexpr Field kFields[] = {
    // kModel
    {2, Field::kTables, kSubGraph}, {7, Field::kTables, kSignature},
    // kSubGraph
    {0, Field::kTables, kTensor}, {4, Field::kVector, 1},
    // kTensor
    {3, Field::kVector, 1},
    // kSignature
    {0, Field::kTables, kTensorMap}, {1, Field::kTables, kTensorMap},
    {2, Field::kVector, 1}, {4, Field::kScalar, 4},
    // kTensorMap
    {0, Field::kVector, 1}, {1, Field::kScalar, 4},
};
constexpr uint8_t kFirst[] = {0, 2, 4, 5, 9, 11};
static_assert(kFirst[5] == sizeof(kFields) / sizeof(Field), "rows counted");

Status check_signature(const Model& model, flat::Table signature) {
  const uint32_t subgraph = signature.scalar<uint32_t>(4);
  if (subgraph >= model.subgraphs().size()) return Status::kBadIndex;
  const uint32_t tensors = model.subgraph(subgraph).tensors().size();
  for (int slot = 0; slot < 2; ++slot) {
    const flat::Tables maps = signature.tables(slot);
    for (uint32_t i = 0; i < maps.size(); ++i) {
      if (maps[i].scalar<uint32_t>(1) >= tensors) return Status::kBadIndex;
    }
  }
  return Status::kOk;
}

}  // namespace

Status verify_names(Span<const uint8_t> bytes) {
  Status status = Walker(bytes, {kFields, kFirst}).walk();
  if (status != Status::kOk) return status;
  const Model model(bytes);
  const flat::Tables signatures = model.root().tables(7);
  for (uint32_t i = 0; i < signatures.size(); ++i) {
    status = check_signature(model, signatures[i]);
    if (status != Status::kOk) return status;
  }
  return Status::kOk;
}

}  // namespace mote::model
