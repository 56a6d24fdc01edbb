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
  const Span<const uint8_t> model =
      numbered_.empty() ? model_->device_bytes()
                        : Span<const uint8_t>{numbered_.data(), numbered_.size()};
  return interpreter_.load(model, all_op_list(),
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
  if (Strings::in(file)) {
    auto numbered = session->strings_.numbered(file);
    if (!numbered.ok()) return numbered.error();
    session->numbered_ = std::move(numbered).value();
  }
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

base::Result<base::Bytes> Session::numbers(const base::Bytes& texts,
                                           int input) {
  const size_t count = static_cast<size_t>(interpreter_.input(input).elements());
  auto numbers = strings_.numbers(texts, count);
  if (numbers.ok()) return numbers;
  return base::Error{base::text(model_->where(), ", input ", input),
                     numbers.error().what, numbers.error().cure};
}

base::Result<io::Array> Session::output(int i) {
  const Tensor tensor = interpreter_.output(i);
  const uint8_t* data = static_cast<const uint8_t*>(tensor.data);
  const int32_t* dims = tensor.shape.dims;
  io::Array array = {tensor.type,
                     {dims, dims + tensor.shape.rank},
                     {data, data + tensor.bytes}};
  if (numbered_.empty() ||
      model_->outputs()[static_cast<size_t>(i)].type != Type::kString) {
    return array;
  }
  auto texts = strings_.texts(array.data);
  if (!texts.ok()) {
    return base::Error{model_->where(), texts.error().what, texts.error().cure};
  }
  return io::Array{Type::kString, array.shape, std::move(texts).value()};
}

base::Result<std::vector<io::Array>> Session::invoke(const Step& inputs) {
  for (int i = 0; i < interpreter_.inputs(); ++i) {
    const Tensor tensor = interpreter_.input(i);
    const size_t number = static_cast<size_t>(i);
    base::Bytes bytes = inputs[number];
    if (!numbered_.empty() &&
        model_->inputs()[number].type == Type::kString) {
      auto made = numbers(bytes, i);
      if (!made.ok()) return made.error();
      bytes = std::move(made).value();
    }
    if (bytes.size() != tensor.bytes) {  // only where tables lie in each other
      return base::Error{model_->where(), "its tables overlap",
                         "convert the model again"};
    }
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
    auto array = output(i);
    if (!array.ok()) return array.error();
    outputs.push_back(std::move(array).value());
  }
  return outputs;
}

}  // namespace mote::run
