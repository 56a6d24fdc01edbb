// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// A plan as it lies in a model's file: the graph told so that checking it takes
// little time, prepared operators with their tables, and the place of each
// buffer.
#ifndef MOTE_DEVICE_RUNTIME_PLANNED_H_
#define MOTE_DEVICE_RUNTIME_PLANNED_H_

#include "device/runtime/interpreter.h"

namespace mote {

// All offsets are bytes from the start of the file. What the model itself holds
// (dimensions, scales, operand numbers, options) is pointed to and not copied,
// so that a model changed in place is not the one that was planned.

// A tensor. Quantization as in Tensor: with count 0 the offsets are 0.
struct PlannedTensor {
  Ref place;
  uint32_t bytes;
  uint32_t dims;
  uint32_t scales;
  uint32_t zero_points;
  int32_t count;
  uint8_t type;
  uint8_t rank;
  uint8_t axis;
  uint8_t variable;
};

struct PlannedOp {
  uint32_t inputs;   // vectors of tensor numbers; 0: empty
  uint32_t outputs;
  uint32_t options;  // the table that its row reads; 0: none
  uint32_t custom_options;  // a vector of bytes; 0: empty
};

struct PlannedCode {
  int32_t code;
  int32_t version;
  uint32_t name;  // a vector of characters; 0: empty
};

// The last bytes of the file. From `begin` on, a multiple of 8, lie the tensors,
// the operators, the operator codes and for each operator the offset of its
// record; at the next multiple of 8 the records in the order of the operators,
// each followed by its tables, all at multiples of 8.
struct Plan {
  static constexpr char kName[] = "MOTE_PLAN";  // of the metadata around it
  static constexpr uint32_t kMark = 0x324e4c50;  // "PLN2", a version's

  uint32_t begin;
  uint32_t tensors;
  uint32_t ops;
  uint32_t codes;
  uint32_t inputs;   // of the graph: vectors of tensor numbers
  uint32_t outputs;
  uint32_t head_bytes;  // that the buffers span
  KernelSet kernels;    // that prepare was told of
  uint16_t unused;
  uint32_t file_bytes;  // of the whole file
  uint32_t mark;        // kMark

  // In the file that ends with it.
  const uint8_t* file() const {
    return reinterpret_cast<const uint8_t*>(this + 1) - file_bytes;
  }
  const PlannedTensor* tensor() const {
    return reinterpret_cast<const PlannedTensor*>(file() + begin);
  }
  const PlannedOp* op() const {
    return reinterpret_cast<const PlannedOp*>(tensor() + tensors);
  }
  const PlannedCode* code() const {
    return reinterpret_cast<const PlannedCode*>(op() + ops);
  }
  const uint32_t* records() const {
    return reinterpret_cast<const uint32_t*>(code() + codes);
  }
  template <class T>
  flat::Vector<T> vector(uint32_t offset) const {
    return {offset == 0 ? nullptr : file() + offset};
  }
};
static_assert(sizeof(Plan) == 44, "the same on every machine");

// The plan at the end of these bytes, which start at a multiple of 4; its arrays
// up to the records lie in them. Null when there is none. What the arrays hold
// is not checked.
const Plan* find_plan(Span<const uint8_t> file);

// What is needed of planned.cc, so that only programs that name it link it.
struct PlanReader {
  struct Job {
    Span<const uint8_t> model;
    Span<uint8_t> arena;
    ops::OpList ops;
    const LoadOptions& options;
  };
  // Loads by the plan in the model, of which nothing is verified; false when
  // there is none that fits.
  bool (*load)(Interpreter& self, const Job& job);
  // Of a model so loaded: an input or, from inputs() on, an output; an output
  // of an operator.
  Tensor (*boundary)(const Interpreter& self, int i);
  Tensor (*op_output)(const Interpreter& self, int op, int i);
  void (*reset_variables)(const Interpreter& self);
};

}  // namespace mote

#endif  // MOTE_DEVICE_RUNTIME_PLANNED_H_
