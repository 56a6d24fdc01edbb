// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/body.h"

#include "device/runtime/loader.h"

namespace mote::ops {
namespace {

Merge merge_of(int32_t code) {
  switch (code) {
    case 163: return Merge::kAdd;      // STABLEHLO_ADD
    case 165: return Merge::kMultiply; // STABLEHLO_MULTIPLY
    case 166: return Merge::kMaximum;  // STABLEHLO_MAXIMUM
    case 176: return Merge::kAll;      // STABLEHLO_AND
    case 181: return Merge::kMinimum;  // STABLEHLO_MINIMUM
    default: return Merge::kUnknown;
  }
}

// What a subgraph of two inputs and one output computes.
Merge merge_of(const model::Model& model, const model::SubGraph& graph) {
  const auto inputs = graph.inputs();
  const auto outputs = graph.outputs();
  const uint32_t count = graph.operators().size();
  if (inputs.size() != 2 || outputs.size() != 1 || count > 1) {
    return Merge::kUnknown;
  }
  if (count == 0) {
    return outputs[0] == inputs[1] ? Merge::kSecond : Merge::kUnknown;
  }
  const model::OperatorView op = graph.op(0);
  if (op.inputs().size() != 2 || op.outputs().size() != 1 ||
      op.outputs()[0] != outputs[0]) {
    return Merge::kUnknown;
  }
  const int32_t a = op.inputs()[0], b = op.inputs()[1];
  const bool both = (a == inputs[0] && b == inputs[1]) ||
                    (a == inputs[1] && b == inputs[0]);
  return both ? merge_of(model.operator_code(op.code()).code())
              : Merge::kUnknown;
}

}  // namespace

Status call_with_body(const CallSite& site, const EvalFn* eval) {
  const Record& record = *site.record;
  if (site.stage == CallStage::kRun) {
    return eval[record.variant](
        record.params(), Buffers(site.slots, record.inputs, record.outputs,
                                 record.tables, record.refs_end));
  }
  if (site.stage != CallStage::kLoad) return Status::kOk;
  const Source& source =
      static_cast<Interpreter::Loader*>(site.runtime)->source();
  // While it is loaded it lies in the arena.
  Body& body =
      *const_cast<Body*>(static_cast<const Body*>(record.params()));
  const uint32_t number = static_cast<uint32_t>(body.subgraph);
  if (number >= source.model->subgraphs().size()) return Status::kBadIndex;
  body.merge = merge_of(*source.model, source.model->subgraph(number));
  return body.merge == Merge::kUnknown ? Status::kNoOperator : Status::kOk;
}

}  // namespace mote::ops
