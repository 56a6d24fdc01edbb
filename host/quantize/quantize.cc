// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/quantize.h"

#include <algorithm>

#include "host/base/text.h"
#include "host/quantize/accept.h"
#include "host/quantize/calls.h"
#include "host/quantize/equalize.h"
#include "host/quantize/mix.h"
#include "host/quantize/trained.h"
#include "host/quantize/weights.h"

namespace mote::quantize {
namespace {

using base::Error;
using base::Result;

bool any_integers(const Precisions& types) {
  return std::any_of(types.begin(), types.end(), [](const auto& graph) {
    return std::any_of(graph.begin(), graph.end(),
                       [](Type type) { return type != Type::kFloat32; });
  });
}

Error nothing_to_do(const std::string& where) {
  return {where, "it has no operator that could be quantized",
          "give a model in floats"};
}

// Every range that scales are made of is there.
Result<void> check_ranges(const ir::Module& module, const Precisions& types,
                          const Ranges& ranges, const std::string& where) {
  for (size_t g = 0; g < types.size(); ++g) {
    const ir::Graph& graph = module.graphs[g];
    for (size_t n = 0; n < types[g].size(); ++n) {
      const ir::Node& node = graph.nodes[n];
      if (types[g][n] == Type::kFloat32 ||
          find_rule(node.op)->scale != Scale::kOwn) {
        continue;
      }
      for (const ir::ValueId id : node.outputs) {
        if (id == ir::kNoValue || graph.value(id).type != Type::kFloat32 ||
            ranges[g][static_cast<size_t>(id)]) {
          continue;
        }
        return Error{where + ", " + node.op + " '" + graph.value(id).name + "'",
                     "it states no range, and there are no samples to find it "
                     "with",
                     "give --representative FILE.npy, .npz or a folder"};
      }
    }
  }
  return {};
}

Result<Calibration> see(const ir::Module& module, const Ranges& stated,
                        const Precisions& types, const Samples& samples,
                        const Options& options, const std::string& where,
                        const Progress& progress) {
  if (!samples.empty()) {
    const Method usual = options.mode == Mode::kInt16x8 ? Method::kMinMax
                                                        : Method::kPercentile;
    Result<Calibration> seen =
        calibrate(module, samples, options.method.value_or(usual), where,
                  progress);
    if (seen.ok()) overrule(stated, seen->ranges);
    return seen;
  }
  if (!any_stated(stated) || options.mode == Mode::kAuto) {
    return Error{
        where,
        "integers need ranges, and there are no samples to find them with",
        "give --representative FILE.npy, .npz or a folder"};
  }
  const Result<void> checked = check_ranges(module, types, stated, where);
  if (!checked.ok()) return checked.error();
  return Calibration{stated, RowSource(module, 0).empty()};
}

Result<Outcome> quantize_integers(const ir::Module& module,
                                  const Ranges& stated, const Samples& samples,
                                  const Options& options,
                                  const std::string& where,
                                  const Progress& progress) {
  const StaticOptions statics = {options.mode == Mode::kInt16x8 ? Type::kInt16
                                                                : Type::kInt8,
                                 options.input, options.output};
  Precisions types = precisions(module, statics.activations);
  if (!any_integers(types)) return nothing_to_do(where);
  const Result<Calibration> seen =
      see(module, stated, types, samples, options, where, progress);
  if (!seen.ok()) return seen.error();
  if (options.mode == Mode::kAuto) {
    return mix(module, samples, seen.value(), options, where);
  }
  Result<Quantized> made =
      make_accepted(types, where, [&](const Precisions& wanted) {
        return quantize_static(module, seen.value(), wanted, statics);
      });
  if (!made.ok()) return made.error();
  return Outcome{std::move(made->module),
                 layers_of(module, types, Type::kFloat32),
                 {},
                 0};
}

Result<Outcome> quantize_constants(const ir::Module& module, Mode mode,
                                   const std::string& where) {
  const Type type = mode == Mode::kDynamic ? Type::kInt8
                    : mode == Mode::kInt4  ? Type::kInt4
                                           : Type::kFloat16;
  WeightTypes types = weight_types(module, type);
  Result<Quantized> made =
      make_accepted(types, where, [&](const WeightTypes& wanted) {
        return quantize_weights(module, wanted);
      });
  if (!made.ok()) return made.error();
  return Outcome{std::move(made->module), {}, {}, 0};
}

}  // namespace

std::vector<Layer> layers_of(const ir::Module& module, const Precisions& types,
                             Type type) {
  std::vector<Layer> out;
  for (size_t g = 0; g < types.size(); ++g) {
    const ir::Graph& graph = module.graphs[g];
    for (size_t n = 0; n < graph.nodes.size(); ++n) {
      const ir::Node& node = graph.nodes[n];
      if (types[g][n] != type || node.outputs.empty()) continue;
      const ir::Value& made = graph.value(node.outputs[0]);
      if (made.type == Type::kFloat32 && calls(node).empty()) {
        out.push_back({node.op, made.name});
      }
    }
  }
  return out;
}

Result<Outcome> quantize(const ir::Module& module, const Samples& samples,
                         const Options& options, const std::string& where,
                         const Progress& progress) {
  ir::Module plain = module;
  const Ranges stated = take_stated(plain);
  if (options.equalize && !any_stated(stated)) equalize(plain);
  if (calibrated(options.mode)) {
    return quantize_integers(plain, stated, samples, options, where, progress);
  }
  return quantize_constants(plain, options.mode, where);
}

}  // namespace mote::quantize
