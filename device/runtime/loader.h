// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// How a model gets into an arena.
#ifndef MOTE_DEVICE_RUNTIME_LOADER_H_
#define MOTE_DEVICE_RUNTIME_LOADER_H_

#include "device/runtime/interpreter.h"
#include "device/runtime/source.h"

namespace mote {

// The arena while loading: what stays grows down from its end (the tail), what
// loading alone needs lies at its start and is overwritten by activations.
class Interpreter::Loader {
 public:
  Loader(Interpreter& self, ops::OpList ops, const LoadOptions& options)
      : self_(self), op_list_(ops), options_(options) {}

  // Of a verified model.
  Fault load(Span<const uint8_t> bytes, Span<uint8_t> arena);

  // For operators that call other subgraphs or share variables (control.cc).

  static constexpr int kMaxDepth = 8;
  // Loads a subgraph into `child`, in the same arena. Its activations get
  // their place, of `head` bytes, by settle().
  Status load_child(Interpreter& child, int32_t subgraph, uint32_t& head,
                    memory::Buffer*& buffers);
  void settle(Interpreter& child, memory::Buffer* buffers, uint8_t* head);
  // Bytes that stay, fewer than 2^31, at a multiple of 8; null when they don't
  // fit.
  void* keep(uint32_t bytes);
  // Of what keep() gave, for the record being prepared.
  Ref kept(const void* at) const {
    return Ref::at(Ref::kTail,
                   static_cast<uint32_t>(end_ - static_cast<const uint8_t*>(at)));
  }
  Status missing() { return too_small(missing_); }

  Interpreter& self() { return self_; }
  const Source& source() const { return source_; }

 private:
  // Instead of Buffer::first: no operator has made it; a constant that is sparse
  // or misaligned.
  static constexpr uint16_t kNever = UINT16_MAX, kUnusual = UINT16_MAX - 1;

  // Of a whole graph, in load.cc.
  Status load_model();
  Status load_graph(uint32_t subgraph);
  Status make_buffers(uint32_t count);
  Status describe(const Tensor& tensor, memory::Buffer& buffer);
  Status prepare_all();
  uint32_t plan();
  Status lay_out(uint32_t head);
  void place_boundary();
  Status settle_all();

  // Of one operator, in prepare.cc.
  Status find(uint32_t code);
  Status prepare(int op);
  Status prepare_operands(Record& record, const ops::Needs& needs, int op);
  Status prepare_input(int32_t index, bool any_alignment, int op, Ref& ref);
  uint32_t work_of(const Record& record) const;
  Status prepare_tables(Record& record, const ops::Needs& needs,
                        uint64_t& scratch);
  void allow_overlap(const ops::Needs& needs, flat::Vector<int32_t> inputs,
                     uint32_t i);
  Ref reference(int32_t index) const;
  // Bytes among what outlives an invoke.
  Status reserve(uint32_t bytes, Ref& ref);
  Ref settled(Ref ref, uint32_t scratch) const;
  Status settle(int op);

  Status too_small(uint32_t missing) {
    fault_.bytes = missing;
    return Status::kArenaTooSmall;
  }
  Interpreter& self_;
  ops::OpList op_list_;
  const LoadOptions& options_;
  Fault fault_;
  Source source_ = {};
  const ops::OpEntry* entry_ = nullptr;
  int refused_ = -1;

  uint8_t* begin_ = nullptr;   // where activations start, aligned
  uint8_t* buffers_begin_ = nullptr;
  uint8_t* tail_ = nullptr;    // lowest byte that is kept
  uint8_t* end_ = nullptr;
  uint8_t* floor_ = nullptr;   // where it may not go below
  uint32_t missing_ = 0;
  uint32_t kept_bytes_ = 0;    // of what outlives an invoke
  // A buffer for each tensor, then one for each operator's scratch. What the
  // file holds and variables have bytes 0 and, as offset, the bits of their Ref.
  Span<memory::Buffer> buffers_;
  uint32_t tensors_ = 0;
  ops::Needs* needs_ = nullptr;  // behind the buffers: stacks are small
  uint32_t* index_ = nullptr;  // of the records, as the interpreter's
  uint16_t* rows_ = nullptr;   // as the interpreter's
  uint16_t most_refs_ = 0;     // of one operator
  int depth_ = 0;  // of calls
  bool nested_failed_ = false;  // fault_ tells of a subgraph that is called
};

}  // namespace mote

#endif  // MOTE_DEVICE_RUNTIME_LOADER_H_
