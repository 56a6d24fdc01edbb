// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/convert/convert.h"

#include "host/base/text.h"
#include "host/export/tflite/export.h"
#include "host/export/tflite/versions.h"
#include "host/import/keras/model_reader.h"
#include "host/import/onnx/model_reader.h"
#include "host/import/tensorflow/checkpoint.h"
#include "host/import/tflite/import.h"
#include "host/quantize/samples.h"
#include "host/passes/pass.h"
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

Result<ir::Module> read_checkpoint(const fs::path& prefix,
                                   const Source& source) {
  if (!source.graph.empty()) return keras::read_model(source.graph, prefix);
  if (exists(prefix, ".meta")) {
    return tensorflow::read_meta_graph(prefix, source.selection);
  }
  return Error{prefix.string(), "the checkpoint has weights and no graph",
               "give the model's file with --graph FILE.keras or FILE.h5"};
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

// The module's file, loaded.
struct Loaded {
  base::Bytes bytes;
  run::ModelFile::Pointer file;
  std::unique_ptr<run::Session> session;
};

Result<Loaded> load(ir::Module& module, const std::string& where) {
  tflite::set_versions(module);
  Loaded out;
  Result<base::Bytes> bytes = tflite::export_model(module, where);
  if (!bytes.ok()) return bytes.error();
  out.bytes = std::move(bytes).value();
  auto file = run::ModelFile::parse(out.bytes, where);
  if (!file.ok()) return file.error();
  out.file = file.value();
  auto session = run::Session::load(out.file);
  if (!session.ok()) return session.error();
  out.session = std::move(session).value();
  return out;
}

Result<quantize::Samples> read_samples(ir::Module& module,
                                       const Target& target,
                                       const std::string& where) {
  if (!quantize::calibrated(target.quantize->mode) ||
      target.representative.empty()) {
    return quantize::Samples();
  }
  const auto loaded = load(module, where);
  if (!loaded.ok()) return loaded.error();
  return quantize::read_samples(*loaded.value().file, target.representative);
}

Result<void> quantize_module(const Target& target, const std::string& where,
                             Converted& out) {
  const auto samples = read_samples(out.module, target, where);
  if (!samples.ok()) return samples.error();
  auto outcome = quantize::quantize(out.module, samples.value(),
                                    *target.quantize, where, target.progress);
  if (!outcome.ok()) return outcome.error();
  out.module = std::move(outcome->module);
  out.floats = std::move(outcome->floats);
  out.words = std::move(outcome->words);
  out.loss = outcome->loss;
  out.samples = samples.value().size();
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
    if (exists(path / "checkpoint", "")) {
      const auto newest = tensorflow::newest_checkpoint(path);
      if (!newest.ok()) return newest.error();
      return read_checkpoint(newest.value(), source);
    }
    return Error{path.string(), "the folder holds no saved_model.pb",
                 "name the folder of a SavedModel, or a file"};
  }
  if (!fs::exists(path, ignored)) {
    if (exists(path, ".index")) return read_checkpoint(path, source);
    return Error{path.string(), "there is no such file", "check the path"};
  }
  if (path.extension() == ".meta" || path.extension() == ".index") {
    fs::path prefix = path;
    return read_checkpoint(prefix.replace_extension(), source);
  }
  if (starts_with(path, 4, "TFL3")) return tflite::import_file(path);
  if (starts_with(path, 0, "PK") || starts_with(path, 0, "\x89HDF")) {
    return keras::read_model(path, {});
  }
  if (path.extension() == ".onnx") return onnx::read_model(path);
  if (path.extension() == ".pb") {
    return tensorflow::read_frozen_graph(path, source.selection);
  }
  return Error{path.string(), "it is of no known format",
               "give a SavedModel's folder, a frozen graph (.pb), a MetaGraph "
               "(.meta), a Keras file (.keras, .h5), an ONNX model (.onnx) or a "
               ".tflite file"};
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
  if (const int folded = passes::fold_pads(out.module); folded > 0) {
    passes::remove_dead(out.module);
    out.rewrites["pads folded"] = folded;
  }
  if (const auto checked = check_operators(out.module, where); !checked.ok()) {
    return checked.error();
  }
  if (const auto verified = ir::verify(out.module, where); !verified.ok()) {
    return verified.error();
  }
  return out;
}

Result<Converted> convert(const Source& source, const lower::Options& options,
                          const Target& target) {
  const std::string where = source.path.string();
  Result<Float> made = to_float(source, options);
  if (!made.ok()) return made.error();
  Converted out;
  out.module = std::move(made->module);
  out.rewrites = std::move(made->rewrites);
  if (target.quantize) {
    const auto done = quantize_module(target, where, out);
    if (!done.ok()) return done.error();
  }
  Result<Loaded> loaded = load(out.module, where);
  if (!loaded.ok()) return loaded.error();
  out.bytes = std::move(loaded->bytes);
  out.arena_bytes = loaded->session->arena_bytes();
  return out;
}

}  // namespace mote::convert
