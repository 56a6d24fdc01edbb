// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/convert/convert.h"

#include "host/import/tflite/import.h"
#include "host/rewrite/rewrite.h"

namespace mote::convert {
namespace {

using base::Error;
using base::Result;
namespace fs = std::filesystem;

bool exists(fs::path path, const char* suffix) {
  std::error_code ignored;
  return fs::exists(path += suffix, ignored);
}

bool starts_with(const fs::path& path, size_t at, std::string_view text) {
  const Result<base::Bytes> bytes = base::read_file(path);
  return bytes.ok() && bytes.value().size() >= at + text.size() &&
         std::string_view(reinterpret_cast<const char*>(
             bytes.value().data()) + at, text.size()) == text;
}

// Nodes that no rewrite has turned into an operator of the format.
Result<void> check_operators(const ir::Module& module,
                             const std::string& where) {
  for (const ir::Graph& graph : module.graphs) {
    for (const ir::Node& node : graph.nodes) {
      const size_t dot = node.op.find('.');
      if (dot == std::string::npos || node.op.starts_with("custom.")) continue;
      return Error{where + ", layer " + node.name,
                   "the operator " + node.op.substr(dot + 1) +
                       " is not converted here",
                   "replace it by others"};
    }
  }
  return {};
}

}  // namespace

Result<ir::Module> read(const Source& source) {
  const fs::path& path = source.path;
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    if (exists(path / "saved_model", ".pb")) {
      return tensorflow::read_saved_model(path, source.selection);
    }
    return Error{path.string(), "the folder holds no saved_model.pb",
                 "name the folder of a SavedModel, or a file"};
  }
  if (!fs::exists(path, ignored)) {
    if (exists(path, ".meta")) {
      return tensorflow::read_meta_graph(path, source.selection);
    }
    return Error{path.string(), "there is no such file", "check the path"};
  }
  if (path.extension() == ".meta") {
    fs::path prefix = path;
    return tensorflow::read_meta_graph(prefix.replace_extension(),
                                       source.selection);
  }
  if (starts_with(path, 4, "TFL3")) return tflite::import_file(path);
  if (path.extension() == ".pb") {
    return tensorflow::read_frozen_graph(path, source.selection);
  }
  return Error{path.string(), "it is of no known format",
               "give a SavedModel's folder, a frozen graph (.pb), a MetaGraph "
               "(.meta), a Keras file (.keras, .h5) or a .tflite file"};
}

Result<Float> to_float(const Source& source, const lower::Options& options) {
  const std::string where = source.path.string();
  Result<ir::Module> read_module = read(source);
  if (!read_module.ok()) return read_module.error();
  Float out;
  if (starts_with(source.path, 4, "TFL3")) {
    out.module = std::move(read_module).value();
    return out;
  }
  Result<ir::Module> lowered =
      lower::lower(read_module.value(), options, where);
  if (!lowered.ok()) return lowered.error();
  out.module = std::move(lowered).value();
  out.rewrites = rewrite::simplify(out.module);
  if (const auto checked = check_operators(out.module, where); !checked.ok()) {
    return checked.error();
  }
  if (const auto verified = ir::verify(out.module, where); !verified.ok()) {
    return verified.error();
  }
  return out;
}

}  // namespace mote::convert
