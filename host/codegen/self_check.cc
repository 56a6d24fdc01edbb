// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/codegen/self_check.h"

#include <map>

#include "host/base/text.h"
#include "host/codegen/source.h"
#include "host/codegen/steps.h"
#include "host/run/feed.h"
#include "host/run/session.h"

namespace mote::codegen {
namespace {

using base::text;

// FNV-1a of 32 bits.
constexpr uint32_t kBasis = 2166136261u, kPrime = 16777619u;

uint32_t add(uint32_t sum, const uint8_t* bytes, size_t count) {
  for (size_t i = 0; i < count; ++i) sum = (sum ^ bytes[i]) * kPrime;
  return sum;
}

// Notes a sum after each operator.
struct Observer {
  const run::Session* session;
  const Program* program;
  std::map<int, uint32_t> sums;  // by operator

  static void after(void* user, int op) {
    Observer& self = *static_cast<Observer*>(user);
    for (const Step& step : self.program->steps) {
      if (step.prepared.fault.op != op) continue;
      uint32_t sum = kBasis;
      for (int i = 0; i < step.outputs; ++i) {
        const Tensor tensor = self.session->op_output(op, i);
        sum = add(sum, static_cast<const uint8_t*>(tensor.data), tensor.bytes);
      }
      self.sums[op] = sum;
    }
  }
};

}  // namespace

base::Result<void> add_self_test(Program& program) {
  const auto step = run::random_step(*program.model, 0);
  if (!step.ok()) return step.error();
  const auto session = run::Session::load(program.model);
  if (!session.ok()) return session.error();
  Observer observer = {session.value().get(), &program, {}};
  session.value()->set_hook({nullptr, &Observer::after, &observer});
  const auto outputs = session.value()->invoke(step.value());
  if (!outputs.ok()) return outputs.error();
  SelfTest test;
  for (size_t i = 0; i < program.inputs.size(); ++i) {
    test.inputs.push_back(
        {Place::kConstant, static_cast<uint32_t>(program.constants.size())});
    program.constants.push_back({text("input ", i, " of the test"),
                                 program.inputs[i].spec.type, step.value()[i]});
  }
  for (const Step& it : program.steps) {
    const auto sum = observer.sums.find(it.prepared.fault.op);
    if (sum == observer.sums.end()) break;
    test.sums.push_back(sum->second);
  }
  program.self_test = std::move(test);
  return {};
}

std::string self_test_text(const Program& program, const std::string& name) {
  if (!program.self_test) return "";
  const SelfTest& test = *program.self_test;
  std::string out = text(
      "namespace {\n\nuint32_t sum_on(uint32_t sum, const void* data, "
      "uint32_t bytes) {\n"
      "  const uint8_t* at = static_cast<const uint8_t*>(data);\n"
      "  for (; bytes > 0; --bytes) sum = (sum ^ *at++) * ",
      kPrime,
      "u;\n  return sum;\n}\n\n}  // namespace\n\nextern \"C\" const "
      "char* ",
      name, "_self_test(void) {\n  reset();\n");
  if (has_status(program)) out += "  Status status = Status::kOk;\n";
  for (size_t i = 0; i < test.inputs.size(); ++i) {
    out += copy_text({program.inputs[i].place, test.inputs[i],
                      static_cast<uint32_t>(program.inputs[i].spec.bytes())},
                     name);
  }
  for (size_t i = 0; i < test.sums.size(); ++i) {
    const Step& step = program.steps[i];
    const std::string label =
        text("\"", i, " ", step.prepared.info->name, "\"");
    out += call_text(program, i, name,
                     "status == Status::kEndEarly ? nullptr : " + label);
    if (step.copy || step.outputs == 0) continue;
    std::string sum = text(kBasis, "u");
    for (int k = 0; k < step.outputs; ++k) {
      const size_t slot = static_cast<size_t>(step.inputs + k);
      sum = text("sum_on(", sum, ", ", address(step.slots[slot], name), ", ",
                 step.output_bytes[static_cast<size_t>(k)], ")");
    }
    out +=
        text("  if (", sum, " != ", test.sums[i], "u) return ", label, ";\n");
  }
  return out + "  return nullptr;\n}\n\n";
}

}  // namespace mote::codegen
