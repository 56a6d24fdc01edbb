// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/codegen/compile.h"

#include <stdlib.h>

#include <map>

#include "host/base/file.h"
#include "host/base/text.h"
#include "host/codegen/self_check.h"
#include "host/codegen/source.h"
#include "host/codegen/standalone.h"

namespace mote::codegen {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::Result;
using Files = std::map<std::string, base::Bytes>;

base::Bytes bytes_of(const std::string& text) {
  return {text.begin(), text.end()};
}

// Into a folder of their own first, and from there, when all are whole, each
// in one step to its place.
Result<void> write_all(const Files& files, const fs::path& folder) {
  if (const auto made = base::make_folder(folder); !made.ok()) return made;
  std::string name = (folder / ".mote-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    return Error{folder, "no files can be made there",
                 "choose a folder that you may write to"};
  }
  const fs::path fresh = name;
  Result<void> done;
  for (const auto& [path, content] : files) {
    const fs::path file = fresh / path;
    if (done.ok()) done = base::make_folder(file.parent_path());
    if (done.ok()) done = base::write_file(file, content);
  }
  for (const auto& [path, content] : files) {
    const fs::path file = folder / path;
    if (done.ok()) done = base::make_folder(file.parent_path());
    std::error_code error;
    if (done.ok()) fs::rename(fresh / path, file, error);
    if (error) {
      done = Error{file, "it cannot be replaced: " + error.message(),
                   "remove what is in its place"};
    }
  }
  std::error_code ignored;
  fs::remove_all(fresh, ignored);
  return done;
}

}  // namespace

std::vector<std::string> target_names() {
  std::vector<std::string> names;
  for (const TargetKernels& it : kTargetKernels) names.push_back(it.target);
  return names;
}

Result<Program> compile(run::ModelFile::Pointer model,
                        const CompileOptions& options, const fs::path& folder) {
  const std::string& name = options.name;
  if (name.empty() || name != embed::identifier(name)) {
    return Error{"--name " + name, "this is no name in C",
                 "use letters, digits and _, a letter first"};
  }
  const TargetKernels* target = find_target(options.target);
  if (target == nullptr) {
    return Error{"--target " + options.target, "there is no such target",
                 "choose among " + base::listed(target_names())};
  }
  Result<Program> program = make_program(*model, *target, options.regions);
  if (!program.ok()) return program;
  if (options.self_test) {
    const auto added = add_self_test(*program);
    if (!added.ok()) return added.error();
  }
  Files files;
  if (options.standalone) {
    auto device = device_files(*program);
    if (!device.ok()) return device.error();
    files = std::move(device).value();
  }
  files[name + ".h"] = bytes_of(header_text(*program, name));
  files[name + ".cc"] = bytes_of(source_text(*program, name));
  const auto written = write_all(files, folder);
  if (!written.ok()) return written.error();
  return program;
}

}  // namespace mote::codegen
