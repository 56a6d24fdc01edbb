// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/planned_graph.h"

#include <algorithm>
#include <cstring>

#include "device/runtime/source.h"
#include "host/run/all_ops.h"

namespace mote::run {
namespace {

class Teller {
 public:
  explicit Teller(const ModelFile& model) : model_(model) {}

  PlannedTensor tensor(const model::TensorView& view) const {
    const Tensor it = model_.view().tensor(view);
    PlannedTensor out = {};
    out.place = {it.constant() ? Ref::in_file(offset(it.data)).bits
                               : uint32_t{Ref::kNowhere}};
    out.bytes = it.bytes;
    out.dims = offset(it.shape.dims);
    out.type = static_cast<uint8_t>(it.type);
    out.rank = static_cast<uint8_t>(it.shape.rank);
    out.variable = it.variable;
    const Quantization& q = it.quantization;
    if (q.count == 0) return out;
    out.count = q.count;
    out.axis = static_cast<uint8_t>(q.axis);
    out.scales = offset(q.scales);
    out.zero_points = offset(q.zero_points);
    return out;
  }
  PlannedOp op(const model::OperatorView& view) const {
    const model::OperatorCode code = model_.view().operator_code(view.code());
    const OpInfo* info = find_op(code.code(), string_view(code.custom_name()));
    PlannedOp out = {};
    out.inputs = offset(view.inputs().at);
    out.outputs = offset(view.outputs().at);
    out.custom_options = offset(view.table.vector<uint8_t>(5).at);
    if (info != nullptr) {
      out.options = offset(options_of(info->entry, view).address());
    }
    return out;
  }
  PlannedCode code(const model::OperatorCode& it) const {
    return {it.code(), it.version(), offset(it.table.vector<char>(1).at)};
  }
  uint32_t offset(const void* at) const {
    if (at == nullptr) return 0;
    return static_cast<uint32_t>(static_cast<const uint8_t*>(at) -
                                 model_.bytes().data());
  }

 private:
  const ModelFile& model_;
};

// Places are the plan's own, but for those of constants.
bool same(PlannedTensor planned, const PlannedTensor& told) {
  if (!planned.place.fixed()) planned.place = {Ref::kNowhere};
  return std::memcmp(&planned, &told, sizeof(told)) == 0;
}

template <class T>
bool same_all(const T* planned, const std::vector<T>& told) {
  return told.empty() ||
         std::memcmp(planned, told.data(), told.size() * sizeof(T)) == 0;
}

}  // namespace

PlannedGraph planned_graph(const ModelFile& model) {
  const model::Model& view = model.view();
  const model::SubGraph graph = view.subgraph(0);
  const Teller teller(model);
  PlannedGraph out;
  for (uint32_t i = 0; i < graph.tensors().size(); ++i) {
    out.tensors.push_back(teller.tensor(graph.tensor(i)));
  }
  for (uint32_t i = 0; i < graph.operators().size(); ++i) {
    out.ops.push_back(teller.op(graph.op(i)));
  }
  for (uint32_t i = 0; i < view.operator_codes().size(); ++i) {
    out.codes.push_back(teller.code(view.operator_code(i)));
  }
  out.inputs = teller.offset(graph.inputs().at);
  out.outputs = teller.offset(graph.outputs().at);
  return out;
}

bool tells_of_its_graph(const ModelFile& model) {
  const Plan* plan = find_plan(model.device_bytes());
  if (plan == nullptr) return false;
  const PlannedGraph graph = planned_graph(model);
  return plan->tensors == graph.tensors.size() &&
         plan->ops == graph.ops.size() && plan->codes == graph.codes.size() &&
         plan->inputs == graph.inputs && plan->outputs == graph.outputs &&
         std::equal(graph.tensors.begin(), graph.tensors.end(), plan->tensor(),
                    [](const PlannedTensor& told, const PlannedTensor& it) {
                      return same(it, told);
                    }) &&
         same_all(plan->op(), graph.ops) && same_all(plan->code(), graph.codes);
}

}  // namespace mote::run
