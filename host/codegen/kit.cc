// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/codegen/kit.h"

#include <sstream>

#include "host/base/file.h"
#include "host/base/text.h"
#include "host/emulate/process.h"
#include "host/emulate/workspace.h"

namespace mote::codegen {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::Result;

constexpr int kSeconds = 540;

std::string first_lines(const fs::path& log) {
  const auto bytes = base::read_file(log);
  if (!bytes.ok()) return "";
  const auto& all = bytes.value();
  return {all.begin(),
          all.begin() + static_cast<long>(std::min<size_t>(all.size(), 600))};
}

Result<void> run(std::vector<std::string> words, const fs::path& log) {
  const Result<emulate::Exit> ended =
      emulate::run_process(words, log, kSeconds);
  if (!ended.ok()) return ended.error();
  const emulate::Exit& exit = ended.value();
  if (!exit.found) {
    return Error{words[0], "this program is not installed",
                 "./dev build installs it"};
  }
  if (exit.timed_out || exit.code != 0) {
    return Error{words[0],
                 base::text("it ended with code ", exit.code, ": ",
                            first_lines(log)),
                 ""};
  }
  return {};
}

}  // namespace

Result<Kit> Kit::find(const std::string& target) {
  const Result<fs::path> file = emulate::find_file(target, target + ".kit");
  if (!file.ok()) return file.error();
  const auto bytes = base::read_file(file.value());
  if (!bytes.ok()) return bytes.error();
  std::istringstream lines({bytes.value().begin(), bytes.value().end()});
  Kit kit;
  std::vector<std::string>* part = &kit.compile;
  for (std::string line; std::getline(lines, line);) {
    if (line == "[compile]")
      part = &kit.compile;
    else if (line == "[link]")
      part = &kit.link;
    else if (line == "[runner]")
      part = &kit.runner;
    else if (line == "[libraries]")
      part = &kit.libraries;
    else if (!line.empty())
      part->push_back(line);
  }
  if (kit.compile.empty() || kit.link.empty()) {
    return Error{file.value(), "it names no compiler", "./dev build writes it"};
  }
  return kit;
}

Result<void> Kit::build(const fs::path& source,
                        const std::vector<std::string>& options,
                        const fs::path& program) const {
  const fs::path log = program.string() + ".log";
  const std::string object = program.string() + ".o";
  std::vector<std::string> words = compile;
  words.insert(words.end(), options.begin(), options.end());
  words.insert(words.end(), {"-c", source.string(), "-o", object});
  const Result<void> compiled = run(words, log);
  if (!compiled.ok()) return compiled;
  words = link;
  words.insert(words.end(), {object, "-o", program.string()});
  words.insert(words.end(), runner.begin(), runner.end());
  words.insert(words.end(), libraries.begin(), libraries.end());
  return run(words, log);
}

}  // namespace mote::codegen
