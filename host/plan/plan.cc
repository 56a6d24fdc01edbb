// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/plan/plan.h"

#include <algorithm>
#include <cstring>

#include "device/runtime/planned.h"
#include "host/import/tflite/import.h"
#include "host/plan/draft.h"
#include "host/plan/kernel_sets.h"
#include "host/plan/reorder.h"
#include "host/plan/search.h"

namespace mote::plan {
namespace {

using Pointer = run::ModelFile::Pointer;

void erase_plan(ir::Module& module) {
  std::erase_if(module.metadata, [](const ir::Metadata& it) {
    return it.name == Plan::kName;
  });
}

std::vector<Step> timeline(const Draft& draft, const Placement& placed) {
  const model::SubGraph graph = draft.model->view().subgraph(0);
  const uint32_t count = graph.operators().size();
  const std::vector<uint32_t> live = live_bytes(draft.usage.buffers, count);
  std::vector<Step> steps(count);
  for (uint32_t i = 0; i < count; ++i) {
    steps[i].op = draft.operators[i].info->name;
    steps[i].live_bytes = live[i];
    for (uint32_t b = 0; b < placed.buffers.size(); ++b) {
      const memory::Buffer& buffer = placed.buffers[b];
      if (buffer.bytes == 0 || i < buffer.first || i > buffer.last) continue;
      const std::string name =
          b < draft.usage.tensors
              ? std::string(run::string_view(graph.tensor(b).name()))
              : "scratch";
      steps[i].holders.push_back(
          {name, placed.regions[b], buffer.offset, buffer.bytes});
    }
    std::ranges::sort(steps[i].holders, {}, [](const Holder& it) {
      return std::pair(it.region, it.offset);
    });
  }
  return steps;
}

// The plan's bytes must lie at their offset in the file before they are known:
// the first file holds others, as many.
base::Result<base::Bytes> embed(const Draft& draft, ir::Module module,
                                const std::vector<memory::Buffer>& placed) {
  const std::string& where = draft.model->where();
  std::vector<memory::Buffer> any = draft.usage.buffers;
  for (memory::Buffer& buffer : any) buffer.offset = 0;
  // The last buffer, which lies at the end of the file.
  module.metadata.push_back(
      {Plan::kName, ir::make_constant(encode(draft, any, 0))});
  const base::Result<Pointer> file = as_file(module, where);
  if (!file.ok()) return file.error();
  const base::Result<Draft> last = make_draft(file.value(), draft.kernels);
  if (!last.ok()) return last.error();
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

// The file with its plan, and what it takes.
base::Result<void> add_file(const Draft& draft, const ir::Module& module,
                            const Placement& placed, Planned& out) {
  base::Result<base::Bytes> file = embed(draft, module, placed.buffers);
  if (!file.ok()) return file.error();
  out.plan_bytes =
      static_cast<uint32_t>(file->size() - draft.model->bytes().size());
  const base::Result<Pointer> done =
      run::ModelFile::parse(file.value(), out.model);
  if (!done.ok()) return done.error();
  const base::Result<Footprint> need = footprint(done.value(), draft.kernels);
  if (!need.ok()) return need.error();
  if (!need.value().planned) {
    return base::Error{out.model, "the plan made for it does not load",
                       "report this with the model"};
  }
  out.arena_bytes = need.value().arena_bytes;
  out.file = std::move(file).value();
  return {};
}

}  // namespace

base::Result<Planned> plan_model(const Pointer& model,
                                 const std::string& target,
                                 const std::vector<Region>& regions) {
  const base::Result<KernelSet> kernels = kernel_set(target);
  if (!kernels.ok()) return kernels.error();
  base::Result<ir::Module> module =
      tflite::import_model(model->bytes(), model->where());
  if (!module.ok()) return module.error();
  erase_plan(*module);
  const base::Result<int> moved =
      reorder(*module, model->where(), kernels.value());
  if (!moved.ok()) return moved.error();
  const base::Result<Pointer> plain = as_file(*module, model->where());
  if (!plain.ok()) return plain.error();
  const base::Result<Draft> draft = make_draft(plain.value(), kernels.value());
  if (!draft.ok()) return draft.error();
  const base::Result<Placement> placed =
      place_in(draft.value().usage, regions, model->where());
  if (!placed.ok()) return placed.error();

  Planned out;
  out.model = model->where();
  out.target = target;
  out.moved = static_cast<uint32_t>(moved.value());
  out.steps = timeline(draft.value(), placed.value());
  for (const Step& step : out.steps) {
    out.least_bytes = std::max(out.least_bytes, step.live_bytes);
  }
  for (const uint32_t span : placed.value().spans) {
    out.activation_bytes += span;
  }
  if (!regions.empty()) {
    out.regions = regions;
    out.region_bytes = placed.value().spans;
    return out;
  }
  const auto added = add_file(draft.value(), *module, placed.value(), out);
  if (!added.ok()) return added.error();
  return out;
}

}  // namespace mote::plan
