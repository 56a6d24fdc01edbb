// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <cctype>

#include "host/base/text.h"
#include "host/codegen/source.h"
#include "host/codegen/steps.h"
#include "host/run/params_text.h"

namespace mote::codegen {
namespace {

using base::text;

std::string upper(const std::string& name) {
  std::string out;
  for (const char c : name) {
    out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return out;
}

// The macros and the accessor of one input or output.
std::string boundary(const Boundary& it, const std::string& name,
                     const std::string& which, bool constant) {
  const std::string macro = upper(name + "_" + which);
  std::string out =
      text("// \"", comment(it.spec.name), "\": ", it.spec.kind());
  if (it.spec.scale != 0) {
    out += text("; real = SCALE * (q - ZERO_POINT)\n#define ", macro, "_SCALE ",
                run::value_text(it.spec.scale), "\n#define ", macro,
                "_ZERO_POINT ", it.spec.zero_point);
  }
  out += text("\n#define ", macro, "_BYTES ", it.spec.bytes(), "\n");
  const std::string type =
      text(constant ? "const " : "", c_type(it.spec.type), "*");
  if (it.place.kind == Place::kConstant) {
    return out + text(type, " ", name, "_", which, "(void);\n\n");
  }
  return out + text("static inline ", type, " ", name, "_", which,
                    "(void) {\n  return (", type, ")(void*)(",
                    address(it.place, name), ");\n}\n\n");
}

// What the program's arenas are called.
std::string arenas(const Program& program, const std::string& name) {
  std::string out;
  for (size_t i = 0; i < program.arenas.size(); ++i) {
    const Arena& it = program.arenas[i];
    const std::string array = arena_name(name, i);
    if (!it.region.empty()) {
      out += text("// In section .bss.", it.region, ":\n");
    }
    out += text("#define ", upper(array), "_BYTES ", it.bytes,
                "\nextern uint8_t ", array, "[];\n");
  }
  return out + "\n";
}

}  // namespace

const char* c_type(Type type) {
  switch (type) {
    case Type::kFloat32:
    case Type::kComplex64: return "float";
    case Type::kFloat64:
    case Type::kComplex128: return "double";
    case Type::kInt8: return "int8_t";
    case Type::kInt16: return "int16_t";
    case Type::kUInt16:
    case Type::kFloat16:
    case Type::kBFloat16: return "uint16_t";
    case Type::kInt32:
    case Type::kResource: return "int32_t";
    case Type::kUInt32: return "uint32_t";
    case Type::kInt64: return "int64_t";
    case Type::kUInt64: return "uint64_t";
    default: return "uint8_t";
  }
}

std::string comment(const std::string& words) {
  std::string out;
  for (const char c : words) {
    out += static_cast<unsigned char>(c) < ' ' || c == '\\' ? '?' : c;
  }
  return out;
}

std::string header_text(const Program& program, const std::string& name) {
  const std::string guard = upper(name) + "_H";
  std::string out =
      text("// Written by mote compile from ", comment(program.source), " for ",
           program.target->target, ".\n#ifndef ", guard, "\n#define ", guard,
           "\n\n#include <stdint.h>\n\n#ifdef __cplusplus\nextern \"C\" "
           "{\n#endif\n\n"
           "// All memory that the model works in.\n",
           arenas(program, name),
           "// Runs the model once. 0: outputs are valid until the next call; "
           "else a\n"
           "// mote::Status. Fill every input before every call: their memory "
           "holds\n"
           "// other tensors meanwhile.\nint ",
           name,
           "_invoke(void);\n\n"
           "// Gives what the model keeps from call to call its first values. "
           "Call it\n"
           "// before the first ",
           name,
           "_invoke(), and when the stream of inputs\n"
           "// is interrupted.\nvoid ",
           name, "_reset(void);\n\n");
  if (program.self_test) {
    out += text(
        "// Runs the model on inputs of its own. Null: every operator gave the "
        "bits\n"
        "// that it gives on the workstation; else the first that did not.\n"
        "const char* ",
        name, "_self_test(void);\n\n");
  }
  for (size_t i = 0; i < program.inputs.size(); ++i) {
    out += boundary(program.inputs[i], name, text("input_", i), false);
  }
  for (size_t i = 0; i < program.outputs.size(); ++i) {
    out += boundary(program.outputs[i], name, text("output_", i), true);
  }
  return out +
         text("#ifdef __cplusplus\n}  // extern \"C\"\n#endif\n\n#endif  // ",
              guard, "\n");
}

}  // namespace mote::codegen
