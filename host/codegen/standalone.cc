// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/codegen/standalone.h"

#include <algorithm>
#include <sstream>

#include "host/base/file.h"
#include "host/base/text.h"
#include "host/codegen/source.h"

namespace mote::codegen {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::Result;

Result<fs::path> find_root() {
  std::error_code error;
  fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (; folder != folder.parent_path(); folder = folder.parent_path()) {
    if (fs::exists(folder / "device/ops/op.h", error)) return folder;
  }
  return Error{"--standalone", "Mote's sources are not found above the program",
               "run the mote that ./dev build has left in their tree"};
}

class Collector {
 public:
  Collector(fs::path root, const char* kernels)
      : root_(std::move(root)), kernels_(kernels) {}

  Result<void> add(const std::string& path) {
    if (files_.contains(path) || foreign(path)) return {};
    Result<base::Bytes> bytes = base::read_file(root_ / path);
    if (!bytes.ok()) return bytes.error();
    const std::string content(bytes.value().begin(), bytes.value().end());
    files_[path] = std::move(bytes).value();
    std::istringstream lines(content);
    for (std::string line; std::getline(lines, line);) {
      constexpr std::string_view kInclude = "#include \"";
      if (!line.starts_with(kInclude)) continue;
      line.erase(0, kInclude.size());
      const auto done = add(line.substr(0, line.find('"')));
      if (!done.ok()) return done;
    }
    return path.ends_with(".h") ? add_sources(path) : Result<void>();
  }

  // All files of a folder but tests.
  Result<void> add_folder(const std::string& folder) {
    for (const auto& file : fs::directory_iterator(root_ / folder)) {
      const std::string name = file.path().filename().string();
      if (name.ends_with("_test.cc")) continue;
      const auto done = add(folder + "/" + name);
      if (!done.ok()) return done;
    }
    return {};
  }

  std::map<std::string, base::Bytes> take() { return std::move(files_); }

 private:
  // Kernels of another target, which its compiler's macros leave out.
  bool foreign(const std::string& path) const {
    const std::string prefix = "device/kernels/";
    const size_t slash = path.find('/', prefix.size());
    return path.starts_with(prefix) && slash != std::string::npos &&
           path.substr(prefix.size(), slash - prefix.size()) != kernels_;
  }

  // What a header declares stands in a source of its name, or in several whose
  // names go on from it and that have no header themselves.
  Result<void> add_sources(const std::string& header) {
    const fs::path path = root_ / header;
    const std::string stem = path.stem();
    std::vector<std::string> found;
    for (const auto& file : fs::directory_iterator(path.parent_path())) {
      fs::path source = file.path();
      const std::string name = source.stem();
      if (source.extension() != ".cc" || name.ends_with("_test")) continue;
      const bool own = name == stem;
      const bool part = name.starts_with(stem + "_") &&
                        !fs::exists(source.replace_extension(".h"));
      if (own || part) found.push_back(name + ".cc");
    }
    std::ranges::sort(found);
    for (const std::string& name : found) {
      const auto done =
          add(fs::path(header).parent_path().string() + "/" + name);
      if (!done.ok()) return done;
    }
    return {};
  }

  fs::path root_;
  std::string kernels_;
  std::map<std::string, base::Bytes> files_;
};

}  // namespace

Result<std::map<std::string, base::Bytes>> device_files(
    const Program& program) {
  const Result<fs::path> root = find_root();
  if (!root.ok()) return root.error();
  Collector collector(root.value(), program.target->folder);
  std::set<std::string> headers = includes(program);
  headers.insert("device/ops/instantiate.h");
  for (const std::string& header : headers) {
    const auto done = collector.add(header);
    if (!done.ok()) return done.error();
  }
  const auto done = collector.add_folder(
      base::text("device/kernels/", program.target->folder));
  if (!done.ok()) return done.error();
  return collector.take();
}

}  // namespace mote::codegen
