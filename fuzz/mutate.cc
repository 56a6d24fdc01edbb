// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "fuzz/mutate.h"

#include <cstring>

#include "device/model/verify.h"
#include "device/runtime/planned.h"

namespace mote::fuzz {
namespace {

uint32_t below(Random& random, size_t n) {
  return n == 0 ? 0 : static_cast<uint32_t>(random() % n);
}

// Numbers that break things: around 0, around the limits, small and random.
uint32_t interesting(Random& random) {
  constexpr uint32_t kNumbers[] = {
      0,       1,          2,          3,          4,          5,
      7,       8,          16,         17,         127,        128,
      255,     256,        32767,      32768,      65535,      65536,
      1000000, 0x3fffffff, 0x40000000, 0x7ffffffe, 0x7fffffff, 0x80000000,
      0x80000001, 0xffff0000, 0xfffffffe, 0xffffffff, 0x7f800000, 0x7fc00000,
      0x00000001, 0x3f800000};
  if (below(random, 3) == 0) return random();
  return kNumbers[below(random, sizeof(kNumbers) / sizeof(uint32_t))];
}

void put(Bytes& file, const uint8_t* at, size_t width, uint32_t value) {
  const size_t offset = static_cast<size_t>(at - file.data());
  if (at == nullptr || offset + width > file.size()) return;
  std::memcpy(file.data() + offset, &value, width < 4 ? width : 4);
}

// A new value for a number: near the old one or any.
uint32_t changed(uint32_t old, Random& random) {
  return below(random, 2) == 0 ? old + below(random, 5) - 2
                               : interesting(random);
}

template <class T>
void change_element(Bytes& file, flat::Vector<T> vector, Random& random) {
  if (vector.size() == 0) return;
  const uint32_t i = below(random, vector.size());
  const uint8_t* at = vector.at + 4 + sizeof(T) * i;
  put(file, at, sizeof(T), changed(static_cast<uint32_t>(vector[i]), random));
}

void change_scalar(Bytes& file, const flat::Table& table, int slot,
                   size_t width, Random& random) {
  const uint8_t* at = table.field(slot);
  if (at == nullptr) return;
  uint32_t old = 0;
  std::memcpy(&old, at, width < 4 ? width : 4);
  put(file, at, width, changed(old, random));
}

// A slot of a vtable: makes a field absent, or another field's.
void change_vtable(Bytes& file, const flat::Table& table, Random& random) {
  const uint8_t* vtable =
      table.address() - load_unaligned<int32_t>(table.address());
  const uint32_t slots = (load_unaligned<uint16_t>(vtable) - 4u) / 2;
  if (slots == 0) return;
  const uint8_t* at = vtable + 4 + 2 * below(random, slots);
  put(file, at, 2,
      below(random, 2) == 0
          ? 0 : load_unaligned<uint16_t>(vtable + 4 + 2 * below(random, slots)));
}

void change_tensor(Bytes& file, const model::TensorView& tensor,
                   Random& random) {
  const flat::Table quantization = tensor.table.table(4);
  switch (below(random, 9)) {
    case 0: case 1: case 2:
      return change_element(file, tensor.table.vector<int32_t>(0), random);
    case 3: return change_scalar(file, tensor.table, 1, 1, random);
    case 4: return change_scalar(file, tensor.table, 2, 4, random);
    case 5: return change_vtable(file, tensor.table, random);
    case 6: return change_element(file, quantization.vector<uint32_t>(2), random);
    case 7: return change_element(file, quantization.vector<int64_t>(3), random);
    default: {
      // The rank: the count of a vector.
      const auto dims = tensor.table.vector<int32_t>(0);
      if (dims.at != nullptr) {
        put(file, dims.at, 4, changed(dims.size(), random) & 15u);
      }
    }
  }
}

void change_operator(Bytes& file, const model::OperatorView& op,
                     Random& random) {
  switch (below(random, 8)) {
    case 0: return change_scalar(file, op.table, 0, 4, random);
    case 1: return change_element(file, op.inputs(), random);
    case 2: return change_element(file, op.outputs(), random);
    case 3: return change_scalar(file, op.table, 3, 1, random);
    case 4: return change_vtable(file, op.table, random);
    case 5: return change_element(file, op.table.vector<uint8_t>(5), random);
    default: {
      const flat::Table options = op.options() ? op.options() : op.options2();
      if (!options) return;
      const int slot = static_cast<int>(below(random, 8));
      const uint8_t* at = options.field(slot);
      if (at == nullptr) return;
      put(file, at, below(random, 2) == 0 ? 1 : 4, interesting(random));
    }
  }
}

// The value of a small constant: axes, paddings, shapes, indices.
void change_constant(Bytes& file, const model::Model& model,
                     const model::TensorView& tensor, Random& random) {
  const Span<const uint8_t> constant = model.constant(tensor);
  const uint32_t element = bits(tensor.type()) / 8;
  if (constant.empty() || element == 0) return;
  const uint32_t i = below(random, constant.size / element);
  put(file, constant.data + i * element, element, interesting(random));
}

// A word of the plan: mostly of its rows, which are most of what is believed.
void change_plan(Bytes& file, const Plan& plan, Random& random) {
  const uint32_t rows = static_cast<uint32_t>(
      reinterpret_cast<const uint8_t*>(plan.records() + plan.ops) -
      reinterpret_cast<const uint8_t*>(plan.tensor()));
  const uint32_t last = static_cast<uint32_t>(file.size()) - plan.begin;
  uint32_t at = plan.begin;
  switch (below(random, 4)) {
    case 0: at += 4 * below(random, last / 4); break;
    case 1: at = static_cast<uint32_t>(file.size() - sizeof(Plan)) +
                 4 * below(random, sizeof(Plan) / 4); break;
    default: at += 4 * below(random, rows / 4);
  }
  uint32_t old = 0;
  std::memcpy(&old, file.data() + at, 4);
  // Or what another row has.
  const uint32_t other = load_unaligned<uint32_t>(
      file.data() + plan.begin + 4 * below(random, rows / 4));
  put(file, file.data() + at, 4,
      below(random, 4) == 0 ? other : changed(old, random));
}

}  // namespace

void mutate_bytes(Bytes& file, Random& random) {
  if (file.empty()) return;
  const uint32_t kind = below(random, 4);
  if (kind == 0) {
    file.resize(below(random, file.size() + 1));
  } else if (kind == 1 && file.size() >= 4) {
    const uint32_t value = interesting(random);
    std::memcpy(file.data() + below(random, file.size() / 4) * 4, &value, 4);
  } else {
    for (uint32_t n = 1 + below(random, 8); n != 0; --n) {
      file[below(random, file.size())] = static_cast<uint8_t>(random());
    }
  }
}

void mutate_structure(Bytes& file, Random& random) {
  const Plan* plan = find_plan({file.data(), file.size()});
  if (plan != nullptr && below(random, 2) == 0) {
    return change_plan(file, *plan, random);
  }
  Bytes scratch(file.size() / 8 + 64);
  const Fault fault = model::verify({file.data(), file.size()},
                                    {scratch.data(), scratch.size()});
  if (fault.status != Status::kOk || below(random, 8) == 0) {
    return mutate_bytes(file, random);
  }
  const model::Model model({file.data(), file.size()});
  const model::SubGraph graph =
      model.subgraph(below(random, model.subgraphs().size()));
  const uint32_t tensors = graph.tensors().size();
  const uint32_t ops = graph.operators().size();
  const uint32_t kind = below(random, 10);
  if (kind < 4 && tensors != 0) {
    change_tensor(file, graph.tensor(below(random, tensors)), random);
  } else if (kind < 7 && ops != 0) {
    change_operator(file, graph.op(below(random, ops)), random);
  } else if (kind == 7 && tensors != 0) {
    change_constant(file, model, graph.tensor(below(random, tensors)), random);
  } else if (kind == 8 && model.operator_codes().size() != 0) {
    const model::OperatorCode code =
        model.operator_code(below(random, model.operator_codes().size()));
    change_scalar(file, code.table, below(random, 2) == 0 ? 0 : 3, 1, random);
  } else {
    change_element(file, below(random, 2) == 0 ? graph.inputs()
                                               : graph.outputs(), random);
  }
}

}  // namespace mote::fuzz
