// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Loading by a plan: rows, operators, layout.
#include "device/model/verify.h"
#include "device/runtime/planned_loader.h"
#include "device/runtime/source.h"

namespace mote {
namespace {

constexpr uint16_t kUnknownRow = UINT16_MAX;

// Whether the values agree byte by byte, 4 at a time.
bool same_words(const void* a, const void* b, uint32_t bytes) {
  const uint32_t* x = static_cast<const uint32_t*>(a);
  const uint32_t* y = static_cast<const uint32_t*>(b);
  for (uint32_t i = 0; i < bytes / 4; ++i) {
    if (x[i] != y[i]) return false;
  }
  return true;
}

}  // namespace

// What prepare and fill see of the operator at work.
struct Interpreter::Planned::View : ops::Context {
  View(const Planned& at, int* refused)
      : Context(&at, &Planned::read, static_cast<int>(at.inputs_.size()),
                static_cast<int>(at.outputs_.size()),
                at.plan_.vector<uint8_t>(at.op_->custom_options).span(),
                *at.options_.kernels, refused) {}
};

Tensor Interpreter::Planned::describe(const Plan& plan, int32_t number) {
  const PlannedTensor& it = plan.tensor()[number];
  const uint8_t* const file = plan.file();
  Tensor tensor;
  tensor.type = static_cast<Type>(it.type);
  tensor.variable = it.variable != 0;
  tensor.shape = {reinterpret_cast<const int32_t*>(file + it.dims), it.rank};
  tensor.bytes = it.bytes;
  if (it.place.fixed()) tensor.data = file + it.place.offset();
  if (it.count != 0) {
    tensor.quantization = {reinterpret_cast<const float*>(file + it.scales),
                           file + it.zero_points, it.count, it.axis};
  }
  return tensor;
}

Tensor Interpreter::Planned::read(const void* source, int operand) {
  const Planned& self = *static_cast<const Planned*>(source);
  const bool output = operand >= ops::kOutput;
  const uint32_t i =
      static_cast<uint32_t>(output ? operand - ops::kOutput : operand);
  const int32_t number = output ? self.outputs_[i] : self.inputs_[i];
  return number < 0 ? Tensor() : describe(self.plan_, number);
}

Tensor Interpreter::Planned::resolved(const Interpreter& self,
                                      int32_t number) {
  Tensor tensor = describe(plan_of(self), number);
  tensor.data = self.resolve(plan_of(self).tensor()[number].place);
  return tensor;
}

Tensor Interpreter::Planned::boundary(const Interpreter& self, int i) {
  const Plan& plan = plan_of(self);
  const bool in = i < self.inputs_;
  const Numbers list = plan.vector<int32_t>(in ? plan.inputs : plan.outputs);
  return resolved(self, list[static_cast<uint32_t>(in ? i : i - self.inputs_)]);
}

Tensor Interpreter::Planned::op_output(const Interpreter& self, int op, int i) {
  const Plan& plan = plan_of(self);
  const Numbers list = plan.vector<int32_t>(plan.op()[op].outputs);
  return resolved(self, list[static_cast<uint32_t>(i)]);
}

void Interpreter::Planned::reset_variables(const Interpreter& self) {
  const Plan& plan = plan_of(self);
  for (uint32_t i = 0; i < plan.tensors; ++i) {
    if (plan.tensor()[i].variable == 0) continue;
    reset_variable(resolved(self, static_cast<int32_t>(i)));
  }
}

uint8_t* Interpreter::Planned::keep(uint32_t bytes) {
  bytes = align_8(bytes);
  if (bytes > static_cast<uint32_t>(tail_ - floor_)) return nullptr;
  return tail_ -= bytes;
}

bool Interpreter::Planned::reserve(uint32_t bytes, Ref planned) {
  if (planned.bits != Ref::at(Ref::kKept, kept_bytes_).bits ||
      bytes > INT32_MAX - 7u - kept_bytes_) {
    return false;
  }
  kept_bytes_ += align_8(bytes);
  return true;
}

bool Interpreter::Planned::make_room(Span<uint8_t> arena) {
  constexpr uintptr_t kAlign = memory::kAlignment;
  const uintptr_t first = reinterpret_cast<uintptr_t>(arena.data);
  const uintptr_t begin = (first + kAlign - 1) / kAlign * kAlign;
  const uintptr_t end = (first + arena.size) / kAlign * kAlign;
  const uint32_t needs_at = align_8(2 * plan_.tensors);
  loading_ = needs_at + align_8(static_cast<uint32_t>(sizeof(ops::Needs)));
  if (begin > end || loading_ > end - begin) return false;
  begin_ = floor_ = arena.data + (begin - first);
  end_ = tail_ = arena.data + (end - first);
  live_ = reinterpret_cast<uint16_t*>(begin_);
  needs_ = reinterpret_cast<ops::Needs*>(begin_ + needs_at);
  params_ = begin_ + loading_;
  return true;
}

// For each operator code its row; and room for the largest Params.
bool Interpreter::Planned::find_rows() {
  uint16_t* const rows = reinterpret_cast<uint16_t*>(keep(2 * plan_.codes));
  if (rows == nullptr) return false;
  self_.rows_ = rows;
  uint32_t params = 0;
  for (uint32_t i = 0; i < plan_.codes; ++i) {
    const PlannedCode& it = plan_.code()[i];
    if (it.name != 0 && !fits_vector(it.name, 1)) return false;
    rows[i] = kUnknownRow;
    const ops::OpEntry* row = nullptr;
    if (find_row(op_list_,
                 {it.code, it.version, plan_.vector<char>(it.name).span()},
                 row) != Status::kOk) {
      continue;
    }
    rows[i] = static_cast<uint16_t>(row - op_list_.begin());
    params = max(params, uint32_t{row->params_bytes});
  }
  loading_ += align_8(params);
  uint32_t floor = loading_;
  if (options_.turns_with != nullptr) {
    floor = max(floor, options_.turns_with->head_bytes_);
  }
  floor_ = begin_ + min(floor, static_cast<uint32_t>(end_ - begin_));
  return floor_ <= tail_;
}

// The operator's description and the first of its record.
bool Interpreter::Planned::visit(uint32_t op) {
  op_ = &plan_.op()[op];
  if (plan_.records()[op] != at_ || !inside(at_, sizeof(Record))) return false;
  const Record& record = self_.record(static_cast<int>(op));
  if (record.code >= plan_.codes || self_.rows_[record.code] == kUnknownRow ||
      !inside(at_, record.bytes())) {
    return false;
  }
  entry_ = &self_.entry(record);
  const Span<const uint8_t> file = self_.model_.bytes();
  if (!fits_numbers(op_->inputs, -1) || !fits_numbers(op_->outputs, 0) ||
      (op_->options != 0 && !model::table_fits(file, op_->options)) ||
      (op_->custom_options != 0 && !fits_vector(op_->custom_options, 1))) {
    return false;
  }
  inputs_ = plan_.vector<int32_t>(op_->inputs);
  outputs_ = plan_.vector<int32_t>(op_->outputs);
  return entry_->call == nullptr && record.inputs == inputs_.size() &&
         record.outputs == outputs_.size() &&
         record.params_bytes == entry_->params_bytes;
}

bool Interpreter::Planned::prepare() {
  for (uint32_t i = 0; i < inputs_.size(); ++i) {
    if (inputs_[i] >= 0 && !defined(inputs_[i])) return false;
  }
  *needs_ = ops::Needs();
  // Padding is compared too.
  fill_bytes(params_, 0, align_8(entry_->params_bytes));
  int refused = 0;
  const View context(*this, &refused);
  const uint8_t* const file = plan_.file();
  const flat::Table options(op_->options == 0 ? nullptr : file + op_->options);
  return entry_->prepare(context, options, file + plan_.file_bytes, params_,
                         *needs_) == Status::kOk &&
         entry_->eval[needs_->variant] != nullptr;
}

// Whether the plan's record of the operator is what was just prepared.
bool Interpreter::Planned::adopt(const Record& planned) {
  uint32_t tables = 0;
  while (tables < ops::kMaxTables && needs_->tables[tables] != 0) ++tables;
  const uint32_t refs = inputs_.size() + outputs_.size() + tables +
                        (needs_->state != 0) + (needs_->scratch != 0);
  if (planned.refs_end != refs || planned.tables != tables ||
      planned.variant != needs_->variant ||
      !same_words(params_, planned.params(), align_8(planned.params_bytes))) {
    return false;
  }
  most_refs_ = max(most_refs_, refs);
  at_ += planned.bytes();
  uint64_t work = needs_->work;
  for (int i = -1; work == 0 && i < planned.outputs; ++i) {
    const int operand = i < 0 ? 0 : ops::kOutput + i;
    if (i < 0 && planned.inputs == 0) continue;
    work = max(work, static_cast<uint64_t>(read(this, operand).elements()));
  }
  self_.work_ += work;
  return self_.work_ <= options_.max_work && check_refs(planned);
}

bool Interpreter::Planned::check_refs(const Record& planned) {
  const Ref* ref = planned.refs();
  for (uint32_t i = 0; i < inputs_.size(); ++i, ++ref) {
    const bool there = inputs_[i] >= 0;
    if (ref->bits != (there ? tensor(inputs_[i]).place.bits : Ref::kNowhere)) {
      return false;
    }
  }
  for (uint32_t i = 0; i < outputs_.size(); ++i, ++ref) {
    if (ref->bits != tensor(outputs_[i]).place.bits ||
        !write(outputs_[i], static_cast<int>(i))) {
      return false;
    }
  }
  for (int i = 0; i < planned.tables; ++i, ++ref) {
    const uint32_t bytes = needs_->tables[i];
    if (entry_->sound == nullptr) {
      if (!reserve(bytes, *ref)) return false;
      continue;
    }
    if (ref->bits != Ref::in_file(at_).bits || !inside(at_, bytes) ||
        !entry_->sound(planned.params(), i, plan_.file() + at_)) {
      return false;
    }
    at_ += align_8(bytes);
  }
  if (needs_->state != 0 && !reserve(needs_->state, *ref++)) return false;
  if (needs_->scratch == 0) return true;
  return fits_head(*ref, needs_->scratch) &&
         overwrite(*ref, needs_->scratch, -1);
}

// Those that the plan can't hold, because nothing tells whether they are sound.
void Interpreter::Planned::fill_tables(uint32_t op) {
  const Record& record = self_.record(static_cast<int>(op));
  entry_ = &self_.entry(record);
  if (record.tables == 0 || entry_->sound != nullptr) return;
  op_ = &plan_.op()[op];
  inputs_ = plan_.vector<int32_t>(op_->inputs);
  outputs_ = plan_.vector<int32_t>(op_->outputs);
  int refused = 0;
  const View context(*this, &refused);
  const Ref* refs = record.refs() + record.inputs + record.outputs;
  for (int i = 0; i < record.tables; ++i) {
    entry_->fill(context, record.params(), i, self_.resolve(refs[i]));
  }
}

bool Interpreter::Planned::load(Span<uint8_t> arena) {
  if (!make_room(arena) || !find_rows() ||
      (reinterpret_cast<uintptr_t>(plan_.tensor()) % alignof(void*)) != 0 ||
      !fits_numbers(plan_.inputs, 0) || !fits_numbers(plan_.outputs, 0)) {
    return false;
  }
  for (uint32_t i = 0; i < plan_.tensors; ++i) {
    if (!fits(plan_.tensor()[i])) return false;
  }
  outputs_ = plan_.vector<int32_t>(plan_.inputs);
  for (uint32_t i = 0; i < outputs_.size(); ++i) {
    if (tensor(outputs_[i]).variable != 0 || !write(outputs_[i], -1)) {
      return false;
    }
  }
  self_.inputs_ = static_cast<int>(outputs_.size());
  self_.index_ = plan_.records();
  self_.records_ = plan_.file();
  at_ = align_8(plan_.begin + static_cast<uint32_t>(
      reinterpret_cast<const uint8_t*>(plan_.records() + plan_.ops) -
      reinterpret_cast<const uint8_t*>(plan_.tensor())));
  for (uint32_t op = 0; op < plan_.ops; ++op) {
    if (!visit(op) || !prepare() ||
        !adopt(self_.record(static_cast<int>(op)))) {
      return false;
    }
  }
  return lay_out();
}

bool Interpreter::Planned::lay_out() {
  const Numbers outputs = plan_.vector<int32_t>(plan_.outputs);
  for (uint32_t i = 0; i < outputs.size(); ++i) {
    if (!defined(outputs[i])) return false;
  }
  uint8_t* const slots =
      keep(most_refs_ * static_cast<uint32_t>(sizeof(void*)));
  uint8_t* const kept = slots == nullptr ? nullptr : keep(kept_bytes_);
  const uint32_t room = static_cast<uint32_t>(tail_ - begin_);
  if (kept == nullptr || plan_.head_bytes > room) return false;
  self_.slots_ = reinterpret_cast<void**>(slots);
  self_.kept_ = kept;
  self_.arena_ = begin_;
  self_.outputs_ = static_cast<int>(outputs.size());
  self_.ops_ = static_cast<int>(plan_.ops);
  self_.head_bytes_ = max(loading_, plan_.head_bytes);
  self_.shareable_ = room;
  self_.tail_bytes_ = static_cast<uint32_t>(end_ - tail_);
  self_.max_work_ = options_.max_work;
  for (uint32_t op = 0; op < plan_.ops; ++op) fill_tables(op);
  return true;
}

bool Interpreter::Planned::load(Interpreter& self, const PlanReader::Job& job) {
  const Plan* plan = job.options.subgraph == 0 ? find_plan(job.model) : nullptr;
  if (plan == nullptr || !(plan->kernels == *job.options.kernels)) return false;
  self.clear();
  self.model_ = model::Model(job.model, flat::Table());
  self.op_list_ = job.ops.data;
  if (!Planned(self, *plan, job).load(job.arena)) return false;
  self.plans_ = job.options.plans;
  self.loaded_ = true;
  return true;
}

const PlanReader kPlanReader = {
    &Interpreter::Planned::load, &Interpreter::Planned::boundary,
    &Interpreter::Planned::op_output, &Interpreter::Planned::reset_variables};

}  // namespace mote
