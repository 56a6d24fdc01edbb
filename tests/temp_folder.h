// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// A folder for one test, gone afterwards.
#ifndef MOTE_TESTS_TEMP_FOLDER_H_
#define MOTE_TESTS_TEMP_FOLDER_H_

#include <cstdlib>
#include <filesystem>
#include <string>

namespace mote::tests {

class TempFolder {
 public:
  TempFolder() {
    std::string name = std::filesystem::temp_directory_path() / "mote-XXXXXX";
    path_ = mkdtemp(name.data());
  }
  ~TempFolder() { std::filesystem::remove_all(path_); }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace mote::tests

#endif  // MOTE_TESTS_TEMP_FOLDER_H_
