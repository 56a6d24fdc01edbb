// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/accept.h"

#include "host/export/tflite/export.h"
#include "host/export/tflite/versions.h"
#include "host/run/explain.h"
#include "host/run/prepared.h"

namespace mote::quantize {

using base::Result;

Result<bool> give_up_refused(const Quantized& quantized,
                             const std::string& where, Precisions& types) {
  ir::Module module = quantized.module;
  tflite::set_versions(module);
  auto bytes = tflite::export_model(module, where);
  if (!bytes.ok()) return bytes.error();
  auto file = run::ModelFile::parse(std::move(bytes).value(), where);
  if (!file.ok()) return file.error();
  bool any = false;
  for (size_t g = 0; g < types.size(); ++g) {
    const auto prepared = run::prepare_all(**file, static_cast<uint32_t>(g));
    for (size_t n = 0; n < prepared.size(); ++n) {
      if (prepared[n].fault.status == Status::kOk) continue;
      const int32_t origin = quantized.origin[g][n];
      if (origin < 0) {
        return run::explain(prepared[n].fault, where, &(*file)->view());
      }
      Type& type = types[g][static_cast<size_t>(origin)];
      if (type == Type::kFloat32) continue;  // refused in floats, too
      type = Type::kFloat32;
      any = true;
    }
  }
  return any;
}

}  // namespace mote::quantize
