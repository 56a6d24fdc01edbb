// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/convert/convert.h"

namespace mote::convert {

using base::Result;

Result<tensorflow::Exported> to_tensorflow(const Source& source) {
  Result<ir::Module> module = read(source);
  if (!module.ok()) return module.error();
  return tensorflow::export_graph(module.value(), source.path.string());
}

Result<void> write(const tensorflow::Exported& exported,
                   const std::filesystem::path& out) {
  if (out.extension() == ".pb") {
    return base::write_file(out, exported.graph_def);
  }
  // Loaders want the folder even where there is nothing in it.
  if (const auto made = base::make_folder(out / "variables"); !made.ok()) {
    return made;
  }
  return base::write_file(out / "saved_model.pb", exported.saved_model);
}

}  // namespace mote::convert
