// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/plan/draft.h"

#include "host/base/text.h"
#include "host/plan/loaded.h"

namespace mote::plan {
namespace {

base::Result<std::unique_ptr<run::Session>> load(
    const run::ModelFile::Pointer& model, const KernelSet& kernels,
    bool by_plan) {
  for (uint32_t i = 0; i < model->view().operator_codes().size(); ++i) {
    const model::OperatorCode code = model->view().operator_code(i);
    const run::OpInfo* info =
        run::find_op(code.code(), run::string_view(code.custom_name()));
    if (info != nullptr && info->entry.call != nullptr) {
      return base::Error{model->where(),
                         base::text(info->name, " is in it, and only models "
                                    "of one graph without shared variables "
                                    "are planned ahead"),
                         "run it without a plan"};
    }
  }
  LoadOptions options;
  options.kernels = &kernels;
  if (by_plan) options.plans = &kPlanReader;
  return run::Session::load(model, 0, options);
}

}  // namespace

base::Result<Draft> make_draft(const run::ModelFile::Pointer& model,
                               const KernelSet& kernels) {
  auto session = load(model, kernels, false);
  if (!session.ok()) return session.error();
  Draft draft;
  draft.model = model;
  draft.kernels = kernels;
  draft.operators = run::prepare_all(*model, 0, kernels);
  draft.session = std::move(session).value();
  draft.usage = usage_of(model->view(), draft.operators);
  return draft;
}

base::Result<Footprint> footprint(const run::ModelFile::Pointer& model,
                                  const KernelSet& kernels, bool by_plan) {
  const auto session = load(model, kernels, by_plan);
  if (!session.ok()) return session.error();
  const Interpreter& interpreter = session.value()->interpreter();
  return Footprint{Loaded(interpreter).arena_bytes(kernels.pointer), interpreter.planned()};
}

}  // namespace mote::plan
