// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/channel_steps.h"

namespace mote::ops {

Status prepare_channel_steps(const Context& context, int operand,
                             ChannelSteps& steps, Needs& needs) {
  const Tensor t =
      operand >= kOutput ? context.output(0) : context.input(operand);
  const Quantization& q = t.quantization;
  steps = {t.elements(), q.count, t.elements()};
  if (q.count > 1) {
    if (q.axis < 0 || q.axis >= t.shape.rank || t.shape[q.axis] != q.count) {
      return context.refuse(Status::kBadQuantization, operand);
    }
    steps.inner = t.shape.product(q.axis + 1, t.shape.rank);
  } else if (q.count != 1) {
    return context.refuse(Status::kBadQuantization, operand);
  }
  needs.tables[0] = static_cast<uint32_t>(q.count) * sizeof(float);
  needs.tables[1] = static_cast<uint32_t>(q.count) * sizeof(int32_t);
  return Status::kOk;
}

void fill_channel_steps(const Tensor& tensor, int table, void* out) {
  const Quantization& q = tensor.quantization;
  for (int32_t i = 0; i < q.count; ++i) {
    if (table == 0) {
      static_cast<float*>(out)[i] = q.scale(i);
    } else {
      static_cast<int32_t*>(out)[i] = q.zero_point(i);
    }
  }
}

}  // namespace mote::ops
