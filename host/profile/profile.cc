// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/profile/profile.h"

#include <chrono>

#include "host/emulate/emulator.h"
#include "host/run/prepared.h"

namespace mote::profile {
namespace {

using Clock = std::chrono::steady_clock;

// Every operator, not yet measured.
Profile make_profile(const run::ModelFile& model, const std::string& target) {
  Profile out = {model.where(), target, {}};
  const model::SubGraph graph = model.view().subgraph(0);
  const std::vector<run::Prepared> prepared = run::prepare_all(model, 0);
  for (uint32_t i = 0; i < graph.operators().size(); ++i) {
    const model::OperatorView op = graph.op(i);
    OperatorCost cost;
    cost.index = static_cast<int32_t>(i);
    cost.name = run::op_name(model.view().operator_code(op.code()));
    cost.work = prepared[i].work;
    if (op.outputs().size() > 0) {
      const auto output = static_cast<uint32_t>(op.outputs()[0]);
      cost.shape = run::tensor_spec(graph.tensor(output)).shape;
    }
    out.operators.push_back(std::move(cost));
  }
  return out;
}

// Remembers the least time that each operator took.
struct Stopwatch {
  std::vector<OperatorCost>& operators;
  size_t ran = 0;
  Clock::time_point start;

  static void before(void* self, int) {
    static_cast<Stopwatch*>(self)->start = Clock::now();
  }
  static void after(void* self, int op) {
    const Clock::time_point end = Clock::now();
    Stopwatch& watch = *static_cast<Stopwatch*>(self);
    const auto index = static_cast<size_t>(op);
    const std::chrono::duration<double> took = end - watch.start;
    double& least = watch.operators[index].seconds;
    if (least == 0 || took.count() < least) least = took.count();
    watch.ran = std::max(watch.ran, index + 1);
  }
};

}  // namespace

base::Result<Profile> profile_board(const run::ModelFile::Pointer& model,
                                    run::Step step,
                                    const std::string& target) {
  const run::Case it = {model, {std::move(step)}};
  auto counted = emulate::Emulator(*emulate::find_board(target)).profile(it);
  if (!counted.ok()) return counted.error();
  Profile out = make_profile(*model, target);
  out.operators.resize(
      std::min(out.operators.size(), counted->operators.size()));
  for (OperatorCost& cost : out.operators) {
    cost.mix = counted->operators[static_cast<size_t>(cost.index)];
    cost.cycles = estimated_cycles(target, cost.mix);
  }
  return out;
}

base::Result<Profile> profile_host(const run::ModelFile::Pointer& model,
                                   const run::Step& step, int runs) {
  const auto session = run::Session::load(model);
  if (!session.ok()) return session.error();
  Profile out = make_profile(*model, "host");
  Stopwatch watch = {out.operators, 0, {}};
  session.value()->set_hook({&Stopwatch::before, &Stopwatch::after, &watch});
  for (int i = 0; i < runs; ++i) {
    const auto outputs = session.value()->invoke(step);
    if (!outputs.ok()) return outputs.error();
  }
  out.operators.resize(watch.ran);
  return out;
}

}  // namespace mote::profile
