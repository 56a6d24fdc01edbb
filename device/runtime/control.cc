// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Calls of subgraphs and variables: what control operators do with the loader
// and the interpreter.
#include "device/ops/control.h"

#include "device/ops/var_handle.h"
#include "device/runtime/loader.h"

namespace mote {

// A variable that subgraphs share by name.
struct Interpreter::Resource {
  Resource* next;
  Numbers<char> container, name;
  uint32_t bytes;
  void* data;  // null until a reader or writer tells its size
};

class Interpreter::Calls {
 public:
  explicit Calls(const ops::CallSite& site)
      : site_(site), record_(*site.record) {
    // Behind the operands, where operators have their state.
    if (site.slots != nullptr && record_.refs_end > place_of_children()) {
      children_ = static_cast<Children*>(site.slots[place_of_children()]);
    }
  }

  // Loads the first `count` subgraphs that the operator names.
  Status load(int count);
  // The same, of which one is chosen by operand 0 and called with the others.
  Status load_branches(int count);
  Status load_if() { return load_branches(2); }
  Status load_case() {
    return load_branches(
        static_cast<const ops::CaseParams*>(record_.params())->count);
  }
  Status load_once() { return load(1); }
  Status load_while();
  Status load_composite();
  void place();
  Status reset();
  Status run_branch(int chosen);
  Status run_if();
  Status run_case();
  Status run_while();
  Status run_once();
  Status run_composite();
  Status variable();

 private:
  struct Child {
    Interpreter interpreter;
    memory::Buffer* buffers;
  };
  // Loaded subgraphs follow it. They never run at the same time, so that their
  // activations share the operator's scratch.
  struct alignas(8) Children {
    int count;
    bool done;  // CALL_ONCE has run
  };

  int place_of_children() const { return record_.inputs + record_.outputs; }
  Loader& loader() const { return *static_cast<Loader*>(site_.runtime); }
  Interpreter& caller() const {
    return *static_cast<Interpreter*>(site_.runtime);
  }
  Child* loaded() const { return reinterpret_cast<Child*>(children_ + 1); }
  Interpreter& child(int i) const { return loaded()[i].interpreter; }
  // The subgraphs that the operator names stand first in its Params.
  const int32_t* named() const {
    return static_cast<const int32_t*>(record_.params());
  }
  // While it is loaded it lies in the arena.
  Record& altered() const { return const_cast<Record&>(record_); }
  // Of a variable: load_variable() notes them where subgraphs would stand.
  uint32_t bytes() const {
    return static_cast<uint32_t>(named()[0]);
  }
  void* input(int i) const { return site_.slots[i]; }
  void* output(int i) const { return site_.slots[record_.inputs + i]; }

  Status check_inputs(const Interpreter& child, int from) const;
  Status check_outputs(const Interpreter& child) const;
  bool matches(const Tensor& mine, const Tensor& theirs) const {
    return mine.type == theirs.type && mine.bytes == theirs.bytes;
  }
  // Copies values into the child's inputs, runs it, copies its outputs out.
  Status call(Interpreter& child, void* const* from, void* const* to) const;
  Status find_resource(int32_t handle, Resource*& resource) const;
  Status load_variable() const;

