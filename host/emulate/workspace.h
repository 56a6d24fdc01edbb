// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Where the emulated boards' files lie, and a place for those of a run.
#ifndef MOTE_HOST_EMULATE_WORKSPACE_H_
#define MOTE_HOST_EMULATE_WORKSPACE_H_

#include <filesystem>
#include <memory>
#include <string>

#include "host/base/result.h"

namespace mote::emulate {

// A folder of its own under the system's place for such, gone with the object.
class Workspace {
 public:
  static base::Result<std::unique_ptr<Workspace>> make();
  ~Workspace();
  std::filesystem::path file(const std::string& name) const {
    return folder_ / name;
  }

 private:
  explicit Workspace(std::filesystem::path folder)
      : folder_(std::move(folder)) {}
  std::filesystem::path folder_;
};

// A file of the folder that holds firmware: the one that MOTE_FIRMWARE names,
// firmware/ beside the running program, or firmware/ beside its folder.
base::Result<std::filesystem::path> find_file(const std::string& target,
                                              const std::string& name);

}  // namespace mote::emulate

#endif  // MOTE_HOST_EMULATE_WORKSPACE_H_
