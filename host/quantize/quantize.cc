// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/quantize.h"

#include <algorithm>

#include "host/base/text.h"
#include "host/export/tflite/export.h"
#include "host/export/tflite/versions.h"
#include "host/quantize/weights.h"
#include "host/run/explain.h"
#include "host/run/prepared.h"

namespace mote::quantize {
namespace {

using base::Error;
using base::Result;

// Puts nodes that Mote refuses back to floats. Gives whether there was one.
Result<bool> give_up_refused(const Quantized& quantized,
                             const std::string& where, Precisions& precisions) {
  auto bytes = tflite::export_model(quantized.module, where);
  if (!bytes.ok()) return bytes.error();
  auto file = run::ModelFile::parse(std::move(bytes).value(), where);
  if (!file.ok()) return file.error();
  bool any = false;
  for (size_t g = 0; g < precisions.size(); ++g) {
    const auto prepared = run::prepare_all(**file, static_cast<uint32_t>(g));
    for (size_t n = 0; n < prepared.size(); ++n) {
      if (prepared[n].fault.status == Status::kOk) continue;
      const int32_t origin = quantized.origin[g][n];
      if (origin < 0) {
        return run::explain(prepared[n].fault, where, &(*file)->view());
      }
      Type& type = precisions[g][static_cast<size_t>(origin)];
      if (type == Type::kFloat32) continue;  // refused in floats, too
      type = Type::kFloat32;
      any = true;
    }
  }
  return any;
}

std::vector<Layer> left_in_floats(const ir::Module& module,
                                  const Precisions& precisions) {
  std::vector<Layer> out;
  for (size_t g = 0; g < precisions.size(); ++g) {
    const ir::Graph& graph = module.graphs[g];
    for (size_t n = 0; n < graph.nodes.size(); ++n) {
      const ir::Node& node = graph.nodes[n];
      if (precisions[g][n] != Type::kFloat32 || node.outputs.empty()) continue;
      const ir::Value& made = graph.value(node.outputs[0]);
      if (made.type != Type::kFloat32 || node.op == "WHILE" ||
          node.op == "IF") {
        continue;
      }
      out.push_back({node.op, made.name});
    }
  }
  return out;
}

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

// Quantizes by `make` until Mote refuses no node that was quantized.
template <class Make>
Result<Quantized> make_accepted(Precisions& types, const std::string& where,
                                const Make& make) {
  for (;;) {
    Quantized made = make(types);
    tflite::set_versions(made.module);
    const Result<bool> again = give_up_refused(made, where, types);
    if (!again.ok()) return again.error();
    if (!again.value()) return made;
  }
}

Result<Outcome> quantize_integers(const ir::Module& module,
                                  const Samples& samples,
                                  const Options& options,
                                  const std::string& where,
                                  const Progress& progress) {
  StaticOptions statics;
  statics.activations =
      options.mode == Mode::kInt8 ? Type::kInt8 : Type::kInt16;
  statics.input = options.input;
  statics.output = options.output;
  Precisions types = precisions(module, statics.activations);
  if (!any_integers(types)) return nothing_to_do(where);
  if (samples.empty()) {
    return Error{
        where,
        "integers need ranges, and there are no samples to find them with",
        "give --representative FILE.npy, .npz or a folder"};
  }
  const Result<Ranges> ranges =
      calibrate(module, samples, options.method, where, progress);
  if (!ranges.ok()) return ranges.error();
  Result<Quantized> made =
      make_accepted(types, where, [&](const Precisions& wanted) {
        return quantize_static(module, ranges.value(), wanted, statics);
      });
  if (!made.ok()) return made.error();
  return Outcome{std::move(made->module), left_in_floats(module, types)};
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
  return Outcome{std::move(made->module), {}};
}

}  // namespace

Result<Outcome> quantize(const ir::Module& module, const Samples& samples,
                         const Options& options, const std::string& where,
                         const Progress& progress) {
  if (calibrated(options.mode)) {
    return quantize_integers(module, samples, options, where, progress);
  }
  return quantize_constants(module, options.mode, where);
}

}  // namespace mote::quantize
