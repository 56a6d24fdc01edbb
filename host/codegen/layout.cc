// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/codegen/layout.h"

#include "host/base/text.h"

namespace mote::codegen {
namespace {

Initial variable(const model::TensorView& view, Layout& layout) {
  const Quantization quantization = view.quantization();
  const uint32_t bytes = byte_size(view.type(), view.shape());
  // Real 0: the zero point where there is one, else bytes of 0.
  const bool shifted = view.type() == Type::kInt8 && quantization.count != 0;
  return {layout.keep(bytes), bytes, shifted ? quantization.zero_point() : 0};
}

}  // namespace

Place Layout::keep(uint32_t bytes) {
  const uint32_t size = memory::align_up(bytes);
  uint32_t at = 0;
  while (at + 1 < arenas.size() &&
         arenas[at].bytes + uint64_t{size} > arenas[at].room) {
    ++at;
  }
  const Place place = {Place::kArena, arenas[at].bytes, at};
  arenas[at].bytes += size;
  return place;
}

base::Result<Layout> lay_out(const run::ModelFile& model,
                             std::span<const run::Prepared> operators,
                             const std::vector<plan::Region>& regions) {
  const plan::Usage usage = plan::usage_of(model.view(), operators);
  const auto placement = plan::place_in(usage, regions, model.where());
  if (!placement.ok()) return placement.error();
  Layout layout;
  for (size_t i = 0; i < placement.value().spans.size(); ++i) {
    const plan::Region region = regions.empty() ? plan::Region() : regions[i];
    layout.arenas.push_back(
        {region.name, regions.empty() ? INT32_MAX : region.bytes,
         placement.value().spans[i]});
  }
  const auto placed = [&](size_t i) {
    const uint32_t offset = placement.value().buffers[i].offset;
    return Place{Place::kArena, offset == memory::kUnplaced ? 0 : offset,
                 placement.value().regions[i]};
  };
  const model::SubGraph graph = model.view().subgraph(0);
  layout.tensors.resize(usage.tensors);
  for (uint32_t op = 0; op < operators.size(); ++op) {
    layout.operators.push_back({placed(usage.tensors + op),
                                layout.keep(operators[op].needs.state)});
    for (const int32_t tensor : graph.op(op).outputs().span()) {
      layout.tensors[static_cast<uint32_t>(tensor)] =
          placed(static_cast<uint32_t>(tensor));
    }
  }
  for (const int32_t tensor : graph.inputs().span()) {
    layout.tensors[static_cast<uint32_t>(tensor)] =
        placed(static_cast<uint32_t>(tensor));
  }
  for (uint32_t i = 0; i < usage.tensors; ++i) {
    if (!graph.tensor(i).variable()) continue;
    layout.variables.push_back(variable(graph.tensor(i), layout));
    layout.tensors[i] = layout.variables.back().place;
  }
  return layout;
}

base::Result<void> check_room(const Layout& layout, const std::string& where) {
  for (const Arena& it : layout.arenas) {
    if (it.bytes <= it.room) continue;
    return base::Error{
        where,
        it.region.empty()
            ? "its activations exceed 2 GiB"
            : base::text("region ", it.region, " of ", base::grouped(it.room),
                         " bytes is too small for what stays from call to "
                         "call: ",
                         base::grouped(it.bytes), " are needed"),
        it.region.empty() ? "" : "make it larger, or add one"};
  }
  return {};
}

}  // namespace mote::codegen
