// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The golden cases of a folder: a model, inputs, and the outputs it must give.
#ifndef MOTE_HOST_GOLDEN_ENTRY_H_
#define MOTE_HOST_GOLDEN_ENTRY_H_

#include <map>

#include "host/golden/rule.h"

namespace mote::golden {

// Compare an output only on steps whose golden flag is true.
struct Gate {
  std::string data;  // "out0"
  std::string flag;  // "out1"
};

struct Entry {
  std::string name;
  std::filesystem::path folder;
  Rule rule;
  std::vector<std::string> ops;          // in the model, if it says so
  std::optional<Gate> gate;
  std::map<std::string, Range> defined;  // by "out0"
};

// The cases in a folder, which may be one. A manifest.json there or in a folder
// above that lists them names them, relative to itself, and gives their rules;
// without one every folder that holds a model.tflite is a case, to be compared
// exactly.
base::Result<std::vector<Entry>> find_entries(
    const std::filesystem::path& folder);

}  // namespace mote::golden

#endif  // MOTE_HOST_GOLDEN_ENTRY_H_
