// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// How a model gets into an arena.
#ifndef MOTE_DEVICE_RUNTIME_LOADER_H_
#define MOTE_DEVICE_RUNTIME_LOADER_H_

#include "device/runtime/node.h"

namespace mote {

// The arena while loading: what stays grows down from its end (the tail), what
// loading alone needs lies at its start and is overwritten by activations.
class Interpreter::Loader {
 public:
  Loader(Interpreter& self, ops::OpList ops, const LoadOptions& options)
      : self_(self), op_list_(ops), options_(options) {}

  Fault load(Span<const uint8_t> bytes, Span<uint8_t> arena);

  // For operators that call other subgraphs or share variables (control.cc).

  static constexpr int kMaxDepth = 8;
  // Loads a subgraph into `child`, in the same arena. Its activations get
  // their place, of `head` bytes, by settle().
  Status load_child(Interpreter& child, int32_t subgraph, uint32_t& head,
                    memory::Buffer*& buffers);
  void settle(Interpreter& child, memory::Buffer* buffers, uint8_t* head);
  // Bytes that stay, fewer than 2^31, at the alignment of a pointer; null when
  // they don't fit.
  void* keep(uint32_t bytes);
  void* keep_aligned(uint32_t bytes);
  Status missing() { return too_small(missing_); }

  Interpreter& self() { return self_; }
  const Source& source() const { return source_; }

 private:
  Status load_graph(uint32_t subgraph);
  Status prepare_all();
  Status prepare(int op);
  Status find(const model::OperatorCode& code);
  Status prepare_operands(Node& node, const ops::Needs& needs, int op);
  Status prepare_input(Node& node, const ops::Needs& needs, int op, int i);
  void allow_overlap(const ops::Needs& needs);
  uint32_t plan();
  Status lay_out();
  Status fill_all_slots();
  Status place_boundary();
  void fill_slots(int op);
  void* address(int32_t tensor) const;

  // The memory of a variable, from the first operator on that names it.
  void* keep_variable(const Tensor& tensor, memory::Buffer& buffer);
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
  // A buffer for each tensor, then one for each operator's scratch. A variable
  // has bytes 0 and its distance below end_ as offset.
  Span<memory::Buffer> buffers_;
  uint32_t tensors_ = 0;
  int depth_ = 0;  // of calls
  Fault nested_;   // what failed in a subgraph that is called
};

}  // namespace mote

#endif  // MOTE_DEVICE_RUNTIME_LOADER_H_
