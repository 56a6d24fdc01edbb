// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/emulate/emulator.h"

#include <cstring>
#include <sstream>

#include "host/base/text.h"
#include "host/emulate/job_image.h"
#include "host/emulate/process.h"
#include "host/emulate/workspace.h"

namespace mote::emulate {
namespace {

namespace fs = std::filesystem;

constexpr int kSeconds = 540;

void add_words(std::vector<std::string>& words, const char* text) {
  std::istringstream stream(text);
  for (std::string word; stream >> word;) words.push_back(word);
}

// A comma in a value of the emulator's options is written twice.
std::string option_value(const std::string& value) {
  std::string out;
  for (const char c : value) out += c == ',' ? std::string(2, c) : std::string(1, c);
  return out;
}

base::Result<std::vector<Mix>> read_counts(const fs::path& file) {
  const auto bytes = base::read_file(file);
  if (!bytes.ok()) return bytes.error();
  std::vector<Mix> counts(bytes.value().size() / sizeof(Mix));
  std::memcpy(counts.data(), bytes.value().data(),
              counts.size() * sizeof(Mix));
  return counts;
}

std::string last_line(const fs::path& log) {
  const base::Result<base::Bytes> bytes = base::read_file(log);
  if (!bytes.ok()) return "";
  std::istringstream stream(
      std::string(bytes.value().begin(), bytes.value().end()));
  std::string last;
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty()) last = line;
  }
  return last;
}

}  // namespace

const port::Board* find_board(std::string_view target) {
  for (const port::Board& board : port::kBoards) {
    if (target == board.target) return &board;
  }
  return nullptr;
}

base::Result<std::vector<run::CaseResult>> Emulator::run_image(
    std::span<const run::Case> cases, std::vector<Mix>* counts) {
  const std::string target = board_.target;
  const base::Result<fs::path> firmware =
      firmware_.empty() ? find_file(target, target + ".elf")
                        : base::Result<fs::path>(firmware_);
  if (!firmware.ok()) return firmware.error();
  const auto workspace = Workspace::make();
  if (!workspace.ok()) return workspace.error();
  const fs::path job = workspace.value()->file("job");
  const fs::path results = workspace.value()->file("results");
  const fs::path log = workspace.value()->file("log");
  const fs::path mixes = workspace.value()->file("mixes");
  const base::Result<void> written =
      base::write_file(job, job_image(cases, counts != nullptr));
  if (!written.ok()) return written.error();

  std::vector<std::string> words = {board_.emulator};
  add_words(words, board_.machine);
  add_words(words, port::kEmulatorArguments);
  words.insert(words.end(),
               {"-kernel", firmware.value().string(), "-append",
                results.string(), "-device",
                base::text("loader,file=", option_value(job.string()),
                           ",addr=", board_.job_address, ",force-raw=on")});
  if (counts != nullptr) {
    const base::Result<fs::path> plugin = find_file(target, "profile.so");
    if (!plugin.ok()) return plugin.error();
    words.insert(words.end(),
                 {"-plugin", base::text(option_value(plugin.value().string()),
                                        ",out=", option_value(mixes.string()))});
  }
  const base::Result<Exit> ended = run_process(words, log, kSeconds);
  if (!ended.ok()) return ended.error();
  const Exit& exit = ended.value();
  if (!exit.found) {
    return base::Error{base::text("--target ", board_.target),
                       base::text("the emulator ", board_.emulator,
                                  " is not installed"),
                       base::text("install it: apt-get install ",
                                  board_.package)};
  }
  if (counts != nullptr) {
    auto read = read_counts(mixes);
    if (!read.ok()) return read.error();
    *counts = std::move(read).value();
  }
  std::vector<run::CaseResult> done;
  if (const auto stream = base::read_file(results); stream.ok()) {
    done = read_results(stream.value(), cases);
  }
  if (done.size() < cases.size()) {
    run::CaseResult lost;
    lost.error = base::Error{
        cases[done.size()].model->where(),
        exit.timed_out
            ? base::text("the board did not finish within ", kSeconds,
                         " seconds")
            : base::text("the board stopped with code ", exit.code, ": ",
                         last_line(log)),
        ""};
    done.push_back(std::move(lost));
  }
  return done;
}

base::Result<std::vector<run::CaseResult>> Emulator::run_batch(
    std::span<const run::Case> cases) {
  std::vector<run::CaseResult> results;
  while (results.size() < cases.size()) {
    const std::span<const run::Case> rest = cases.subspan(results.size());
    size_t count = 0, bytes = 64;
    while (count < rest.size() &&
           bytes + job_bytes(rest[count]) <= board_.job_limit) {
      bytes += job_bytes(rest[count++]);
    }
    if (count == 0) {
      run::CaseResult large;
      large.error = base::Error{
          rest[0].model->where(),
          base::text("model and inputs take ",
                     base::grouped(job_bytes(rest[0])),
                     " bytes and the emulated board has room for ",
                     base::grouped(board_.job_limit)),
          "choose a larger board"};
      results.push_back(std::move(large));
      continue;
    }
    auto done = run_image(rest.first(count));
    if (!done.ok()) return done.error();
    for (run::CaseResult& result : done.value()) {
      results.push_back(std::move(result));
    }
  }
  return results;
}

base::Result<Profile> Emulator::profile(const run::Case& it) {
  std::vector<Mix> counts;
  auto done = run_image(std::span(&it, 1), &counts);
  if (!done.ok()) return done.error();
  Profile profile = {std::move(done->front()), {}};
  if (profile.result.error) return *profile.result.error;
  // A mark before and one after each: every second stretch is an operator.
  for (size_t i = 1; i < counts.size(); i += 2) {
    profile.operators.push_back(counts[i]);
  }
  return profile;
}

}  // namespace mote::emulate
