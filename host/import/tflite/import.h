// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// A .tflite file as a graph, and nothing of it lost: what the graph has no
// member for lies in `extra` under the name of the container's field.
#ifndef MOTE_HOST_IMPORT_TFLITE_IMPORT_H_
#define MOTE_HOST_IMPORT_TFLITE_IMPORT_H_

#include <filesystem>
#include <span>

#include "host/ir/graph.h"

namespace mote::tflite {

// Options lie in Node::attributes by the names of their fields. A node without
// the option table that its operator has carries kNoOptions in `extra`.
// Refuses bytes that are not sound, and graphs that ir::verify refuses.
// where: what messages call the file.
base::Result<ir::Module> import_model(std::span<const uint8_t> file,
                                      const std::string& where);
base::Result<ir::Module> import_file(const std::filesystem::path& path);

inline constexpr char kNoOptions[] = "no_options";

}  // namespace mote::tflite

#endif  // MOTE_HOST_IMPORT_TFLITE_IMPORT_H_
