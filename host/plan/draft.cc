// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/plan/draft.h"

#include <cstring>

#include "host/base/text.h"
#include "host/plan/loaded.h"

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
  uint32_t reserve(size_t size) { return add(base::Bytes(size).data(), size, 4); }
  void put(uint32_t at, const void* from, size_t size) {
    std::memcpy(bytes_.data() + at, from, size);
  }
  base::Bytes take() {
    bytes_.resize((bytes_.size() + 7) / 8 * 8);
    return std::move(bytes_);
  }

 private:
  base::Bytes bytes_;
};

// Gives every operand its place as the loader does when it reads the plan: what
// outlives an invoke, first the variables, then what operators ask for.
class Encoder {
 public:
  Encoder(const Draft& draft, std::span<const memory::Buffer> buffers,
          uint32_t at)
      : draft_(draft), loaded_(draft.session->interpreter()),
        graph_(draft.model->view().subgraph(0)), buffers_(buffers), at_(at),
        kept_(draft.usage.tensors, Ref{Ref::kNowhere}) {}

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
  Ref operand(int32_t tensor);
  Ref table(uint32_t op, int i);
  void add_record(uint32_t op);

  const Draft& draft_;
  Loaded loaded_;
  model::SubGraph graph_;
  std::span<const memory::Buffer> buffers_;
  uint32_t at_;
  std::vector<Ref> kept_;  // of variables
  uint32_t kept_bytes_ = 0;
  uint32_t index_ = 0;
  Writer out_;
};

Ref Encoder::operand(int32_t tensor) {
  if (tensor < 0) return {Ref::kNowhere};
  const Tensor it = draft_.model->view().tensor(
      graph_.tensor(static_cast<uint32_t>(tensor)));
  if (it.constant()) {
    return Ref::in_file(static_cast<uint32_t>(
        static_cast<const uint8_t*>(it.data) - draft_.model->bytes().data()));
  }
  const size_t number = static_cast<size_t>(tensor);
  return it.variable ? kept_[number] : placed(number);
}

Ref Encoder::table(uint32_t op, int i) {
  const run::Prepared& prepared = draft_.operators[op];
  const uint32_t bytes = prepared.needs.tables[i];
  if (prepared.info->entry.sound == nullptr) return reserve(bytes);
  return Ref::in_file(at_ + out_.add(loaded_.table(op, i), bytes, 8));
}

void Encoder::add_record(uint32_t op) {
  const Record& record = loaded_.record(op);
  const model::OperatorView view = graph_.op(op);
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
  out_.put(index_ + 4 * op, &at, sizeof(at));
}

base::Bytes Encoder::encode() {
  uint32_t fingerprint = model::kFirstFingerprint;
  for (uint32_t i = 0; i < draft_.usage.tensors; ++i) {
    const Tensor tensor = draft_.model->view().tensor(graph_.tensor(i));
    fingerprint = model::fingerprint(tensor, fingerprint);
    if (tensor.variable) kept_[i] = reserve(tensor.bytes);
  }
  const Plan plan = {Plan::kVersion, fingerprint, draft_.kernels};
  out_.add(&plan, sizeof(plan), 8);
  const uint32_t inputs = graph_.inputs().size();
  const uint32_t outputs = graph_.outputs().size();
  const uint32_t boundary = out_.reserve((inputs + outputs) * sizeof(Ref));
  const uint32_t ops = graph_.operators().size();
  index_ = out_.reserve(4 * ops);
  for (uint32_t op = 0; op < ops; ++op) add_record(op);
  for (uint32_t i = 0; i < inputs + outputs; ++i) {
    const Ref ref = operand(i < inputs ? graph_.inputs()[i]
                                       : graph_.outputs()[i - inputs]);
    out_.put(boundary + 4 * i, &ref, sizeof(ref));
  }
  return out_.take();
}

base::Result<std::unique_ptr<run::Session>> load(
    const run::ModelFile::Pointer& model, const KernelSet& kernels,
    bool by_plan) {
  for (uint32_t i = 0; i < model->view().operator_codes().size(); ++i) {
    const model::OperatorCode code = model->view().operator_code(i);
    const run::OpInfo* info =
        run::find_op(code.code(), run::string_view(code.custom_name()));
    if (info != nullptr && info->entry.call != nullptr) {
      return base::Error{model->where(),
                         base::text(info->name, " is in it, and only models "
                                    "of one graph without shared variables "
                                    "are planned ahead"),
                         "run it without a plan"};
    }
  }
  LoadOptions options;
  options.kernels = &kernels;
  if (by_plan) options.plans = &kPlanReader;
  return run::Session::load(model, 0, options);
}

}  // namespace

base::Result<Draft> make_draft(const run::ModelFile::Pointer& model,
                               const KernelSet& kernels) {
  auto session = load(model, kernels, false);
  if (!session.ok()) return session.error();
  Draft draft;
  draft.model = model;
  draft.kernels = kernels;
  draft.operators = run::prepare_all(*model, 0, kernels);
  draft.session = std::move(session).value();
  draft.usage = usage_of(model->view(), draft.operators);
  return draft;
}

base::Bytes encode(const Draft& draft,
                   std::span<const memory::Buffer> buffers, uint32_t at) {
  return Encoder(draft, buffers, at).encode();
}

base::Result<Footprint> footprint(const run::ModelFile::Pointer& model,
                                  const KernelSet& kernels) {
  const auto session = load(model, kernels, true);
  if (!session.ok()) return session.error();
  const Interpreter& interpreter = session.value()->interpreter();
  return Footprint{Loaded(interpreter).arena_bytes(kernels.pointer), interpreter.planned()};
}

}  // namespace mote::plan
