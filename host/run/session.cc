// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/session.h"

#include <cstring>

#include "host/base/text.h"
#include "host/run/all_ops.h"
#include "host/run/explain.h"
#include "host/run/planned_graph.h"

namespace mote::run {
namespace {

constexpr uint32_t kAlignment = memory::kAlignment;
constexpr uint32_t kLargestArena = UINT32_MAX / kAlignment * kAlignment;

}  // namespace

Fault Session::try_load(uint32_t arena_bytes) {
  // Untouched pages of a large arena cost nothing.
  arena_.reset(static_cast<uint8_t*>(
      std::calloc(arena_bytes / kAlignment + 1, kAlignment)));
  if (arena_ == nullptr) {
    Fault fault;
    fault.status = Status::kArenaTooSmall;
    fault.bytes = arena_bytes;
    return fault;
  }
  return interpreter_.load(model_->device_bytes(), all_op_list(),
                           {arena_.get(), arena_bytes}, options_);
}

Fault Session::grow() {
  uint32_t bytes = 1 << 16;
  for (;;) {
    const Fault fault = try_load(bytes);
    if (fault.status != Status::kArenaTooSmall || bytes == kLargestArena ||
        arena_ == nullptr) {
      return fault;
    }
    const uint64_t more = max<uint64_t>(fault.bytes, bytes) + bytes;
    bytes = static_cast<uint32_t>(min<uint64_t>(more, kLargestArena)) /
            kAlignment * kAlignment;
  }
}

base::Result<std::unique_ptr<Session>> Session::load(
    ModelFile::Pointer model, uint32_t arena_bytes, LoadOptions options) {
  if (options.plans != nullptr && !tells_of_its_graph(*model)) {
    options.plans = nullptr;
  }
  std::unique_ptr<Session> session(new Session(std::move(model), options));
  const ModelFile& file = *session->model_;
  Fault fault = session->grow();
  if (fault.status == Status::kOk && arena_bytes != 0) {
    const uint32_t need = session->arena_bytes();
    if (need > arena_bytes) {
      return base::Error{
          file.where(),
          base::text("an arena of ", base::grouped(arena_bytes), " bytes is ",
                     base::grouped(need - arena_bytes), " bytes too small"),
          base::text("give it ", base::grouped(need), " bytes")};
    }
    fault = session->try_load(arena_bytes);
  }
  if (fault.status != Status::kOk) {
    return explain(fault, file.where(), &file.view());
  }
  return session;
}

base::Result<std::vector<io::Array>> Session::invoke(const Step& inputs) {
  for (int i = 0; i < interpreter_.inputs(); ++i) {
    const Tensor tensor = interpreter_.input(i);
    const base::Bytes& bytes = inputs[static_cast<size_t>(i)];
    std::memcpy(const_cast<void*>(tensor.data), bytes.data(), tensor.bytes);
  }
  const Status status = interpreter_.invoke();
  if (status != Status::kOk) {
    const Fault fault = {status, static_cast<int32_t>(options_.subgraph),
                         interpreter_.faulty_op(), -1, 0};
    return explain(fault, model_->where(), &model_->view());
  }
  std::vector<io::Array> outputs;
  for (int i = 0; i < interpreter_.outputs(); ++i) {
    const Tensor tensor = interpreter_.output(i);
    const uint8_t* data = static_cast<const uint8_t*>(tensor.data);
    const int32_t* dims = tensor.shape.dims;
    outputs.push_back({tensor.type,
                       {dims, dims + tensor.shape.rank},
                       {data, data + tensor.bytes}});
  }
  return outputs;
}

}  // namespace mote::run
