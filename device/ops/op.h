// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What an operator is made of, and what it is given. See README.md.
#ifndef MOTE_DEVICE_OPS_OP_H_
#define MOTE_DEVICE_OPS_OP_H_

#include "device/core/options.h"
#include "device/core/quantization.h"
#include "device/core/status.h"
#include "device/core/tensor.h"
#include "device/kernels/portable.h"

namespace mote::ops {

// Operand numbers: inputs count from 0, outputs from kOutput.
inline constexpr int kOutput = 1 << 16;

// What prepare and fill see of one operator in a graph. Tensors are read on
// demand from whatever holds the graph.
class Context {
 public:
  // The tensor of an operand; of one left out, or that the operator does not
  // have, a Tensor not present().
  [[gnu::noinline]] Tensor input(int i) const {
    return i < inputs_ ? read_(source_, i) : Tensor();
  }
  [[gnu::noinline]] Tensor output(int i) const {
    return i < outputs_ ? read_(source_, kOutput + i) : Tensor();
  }
  int inputs() const { return inputs_; }
  int outputs() const { return outputs_; }
  // The raw options of a custom operator.
  Span<const uint8_t> custom_options() const { return custom_options_; }

  // The kernels that will evaluate it.
  const KernelSet& kernels() const { return kernels_; }

  // Notes which operand is at fault and returns the status, for
  // `return context.refuse(...)`.
  Status refuse(Status status, int operand) const {
    *refused_ = operand;
    return status;
  }

 protected:
  using Read = Tensor (*)(const void* source, int operand);
  Context(const void* source, Read read, int inputs, int outputs,
          Span<const uint8_t> custom_options, const KernelSet& kernels,
          int* refused)
      : source_(source), read_(read), inputs_(inputs), outputs_(outputs),
        custom_options_(custom_options), kernels_(kernels),
        refused_(refused) {}

 private:
  const void* source_;
  Read read_;
  int inputs_;
  int outputs_;
  Span<const uint8_t> custom_options_;
  const KernelSet& kernels_;
  int* refused_;
};

inline constexpr int kMaxTables = 4;
// The output may not touch this input.
inline constexpr int32_t kApart = -1;

// What an operator wants around its operands.
struct Needs {
  // Bytes of each table: what grows with a dimension and needs no data. fill()
  // makes its content; who asks decides where it lies and for how long.
  uint32_t tables[kMaxTables] = {};
  // Bytes that eval may use as it likes; nothing in them outlives it.
  uint32_t scratch = 0;
  // Bytes that outlive an invoke; reset() gives them their first value.
  uint32_t state = 0;
  // How far output 0 may overlap input 0 and input 1: it may start this many
  // bytes or more before the input's start. 0: at the same place. kApart: not
  // at all.
  int32_t lead[2] = {kApart, kApart};
  // Which of the operator's Variants evaluates this node.
  uint8_t variant = 0;
  // Bit i: eval reads constant input i at any alignment, or not at all.
  uint32_t any_alignment = 0;
  // Bit i: eval does not read constant input i at all, though it may be large.
  uint32_t unread = 0;
  // Multiply-accumulates, or elements touched when that is more. 0: the
  // elements of the first input or an output, whichever has more.
  uint64_t work = 0;
};

// What eval works on: pointers in this order: inputs, outputs, tables, state if
// there is any, scratch if there is any. A left-out input is null.
class Buffers {
 public:
  constexpr Buffers(void* const* slots, int inputs, int outputs, int tables,
                    int slots_end)
      : slots_(slots), inputs_(static_cast<uint16_t>(inputs)),
        outputs_(static_cast<uint16_t>(outputs)),
        tables_(static_cast<uint16_t>(tables)),
        slots_end_(static_cast<uint16_t>(slots_end)) {}

  int inputs() const { return inputs_; }
  int outputs() const { return outputs_; }
  template <class T>
  const T* input(int i) const {
    return i < inputs_ ? static_cast<const T*>(slots_[i]) : nullptr;
  }
  // An input that is a variable: eval may write it.
  template <class T>
  T* variable(int i) const {
    return static_cast<T*>(slots_[i]);
  }
  template <class T>
  T* output(int i) const {
    return static_cast<T*>(slots_[inputs_ + i]);
  }
  template <class T>
  const T* table(int i) const {
    return static_cast<const T*>(slots_[inputs_ + outputs_ + i]);
  }
  template <class T>
  T* state() const {
    return static_cast<T*>(slots_[inputs_ + outputs_ + tables_]);
  }
  template <class T>
  T* scratch() const {
    return static_cast<T*>(slots_[slots_end_ - 1]);
  }

 private:
  void* const* slots_;
  uint16_t inputs_;  // at most 4096
  uint16_t outputs_;
  uint16_t tables_;
  uint16_t slots_end_;
};

// The kinds of evaluation an operator has, by the C++ type of its activations.
// A program can list fewer of them to save flash.
template <class... T>
struct Variants {};

// The variant for elements of this type; -1: there is none.
template <class... T>
constexpr int find_variant(Variants<T...>, Type type) {
  constexpr Type kTypes[] = {kTypeOf<T>...};
  for (int i = 0; i < static_cast<int>(sizeof...(T)); ++i) {
    if (kTypes[i] == type) return i;
  }
  return -1;
}

// A variant: float activations with 8-bit weights (dynamic range).
struct Hybrid {};

// A variant: V with weights of 4 or 2 bits, several in a byte.
template <class V>
struct Narrow {};

// Operators without options.
struct NoOptions {
  template <class V>
  static void fields(NoOptions&, V&) {}
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_OP_H_
