// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/plan/plan.h"

#include <algorithm>
#include <cstring>

#include "device/runtime/record.h"
#include "host/export/tflite/export.h"
#include "host/import/tflite/import.h"
#include "host/plan/draft.h"
#include "host/plan/kernel_sets.h"
#include "host/plan/search.h"

namespace mote::plan {
namespace {

using Pointer = run::ModelFile::Pointer;

// As many tries as take a second or two.
int tries(size_t buffers) {
  const double each = static_cast<double>(buffers) * static_cast<double>(buffers);
  return static_cast<int>(std::clamp(4e8 / (each + 1), 100.0, 20000.0));
}

base::Result<Pointer> write(const ir::Module& module,
                            const std::string& where) {
  base::Result<base::Bytes> bytes = tflite::export_model(module, where);
  if (!bytes.ok()) return bytes.error();
  return run::ModelFile::parse(std::move(bytes).value(), where);
}

void erase_plan(ir::Module& module) {
  std::erase_if(module.metadata, [](const ir::Metadata& it) {
    return it.name == Plan::kName;
  });
}

std::vector<Step> timeline(const Draft& draft,
                           const std::vector<memory::Buffer>& placed) {
  const model::SubGraph graph = draft.model->view().subgraph(0);
  const uint32_t count = graph.operators().size();
  const std::vector<uint32_t> live = live_bytes(draft.buffers, count);
  std::vector<Step> steps(count);
  for (uint32_t i = 0; i < count; ++i) {
    steps[i].op = draft.operators[i].info->name;
    steps[i].live_bytes = live[i];
    for (uint32_t b = 0; b < placed.size(); ++b) {
      const memory::Buffer& buffer = placed[b];
      if (buffer.bytes == 0 || i < buffer.first || i > buffer.last) continue;
      const std::string name =
          b < draft.tensors
              ? std::string(run::string_view(graph.tensor(b).name()))
              : "scratch";
      steps[i].holders.push_back({name, buffer.offset, buffer.bytes});
    }
    std::ranges::sort(steps[i].holders, {}, &Holder::offset);
  }
  return steps;
}

// The plan's bytes must lie at their offset in the file before they are known:
// the first file holds others, as many.
base::Result<base::Bytes> embed(const Draft& draft, ir::Module module,
                                const KernelSet& kernels,
                                std::vector<Step>& steps) {
  const std::string& where = draft.model->where();
  std::vector<memory::Buffer> any = draft.buffers;
  for (memory::Buffer& buffer : any) buffer.offset = 0;
  module.metadata.push_back(
      {Plan::kName, ir::make_constant(encode(draft, any, 0))});
  const base::Result<Pointer> file = write(module, where);
  if (!file.ok()) return file.error();
  const base::Result<Draft> last = make_draft(file.value(), kernels);
  if (!last.ok()) return last.error();

  const std::vector<uint32_t> live = live_bytes(
      last.value().buffers, last.value().model->view().subgraph(0)
                                .operators().size());
  const uint32_t least = live.empty() ? 0 : *std::ranges::max_element(live);
  const std::vector<memory::Buffer> placed =
      search(last.value().buffers, least, tries(draft.buffers.size()));
  steps = timeline(last.value(), placed);
  const Span<const uint8_t> place =
      file.value()->view().metadata(Plan::kName);
  const uint32_t at =
      static_cast<uint32_t>(place.data - file.value()->bytes().data());
  const base::Bytes plan = encode(last.value(), placed, at);
  const auto bytes = file.value()->bytes();
  base::Bytes out(bytes.begin(), bytes.end());
  std::memcpy(out.data() + at, plan.data(), plan.size());
  return out;
}

}  // namespace

base::Result<Planned> plan_model(const Pointer& model,
                                 const std::string& target) {
  const base::Result<KernelSet> kernels = kernel_set(target);
  if (!kernels.ok()) return kernels.error();
  base::Result<ir::Module> module =
      tflite::import_model(model->bytes(), model->where());
  if (!module.ok()) return module.error();
  erase_plan(*module);
  const base::Result<Pointer> plain = write(*module, model->where());
  if (!plain.ok()) return plain.error();
  const base::Result<Draft> draft = make_draft(plain.value(), kernels.value());
  if (!draft.ok()) return draft.error();

  Planned out;
  out.model = model->where();
  out.target = target;
  base::Result<base::Bytes> file =
      embed(draft.value(), *module, kernels.value(), out.steps);
  if (!file.ok()) return file.error();
  out.plan_bytes = static_cast<uint32_t>(file->size() -
                                         plain.value()->bytes().size());
  for (const Step& step : out.steps) {
    out.least_bytes = std::max(out.least_bytes, step.live_bytes);
    for (const Holder& it : step.holders) {
      out.activation_bytes =
          std::max(out.activation_bytes, it.offset + it.bytes);
    }
  }
  const base::Result<Pointer> done =
      run::ModelFile::parse(file.value(), model->where());
  if (!done.ok()) return done.error();
  const base::Result<Footprint> need =
      footprint(done.value(), kernels.value());
  if (!need.ok()) return need.error();
  if (!need.value().planned) {
    return base::Error{model->where(), "the plan made for it does not load",
                       "report this with the model"};
  }
  out.arena_bytes = need.value().arena_bytes;
  out.file = std::move(file).value();
  return out;
}

}  // namespace mote::plan
