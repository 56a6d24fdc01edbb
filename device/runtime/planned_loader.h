// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// How a model gets into an arena by the plan at its end. Nothing in the file is
// trusted or was verified: what the plan tells of tensors is checked against the
// file, each operator is prepared and must come to the same Params, and the
// places of buffers are checked by noting whose content each of them overwrites.
#ifndef MOTE_DEVICE_RUNTIME_PLANNED_LOADER_H_
#define MOTE_DEVICE_RUNTIME_PLANNED_LOADER_H_

#include "device/runtime/planned.h"

namespace mote {

class Interpreter::Planned {
 public:
  static bool load(Interpreter& self, const PlanReader::Job& job);
  static Tensor boundary(const Interpreter& self, int i);
  static Tensor op_output(const Interpreter& self, int op, int i);
  static void reset_variables(const Interpreter& self);

 private:
  using Numbers = flat::Vector<int32_t>;
  struct View;

  Planned(Interpreter& self, const Plan& plan, const PlanReader::Job& job)
      : self_(self), plan_(plan), op_list_(job.ops), options_(job.options) {}

  bool load(Span<uint8_t> arena);
  bool make_room(Span<uint8_t> arena);
  bool find_rows();
  uint8_t* keep(uint32_t bytes);
  bool reserve(uint32_t bytes, Ref planned);

  // What the plan tells, against the file and the arena.
  bool inside(uint32_t at, uint32_t bytes) const {
    return at <= plan_.file_bytes && bytes <= plan_.file_bytes - at;
  }
  bool fits_vector(uint32_t at, uint32_t width) const;
  bool fits_numbers(uint32_t at, int32_t least) const;
  bool fits_head(Ref place, uint32_t bytes) const;
  bool fits_quantization(const PlannedTensor& tensor) const;
  bool fits(const PlannedTensor& tensor);

  bool visit(uint32_t op);
  bool prepare();
  bool adopt(const Record& planned);
  bool check_refs(const Record& planned);
  void fill_tables(uint32_t op);
  bool lay_out();

  // Whose content is intact.
  const PlannedTensor& tensor(int32_t i) const { return plan_.tensor()[i]; }
  bool defined(int32_t number) const;
  bool write(int32_t number, int output);
  bool overwrite(Ref place, uint32_t bytes, int output);
  bool may_lie_over(int32_t number, Ref place, int output) const;

  static const Plan& plan_of(const Interpreter& self) {
    return reinterpret_cast<const Plan*>(self.model_.bytes().end())[-1];
  }
  static Tensor describe(const Plan& plan, int32_t number);
  static Tensor resolved(const Interpreter& self, int32_t number);
  static Tensor read(const void* source, int operand);

  Interpreter& self_;
  const Plan& plan_;
  ops::OpList op_list_;
  const LoadOptions& options_;

  uint8_t* begin_ = nullptr;
  uint8_t* floor_ = nullptr;  // where the tail may not go below
  uint8_t* tail_ = nullptr;   // lowest byte that is kept
  uint8_t* end_ = nullptr;
  // While loading, at the start of the arena, in so many bytes:
  uint32_t loading_ = 0;
  uint16_t* live_ = nullptr;  // numbers of the tensors that are intact
  ops::Needs* needs_ = nullptr;
  uint8_t* params_ = nullptr;

  uint32_t lives_ = 0;
  uint32_t kept_bytes_ = 0;
  uint32_t most_refs_ = 0;
  uint32_t at_ = 0;           // of the next record
  // Of the operator at work:
  const ops::OpEntry* entry_ = nullptr;
  const PlannedOp* op_ = nullptr;
  Numbers inputs_, outputs_;
};

}  // namespace mote

#endif  // MOTE_DEVICE_RUNTIME_PLANNED_LOADER_H_