  const ops::CallSite& site_;
  const Record& record_;
  Children* children_ = nullptr;
};

Status Interpreter::Calls::load(int count) {
  children_ = static_cast<Children*>(loader().keep(static_cast<uint32_t>(
      sizeof(Children) + static_cast<uint32_t>(count) * sizeof(Child))));
  if (children_ == nullptr) return loader().missing();
  *children_ = {count, false};
  altered().refs()[place_of_children()] = loader().kept(children_);
  uint64_t& scratch = *static_cast<uint64_t*>(site_.data);
  for (int i = 0; i < count; ++i) {
    uint32_t head = 0;
    Child& it = loaded()[i];
    it = Child();
    const Status status = loader().load_child(it.interpreter, named()[i], head,
                                              it.buffers);
    if (status != Status::kOk) return status;
    scratch = max<uint64_t>(scratch, head);
  }
  return Status::kOk;
}

Status Interpreter::Calls::load_branches(int count) {
  Status status = load(count);
  for (int i = 0; i < count && status == Status::kOk; ++i) {
    status = check_inputs(child(i), 1);
    if (status == Status::kOk) status = check_outputs(child(i));
  }
  return status;
}

Status Interpreter::Calls::load_while() {
  Status status = load(2);
  if (status != Status::kOk) return status;
  if (child(0).outputs_ != 1) return Status::kWrongOperands;
  const Tensor answer = Source{&child(0).model_, child(0).graph_, {}}.tensor(
      child(0).graph_.outputs()[0]);
  if (answer.type != Type::kBool || answer.bytes != 1) {
    return Status::kWrongType;
  }
  for (int i = 0; i < 2 && status == Status::kOk; ++i) {
    status = check_inputs(child(i), 0);
  }
  if (status == Status::kOk) status = check_outputs(child(1));
  // The state lies in the outputs: they must be as large as the inputs.
  const Source& source = loader().source();
  for (int i = 0; i < record_.inputs && status == Status::kOk; ++i) {
    if (!matches(Source::read(&source, i),
                 Source::read(&source, ops::kOutput + i))) {
      status = Status::kWrongShape;
    }
  }
  return status;
}

Status Interpreter::Calls::load_composite() {
  Status status = load(1);
  if (status == Status::kOk) status = check_inputs(child(0), 0);
  return status == Status::kOk ? check_outputs(child(0)) : status;
}

void Interpreter::Calls::place() {
  for (int i = 0; i < children_->count; ++i) {
    loader().settle(child(i), loaded()[i].buffers,
                    static_cast<uint8_t*>(site_.data));
  }
}

Status Interpreter::Calls::reset() {
  children_->done = false;
  for (int i = 0; i < children_->count; ++i) {
    const Status status = child(i).reset();
    if (status != Status::kOk) return status;
  }
  return Status::kOk;
}

Status Interpreter::Calls::check_inputs(const Interpreter& child,
                                        int from) const {
  if (child.inputs_ != record_.inputs - from) return Status::kWrongOperands;
  const Source& source = loader().source();
  for (int i = 0; i < child.inputs_; ++i) {
    const Tensor theirs = Source{&child.model_, child.graph_, {}}.tensor(
        child.graph_.inputs()[static_cast<uint32_t>(i)]);
    if (!matches(Source::read(&source, from + i), theirs)) {
      return Status::kWrongShape;
    }
  }
  return Status::kOk;
}

Status Interpreter::Calls::check_outputs(const Interpreter& child) const {
  if (child.outputs_ != record_.outputs) return Status::kWrongOperands;
  const Source& source = loader().source();
  for (int i = 0; i < child.outputs_; ++i) {
    const Tensor theirs = Source{&child.model_, child.graph_, {}}.tensor(
        child.graph_.outputs()[static_cast<uint32_t>(i)]);
    if (!matches(Source::read(&source, ops::kOutput + i), theirs)) {
      return Status::kWrongShape;
    }
  }
  return Status::kOk;
}

Status Interpreter::Calls::call(Interpreter& child, void* const* from,
                                void* const* to) const {
  Interpreter& root =
      caller().root_ != nullptr ? *caller().root_ : caller();
  // Loops of empty subgraphs count too.
  root.spent_ += child.work_ + 1;
  if (root.spent_ > root.max_work_) return Status::kOverLimit;
  for (int i = 0; i < child.inputs_; ++i) {
    const Tensor input = child.input(i);
    copy_bytes(const_cast<void*>(input.data), from[i], input.bytes);
  }
  const Status status = child.invoke();
  if (status != Status::kOk) return status;
  for (int i = 0; to != nullptr && i < child.outputs_; ++i) {
    const Tensor output = child.output(i);
    copy_bytes(to[i], output.data, output.bytes);
  }
  return Status::kOk;
}

Status Interpreter::Calls::run_branch(int chosen) {
  return call(child(chosen), site_.slots + 1, site_.slots + record_.inputs);
}

Status Interpreter::Calls::run_if() {
  return run_branch(*static_cast<const uint8_t*>(input(0)) != 0 ? 0 : 1);
}

Status Interpreter::Calls::run_case() {
  const int32_t number = *static_cast<const int32_t*>(input(0));
  const int last = children_->count - 1;
  return run_branch(number < 0 || number > last ? last : number);
}

Status Interpreter::Calls::run_while() {
  Interpreter& condition = child(0);
  void** state = site_.slots + record_.inputs;
  for (int i = 0; i < record_.inputs; ++i) {
    move_bytes(state[i], input(i), condition.input(i).bytes);
  }
  for (;;) {
    Status status = call(condition, state, nullptr);
    if (status != Status::kOk) return status;
    if (*static_cast<const uint8_t*>(condition.output(0).data) == 0) break;
    status = call(child(1), state, state);
    if (status != Status::kOk) return status;
  }
  return Status::kOk;
}

Status Interpreter::Calls::run_once() {
  if (children_->done) return Status::kOk;
  const Status status = call(child(0), nullptr, nullptr);
  children_->done = status == Status::kOk;
  return status;
}

Status Interpreter::Calls::run_composite() {
  return call(child(0), site_.slots, site_.slots + record_.inputs);
}

namespace {

bool same(Numbers<char> a, Numbers<char> b) {
  return model::equal({reinterpret_cast<const char*>(a.at), a.size},
                      {reinterpret_cast<const char*>(b.at), b.size});
}

}  // namespace

// The variable behind a handle, which VAR_HANDLE of the same graph must make.
Status Interpreter::Calls::find_resource(int32_t handle,
                                         Resource*& resource) const {
  const Source& source = loader().source();
  Interpreter& self = loader().self();
  Interpreter& root = self.root_ != nullptr ? *self.root_ : self;
  for (uint32_t i = 0; i < source.graph.operators().size(); ++i) {
    const model::OperatorView op = source.graph.op(i);
    const int32_t code = source.model->operator_code(op.code()).code();
    if (code != ops::VarHandle::kCode || op.outputs().size() != 1 ||
        op.outputs()[0] != handle ||
        op.options_type() != ops::VarHandle::kOptionsType) {
      continue;
    }
    OptionReader reader(op.options(), source.model->bytes().end());
    ops::VarHandle::Options options;
    ops::VarHandle::Options::fields(options, reader);
    if (!reader.ok()) return Status::kMalformed;
    for (resource = root.resources_; resource != nullptr;
         resource = resource->next) {
      if (same(resource->name, options.shared_name) &&
          same(resource->container, options.container)) {
        return Status::kOk;
      }
    }
    resource = static_cast<Resource*>(loader().keep(sizeof(Resource)));
    if (resource == nullptr) return loader().missing();
    *resource = {root.resources_, options.container, options.shared_name, 0,
                 nullptr};
    root.resources_ = resource;
    return Status::kOk;
  }
  return Status::kNotConstant;
}

// Puts the variable's memory where the handle's value would be.
Status Interpreter::Calls::load_variable() const {
  const Source& source = loader().source();
  const bool reads = record_.outputs == 1;
  Resource* resource = nullptr;
  Status status = find_resource(source.index(0), resource);
  if (status != Status::kOk) return status;
  const Tensor value = Source::read(&source, reads ? ops::kOutput : 1);
  if (resource->data == nullptr) {
    resource->bytes = value.bytes;
    resource->data = loader().keep(max(value.bytes, 1u));
    if (resource->data == nullptr) return loader().missing();
  }
  if (resource->bytes != value.bytes) return Status::kWrongShape;
  const_cast<int32_t*>(named())[0] = static_cast<int32_t>(value.bytes);
  altered().refs()[0] = loader().kept(resource->data);
  return Status::kOk;
}

Status Interpreter::Calls::variable() {
  if (record_.inputs == 0) return Status::kOk;  // the handle itself
  const bool reads = record_.outputs == 1;
  switch (site_.stage) {
    case ops::CallStage::kLoad: return load_variable();
    case ops::CallStage::kPlace: break;
    case ops::CallStage::kReset: fill_bytes(input(0), 0, bytes()); break;
    case ops::CallStage::kRun:
      if (reads) {
        copy_bytes(output(0), input(0), bytes());
      } else {
        copy_bytes(input(0), input(1), bytes());
      }
      break;
  }
  return Status::kOk;
}

namespace ops {
namespace {

using Calls = Interpreter::Calls;
using Stage = Status (Calls::*)();

// What an operator that calls subgraphs does at each stage.
Status stages(const CallSite& site, Stage load, Stage run) {
  Calls calls(site);
  switch (site.stage) {
    case CallStage::kLoad: return (calls.*load)();
    case CallStage::kPlace: calls.place(); return Status::kOk;
    case CallStage::kReset: return calls.reset();
    case CallStage::kRun: return (calls.*run)();
  }
  return Status::kOk;
}

}  // namespace

Status call_if(const CallSite& site) {
  return stages(site, &Calls::load_if, &Calls::run_if);
}
Status call_case(const CallSite& site) {
  return stages(site, &Calls::load_case, &Calls::run_case);
}
Status call_while(const CallSite& site) {
  return stages(site, &Calls::load_while, &Calls::run_while);
}
Status call_once(const CallSite& site) {
  return stages(site, &Calls::load_once, &Calls::run_once);
}
Status call_composite(const CallSite& site) {
  return stages(site, &Calls::load_composite, &Calls::run_composite);
}
Status call_variable(const CallSite& site) {
  return Interpreter::Calls(site).variable();
}

}  // namespace ops
}  // namespace mote
