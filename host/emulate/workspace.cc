// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/emulate/workspace.h"

#include <stdlib.h>

#include <vector>

namespace mote::emulate {

namespace fs = std::filesystem;

base::Result<std::unique_ptr<Workspace>> Workspace::make() {
  std::string name = (fs::temp_directory_path() / "mote-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    return base::Error{name, "no folder can be made there",
                       "set TMPDIR to a folder that can be written"};
  }
  return std::unique_ptr<Workspace>(new Workspace(name));
}

Workspace::~Workspace() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

base::Result<fs::path> find_file(const std::string& target,
                                 const std::string& name) {
  std::vector<fs::path> folders;
  if (const char* named = std::getenv("MOTE_FIRMWARE")) {
    folders.push_back(named);
  }
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  folders.push_back(program.parent_path() / "firmware");
  folders.push_back(program.parent_path().parent_path() / "firmware");
  for (const fs::path& folder : folders) {
    const fs::path file = folder / name;
    if (fs::exists(file, error)) return file;
  }
  return base::Error{"--target " + target,
                     "there is no " + name + " in " + folders.back().string(),
                     "make it with ./dev build, or name its folder in "
                     "MOTE_FIRMWARE"};
}

}  // namespace mote::emulate
