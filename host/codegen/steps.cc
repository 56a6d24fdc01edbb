// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/codegen/steps.h"

#include <optional>

#include "host/base/text.h"
#include "host/codegen/source.h"

namespace mote::codegen {
namespace {

using base::text;

std::string op_type(const Step& step) {
  return text("ops::", step.prepared.info->struct_name);
}

std::optional<run::DenseLayer> dense_layer(const Step& step) {
  run::DenseLayer layer;
  const run::Prepared& it = step.prepared;
  if (!run::dense_layer(*it.info, it.variant(), it.params.data(), layer)) {
    return std::nullopt;
  }
  return layer;
}

// Whether all multipliers are below 1/2, or plain zeros.
bool small_multipliers(const Program& program, const Step& step,
                       const run::DenseLayer& layer) {
  const auto small = [](int32_t mantissa, int8_t exponent) {
    return mantissa == 0 ? exponent == 0 : exponent < 0;
  };
  if (!layer.per_channel) return small(layer.mantissa, layer.exponent);
  const Place* tables = &step.slots[static_cast<size_t>(step.inputs) + 1];
  const base::Bytes& mantissas = program.constants[tables[0].at].bytes;
  const base::Bytes& exponents = program.constants[tables[1].at].bytes;
  for (size_t i = 0; i < exponents.size(); ++i) {
    if (!small(load_unaligned<int32_t>(&mantissas[4 * i]),
               static_cast<int8_t>(exponents[i]))) {
      return false;
    }
  }
  return true;
}

// Whether all dense layers together are too little work for a kernel's code.
bool little_work(const Program& program) {
  constexpr int64_t kLittle = 512;  // multiply-accumulates
  int64_t work = 0;
  for (const Step& step : program.steps) {
    const auto layer = dense_layer(step);
    if (!layer) continue;
    work += int64_t{layer->rows} * layer->depth * layer->channels;
  }
  return work <= kLittle;
}

// The kernel for layers of this size.
std::string dense_word(const Program& program, const Step& step,
                       const run::DenseLayer& layer) {
  const TargetKernels& target = *program.target;
  const int32_t least = target.set.dense_least;
  if (layer.depth < least || layer.channels < least) return "Portable::dense";
  if (target.singly && little_work(program)) {
    const bool copies = step.prepared.needs.scratch != 0;
    return copies ? "Portable::dense_of_copies" : "Portable::dense";
  }
  const bool few = layer.rows < target.set.dense_rows / 2 &&
                   small_multipliers(program, step, layer);
  return few && target.singly ? "Isa::dense_singly" : "Isa::dense";
}

// The same as a pointer of this type.
std::string cast(const char* type, const Place& place,
                 const std::string& name) {
  return text("reinterpret_cast<", type, ">(",
              place.kind == Place::kConstant ? text("kConstant", place.at)
                                             : address(place, name),
              ")");
}

// The operands of a dense layer, as its kernel takes them.
std::string dense_operands(const Step& step, const run::DenseLayer& layer,
                           size_t i, const std::string& name) {
  const Place* tables = &step.slots[static_cast<size_t>(step.inputs) + 1];
  const int step_of_channels = layer.per_channel ? 1 : 0;
  std::string out, mantissas = text("&kMantissa", i),
                   exponents = text("&kExponent", i);
  if (layer.per_channel) {
    mantissas = cast("const int32_t*", tables[0], name);
    exponents = cast("const int8_t*", tables[1], name);
  } else {
    out = text("constexpr int32_t kMantissa", i, " = ", layer.mantissa,
               ";\nconstexpr int8_t kExponent", i, " = ",
               static_cast<int>(layer.exponent), ";\n");
  }
  const Place scratch =
      step.prepared.needs.scratch != 0 ? step.slots.back() : Place();
  return out +
         text("const Dense<int8_t, int32_t> kDense", i, " = {\n    ",
              cast("const int8_t*", step.slots[0], name), ", /*x_stride=*/",
              layer.depth, ",\n    ",
              cast("const int8_t*", step.slots[1], name), ", /*depth=*/",
              layer.depth, ", /*channels=*/", layer.channels, ",\n    ",
              cast("int8_t*", step.slots[static_cast<size_t>(step.inputs)],
                   name),
              ", /*out_stride=*/", layer.channels, ", /*rows=*/", layer.rows,
              ", /*start=*/0,\n    /*scratch=*/", address(scratch, name),
              ",\n    {/*bias=*/",
              cast("const int32_t*", tables[layer.per_channel ? 2 : 0], name),
              ", ", mantissas, ", ", exponents, ",\n     /*step=*/",
              step_of_channels, ", /*zero_point=*/", layer.out_zero, ", {",
              layer.lo, ", ", layer.hi, "}}};\n\n");
}

}  // namespace

std::string arena_name(const std::string& name, size_t i) {
  return i == 0 ? name + "_arena" : text(name, "_arena_", i);
}

std::string address(const Place& place, const std::string& name) {
  switch (place.kind) {
    case Place::kNone: return "nullptr";
    case Place::kArena:
      return text(arena_name(name, place.arena), " + ", place.at);
    case Place::kConstant: return text("fixed(kConstant", place.at, ")");
  }
  return "";
}

// What a step computes with.
std::string operands(const Program& program, size_t i,
                     const std::string& name) {
  const Step& step = program.steps[i];
  const run::OpInfo& info = *step.prepared.info;
  const std::string title =
      text("// ", i, " ", info.name, " -> ", comment(step.what), "\n");
  if (step.copy) return "";
  if (const auto layer = dense_layer(step)) {
    return title + dense_operands(step, *layer, i, name);
  }
  std::string out =
      text(title, "constexpr ", op_type(step), "::Params kParams", i,
           " =\n    ", info.params_text(step.prepared.params.data()), ";\n");
  std::string slots;
  for (const Place& place : step.slots) {
    slots += text("    ", address(place, name), ",\n");
  }
  if (!slots.empty()) {
    out += text("constexpr void* kSlots", i, "[] = {\n", slots, "};\n");
  }
  return out + text("constexpr ops::Buffers kBuffers", i, "(",
                    slots.empty() ? "nullptr" : text("kSlots", i), ", ",
                    step.inputs, ", ", step.outputs, ", ",
                    step.prepared.tables.size(), ", ", step.slots.size(),
                    ");\n\n");
}

std::string copy_text(const Copy& copy, const std::string& name) {
  return text("  copy_bytes(", address(copy.to, name), ", ",
              address(copy.from, name), ", ", copy.bytes, ");\n");
}

std::string call_text(const Program& program, size_t i, const std::string& name,
                      const std::string& failed) {
  const Step& step = program.steps[i];
  if (step.copy) return copy_text(*step.copy, name);
  if (const auto layer = dense_layer(step)) {
    return text("  ", dense_word(program, step, *layer), "(kDense", i, ");\n");
  }
  return text("  status = ops::eval_op<", op_type(step), ", ",
              step.prepared.variant(), ">(&kParams", i, ", kBuffers", i,
              ");\n  if (status != Status::kOk) return ", failed, ";\n");
}

std::string reset_text(const Program& program, size_t i,
                       const std::string& name) {
  const Step& step = program.steps[i];
  if (step.prepared.info->entry.reset == nullptr) return "";
  return text("  ops::reset_op<", op_type(step), ">(&kParams", i, ", ",
              address(step.state, name), ");\n");
}

bool has_status(const Program& program) {
  for (const Step& step : program.steps) {
    if (!step.copy && !dense_layer(step)) return true;
  }
  return false;
}

}  // namespace mote::codegen
