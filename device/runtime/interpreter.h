// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The interpreter: runs a .tflite model in one arena that the caller gives.
#ifndef MOTE_DEVICE_RUNTIME_INTERPRETER_H_
#define MOTE_DEVICE_RUNTIME_INTERPRETER_H_

#include "device/core/status.h"
#include "device/kernels/isa.h"
#include "device/memory/plan.h"
#include "device/model/model.h"
#include "device/ops/list.h"
#include "device/runtime/record.h"

namespace mote {

struct LoadOptions {
  uint32_t subgraph = 0;
  // Refuse a model that needs more than this per invoke, in multiply-
  // accumulates or elements touched.
  uint64_t max_work = UINT64_MAX;
  // Take turns with this one, loaded before: arena must be its shareable().
  const class Interpreter* turns_with = nullptr;
  // Keep per-channel tables in the arena. false: make them anew at each invoke
  // in memory that operators share, which saves RAM and costs time.
  bool keep_tables = true;
  // &kPlanReader: use the plan in the model, if there is one that fits. Null:
  // ignore it, and leave what reads it out of the program.
  const struct PlanReader* plans = nullptr;
  // What the operators are prepared for. On a device, its own.
  const KernelSet* kernels = &Isa::kSet;
};

// Loads by the plan that mote plan wrote into a model.
extern const PlanReader kPlanReader;

// Called around each operator with its position in the graph.
struct Hook {
  void (*before)(void* user, int op) = nullptr;
  void (*after)(void* user, int op) = nullptr;
  void* user = nullptr;
};

// Use: load once; then fill the inputs, invoke, read the outputs, as often as
// wanted. Fill every input before every invoke: their memory is used for other
// tensors meanwhile. Outputs are valid until the next invoke or step.
//
// The model's bytes and the arena must stay where they are as long as the
// interpreter is used; nothing else is referenced, and destroying it frees
// nothing. No function may run while another call on the same interpreter, or
// on one that shares its arena, is under way: an interrupt or a task may read
// outputs or fill inputs only between invokes. Different interpreters in
// different arenas are independent; there is no global state.
class Interpreter {
 public:
  // Verifies the model, prepares its operators from `ops` and lays out the
  // arena. model: at a multiple of 4, better 16. arena: any address; buffers
  // start at multiples of 16 within it. A failed load leaves nothing loaded
  // and tells where and why; arena contents are lost.
  [[nodiscard]] Fault load(Span<const uint8_t> model, ops::OpList ops,
                           Span<uint8_t> arena,
                           const LoadOptions& options = {});

  // Runs all operators. On kBadData, faulty_op() tells where it stopped.
  Status invoke();
  // Runs one operator, for programs that interleave other work. The first call
  // after load or after an inference has ended starts a new one; `done` turns
  // true with its last operator.
  Status step(bool& done);
  // Whether an operator ended the last inference before its last operator, as
  // CIRCULAR_BUFFER does while it gathers: what comes after it was not computed,
  // and outputs from there are not valid.
  bool ended_early() const { return ended_early_; }
  // Gives variables and operator states their first values.
  Status reset();

  int inputs() const { return inputs_; }
  int outputs() const { return outputs_; }
  // Type, shape, quantization; data and bytes tell its memory. 0 <= i < inputs.
  Tensor input(int i) const { return boundary(i); }
  Tensor output(int i) const { return boundary(inputs_ + i); }
  // Its elements; null when there is no such input or it is of another type.
  template <class T>
  T* input(int i) {
    return i < inputs_ ? typed<T>(input(i)) : nullptr;
  }
  template <class T>
  const T* output(int i) const {
    return i < outputs_ ? typed<T>(output(i)) : nullptr;
  }

  // Bytes of the arena in use: this much, at the same alignment, suffices.
  uint32_t arena_used() const {
    return memory::align_up(head_bytes_ + tail_bytes_);
  }
  // Multiply-accumulates (or elements touched) of one invoke.
  uint64_t work() const { return work_; }
  // The part of the arena that a second model may be loaded into, to take turns
  // with this one (LoadOptions::turns_with): they share the memory of
  // activations. Both keep their variables; inputs and outputs of one are lost
  // when the other runs.
  Span<uint8_t> shareable() const {
    return {arena_, shareable_ & ~(memory::kAlignment - 1)};
  }
  // Whether the plan in the model was used: prepared operators and tables stay
  // in it. A plan that does not fit the model or the kernels is ignored.
  bool planned() const { return plans_ != nullptr; }
  int operators() const { return ops_; }
  int faulty_op() const { return next_; }
  void set_hook(const Hook& hook) { hook_ = hook; }
  // An output of an operator that has just run, as in an after-hook. data is
  // valid until the next operator runs.
  Tensor op_output(int op, int i) const;

  class Calls;   // how control operators work, in control.cc
  class Loader;  // how a model gets into the arena, in loader.h
  class Planned;  // the same by a plan, in planned_loader.h
  struct HashTable;  // in hashtable.cc
  class HashTables;
  class Inside;  // what the workstation's planner sees

 private:
  friend class Calls;
  friend class Loader;
  friend class Planned;
  friend class HashTables;
  friend class Inside;

  template <class T>
  static T* typed(const Tensor& tensor) {
    return tensor.type == kTypeOf<T>
               ? static_cast<T*>(const_cast<void*>(tensor.data)) : nullptr;
  }
  // Of what goes in and then what goes out: its number, and the tensor.
  int32_t boundary_tensor(int i) const;
  Tensor boundary(int i) const;
  const Record& record(int op) const {
    return *reinterpret_cast<const Record*>(records_ + index_[op]);
  }
  const ops::OpEntry& entry(const Record& record) const {
    return op_list_[rows_[record.code]];
  }
  void* resolve(Ref ref) const;
  ops::Buffers resolve(const Record& record) const;
  // Forgets everything but the hook.
  void clear() {
    fill_bytes(static_cast<void*>(this), 0, offsetof(Interpreter, hook_));
  }
  // Makes the tables that lie from this base.
  void fill_tables(int op, Ref::Base base) const;
  void reset_variables() const;
  static void reset_variable(const Tensor& tensor);
  Status run(int op);

  model::Model model_;
  model::SubGraph graph_;
  const ops::OpEntry* op_list_ = nullptr;
  const uint16_t* rows_ = nullptr;     // of op_list_, by operator code
  const uint8_t* records_ = nullptr;   // where index_ counts from
  const uint32_t* index_ = nullptr;    // of each operator's record
  const Ref* boundary_ = nullptr;      // of inputs, then outputs
  uint8_t* arena_ = nullptr;   // where activations start
  uint8_t* kept_ = nullptr;    // where what outlives an invoke starts
  void** slots_ = nullptr;     // room for the addresses of one operator
  uint32_t head_bytes_ = 0;
  uint32_t tail_bytes_ = 0;
  uint32_t shareable_ = 0;
  uint64_t work_ = 0;
  int inputs_ = 0;
  int outputs_ = 0;
  int ops_ = 0;
  int next_ = 0;
  bool loaded_ = false;
  bool ended_early_ = false;
  struct Resource;
  Resource* resources_ = nullptr;  // variables that subgraphs share
  HashTable* hash_tables_ = nullptr;
  uint64_t max_work_ = 0;
  uint64_t spent_ = 0;  // of max_work_, in calls of this invoke
  const struct PlanReader* plans_ = nullptr;  // null: loaded without a plan
  Interpreter* root_ = nullptr;  // which was invoked; null: this one
  Hook hook_;
};

}  // namespace mote

#endif  // MOTE_DEVICE_RUNTIME_INTERPRETER_H_
