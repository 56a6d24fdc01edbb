// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/codegen/source.h"

#include <algorithm>

#include "host/base/text.h"
#include "host/codegen/self_check.h"
#include "host/codegen/steps.h"
#include "host/run/params_text.h"

namespace mote::codegen {
namespace {

using base::text;

std::string constants(const Program& program) {
  std::string out;
  for (size_t i = 0; i < program.constants.size(); ++i) {
    const Constant& it = program.constants[i];
    out += text("// ", comment(it.what), ": ", base::grouped(it.bytes.size()),
                " bytes\n", array_text(it, text("kConstant", i)), "\n");
  }
  if (!program.constants.empty()) {
    out +=
        "constexpr void* fixed(const void* constant) {\n"
        "  return const_cast<void*>(constant);\n}\n\n";
  }
  return out;
}

std::string invoke(const Program& program, const std::string& name) {
  std::string out = "Status invoke() {\n";
  if (has_status(program)) out += "  Status status = Status::kOk;\n";
  for (size_t i = 0; i < program.steps.size(); ++i) {
    out += call_text(program, i, name, "status");
  }
  return out + "  return Status::kOk;\n}\n\n";
}

std::string reset(const Program& program, const std::string& name) {
  std::string out = "void reset() {\n";
  for (const Initial& it : program.variables) {
    out += text("  fill_bytes(", address(it.place, name), ", ", it.value, ", ",
                it.bytes, ");\n");
  }
  for (const Copy& it : program.first_values) out += copy_text(it, name);
  for (size_t i = 0; i < program.steps.size(); ++i) {
    out += reset_text(program, i, name);
  }
  return out + "}\n\n";
}

std::string arenas(const Program& program, const std::string& name) {
  std::string out;
  for (size_t i = 0; i < program.arenas.size(); ++i) {
    const Arena& it = program.arenas[i];
    if (!it.region.empty()) {
      out += text("[[gnu::section(\".bss.", it.region, "\")]] ");
    }
    out += text("alignas(16) uint8_t ", arena_name(name, i), "[",
                std::max(it.bytes, 1u), "];\n");
  }
  return out + "\n";
}

// Accessors that the header can't define: outputs that are constants.
std::string accessors(const Program& program, const std::string& name) {
  std::string out;
  for (size_t i = 0; i < program.outputs.size(); ++i) {
    const Boundary& it = program.outputs[i];
    if (it.place.kind != Place::kConstant) continue;
    const std::string type = text("const ", c_type(it.spec.type), "*");
    out += text("extern \"C\" ", type, " ", name, "_output_", i,
                "(void) {\n  return static_cast<", type, ">(",
                address(it.place, name), ");\n}\n\n");
  }
  return out;
}

}  // namespace

std::set<std::string> includes(const Program& program) {
  std::set<std::string> out = {"device/kernels/isa.h", "device/ops/list.h"};
  for (const Step& step : program.steps) {
    out.insert(std::string(step.prepared.info->header));
  }
  return out;
}

std::string body_text(const Program& program, const std::string& name) {
  std::string steps;
  for (size_t i = 0; i < program.steps.size(); ++i) {
    steps += operands(program, i, name);
  }
  return text(arenas(program, name),
              "namespace mote::", name, "_program {\nnamespace {\n\n",
              "// What follows is prepared for kernels like those of ",
              program.target->target,
              ", and no others.\nstatic_assert(Isa::kSet == KernelSet",
              run::value_text(program.target->set),
              ",\n              \"compile the model for this target: mote "
              "compile --target\");\n\n",
              constants(program), steps, invoke(program, name),
              reset(program, name), "}  // namespace\n\n",
              accessors(program, name), self_test_text(program, name),
              "}  // namespace mote::", name, "_program\n\n",
              "extern \"C\" int ", name, "_invoke(void) {\n",
              "  return static_cast<int>(mote::", name,
              "_program::invoke());\n}\n\n", "extern \"C\" void ", name,
              "_reset(void) { mote::", name, "_program::reset(); }\n");
}

std::string source_text(const Program& program, const std::string& name) {
  std::string out =
      text("// Written by mote compile from ", comment(program.source), " for ",
           program.target->target, ".\n#include \"", name, ".h\"\n\n");
  for (const std::string& include : includes(program)) {
    out += text("#include \"", include, "\"\n");
  }
  return out + "#include \"device/ops/instantiate.h\"\n\n" +
         body_text(program, name);
}

}  // namespace mote::codegen
