// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <cstring>

#include "device/runtime/planned.h"
#include "host/plan/draft.h"
#include "host/plan/loaded.h"
#include "host/run/planned_graph.h"

namespace mote::plan {
namespace {

// Appends to a plan.
class Writer {
 public:
  // At a multiple of `align`; gives the place.
  uint32_t add(const void* bytes, size_t size, size_t align) {
    bytes_.resize((bytes_.size() + align - 1) / align * align);
    const size_t at = bytes_.size();
    const uint8_t* from = static_cast<const uint8_t*>(bytes);
    bytes_.insert(bytes_.end(), from, from + size);
    return static_cast<uint32_t>(at);
  }
  template <class T>
  uint32_t add(const std::vector<T>& list) {
    return add(list.data(), list.size() * sizeof(T), 4);
  }
  void put(uint32_t at, const void* from, size_t size) {
    std::memcpy(bytes_.data() + at, from, size);
  }
  // What ends at a multiple of 16 with `end`.
  base::Bytes take(const Plan& end) {
    while ((bytes_.size() + sizeof(end)) % 16 != 0) bytes_.push_back(0);
    add(&end, sizeof(end), 4);
    return std::move(bytes_);
  }

 private:
  base::Bytes bytes_;
};

// Gives everything its place as the loader does when it reads the plan: what
// outlives an invoke, first the variables, then what operators ask for.
class Encoder {
 public:
  Encoder(const Draft& draft, std::span<const memory::Buffer> buffers,
          uint32_t at)
      : draft_(draft), loaded_(draft.session->interpreter()),
        buffers_(buffers), at_(at), graph_(run::planned_graph(*draft.model)) {}

  base::Bytes encode();

 private:
  Ref reserve(uint32_t bytes) {
    const Ref ref = Ref::at(Ref::kKept, kept_bytes_);
    kept_bytes_ += align_8(bytes);
    return ref;
  }
  Ref placed(size_t number) const {
    const memory::Buffer& buffer = buffers_[number];
    return Ref::at(Ref::kHead, buffer.bytes == 0 ? 0 : buffer.offset);
  }
  Ref operand(int32_t tensor) const {
    if (tensor < 0) return {Ref::kNowhere};
    return graph_.tensors[static_cast<size_t>(tensor)].place;
  }
  void place_tensors();
  Ref table(uint32_t op, int i);
  void add_record(uint32_t op);

  const Draft& draft_;
  Loaded loaded_;
  std::span<const memory::Buffer> buffers_;
  uint32_t at_;
  run::PlannedGraph graph_;
  uint32_t kept_bytes_ = 0;
  uint32_t index_ = 0;
  Writer out_;
};

void Encoder::place_tensors() {
  for (size_t i = 0; i < graph_.tensors.size(); ++i) {
    PlannedTensor& it = graph_.tensors[i];
    if (it.variable != 0) {
      it.place = reserve(it.bytes);
    } else if (it.place.bits == Ref::kNowhere) {
      it.place = placed(i);
    }
  }
}

Ref Encoder::table(uint32_t op, int i) {
  const run::Prepared& prepared = draft_.operators[op];
  const uint32_t bytes = prepared.needs.tables[i];
  if (prepared.info->entry.sound == nullptr) return reserve(bytes);
  return Ref::in_file(at_ + out_.add(loaded_.table(op, i), bytes, 8));
}

void Encoder::add_record(uint32_t op) {
  const Record& record = loaded_.record(op);
  const model::OperatorView view = draft_.model->view().subgraph(0).op(op);
  const uint32_t at = out_.add(&record, record.bytes(), 8);
  std::vector<Ref> refs;
  for (uint32_t i = 0; i < record.inputs; ++i) {
    refs.push_back(operand(view.inputs()[i]));
  }
  for (uint32_t i = 0; i < record.outputs; ++i) {
    refs.push_back(operand(view.outputs()[i]));
  }
  for (int i = 0; i < record.tables; ++i) refs.push_back(table(op, i));
  const ops::Needs& needs = draft_.operators[op].needs;
  if (needs.state != 0) refs.push_back(reserve(needs.state));
  if (needs.scratch != 0) refs.push_back(placed(draft_.usage.tensors + op));

  out_.put(at + static_cast<uint32_t>(sizeof(Record)), refs.data(),
           refs.size() * sizeof(Ref));
  const uint32_t offset = at_ + at;
  out_.put(index_ + 4 * op, &offset, sizeof(offset));
}

base::Bytes Encoder::encode() {
  place_tensors();
  const uint32_t ops = static_cast<uint32_t>(graph_.ops.size());
  out_.add(graph_.tensors);
  out_.add(graph_.ops);
  out_.add(graph_.codes);
  index_ = out_.add(std::vector<uint32_t>(ops));
  for (uint32_t op = 0; op < ops; ++op) add_record(op);

  Plan plan = {};
  plan.begin = at_;
  plan.tensors = static_cast<uint32_t>(graph_.tensors.size());
  plan.ops = ops;
  plan.codes = static_cast<uint32_t>(graph_.codes.size());
  plan.inputs = graph_.inputs;
  plan.outputs = graph_.outputs;
  for (const memory::Buffer& it : buffers_) {
    if (it.bytes != 0) plan.head_bytes = max(plan.head_bytes, it.offset + it.bytes);
  }
  plan.kernels = draft_.kernels;
  plan.file_bytes = static_cast<uint32_t>(draft_.model->bytes().size());
  plan.mark = Plan::kMark;
  return out_.take(plan);
}

}  // namespace

base::Bytes encode(const Draft& draft,
                   std::span<const memory::Buffer> buffers, uint32_t at) {
  return Encoder(draft, buffers, at).encode();
}

}  // namespace mote::plan
