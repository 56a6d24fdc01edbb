// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// imports COUNT PATH...: converts COUNT seeded mutants of each model; a mutant
// is the model with one of its files damaged or cut short. A crash, a hang, a
// sanitizer's finding or a broken promise of the converter fails it.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "fuzz/mutate.h"
#include "host/base/file.h"
#include "host/convert/convert.h"

namespace mote::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kSecondsEach = 60;

struct Part {
  fs::path path;
  Bytes bytes;
};

std::vector<Part> parts(const fs::path& model) {
  std::vector<fs::path> files;
  if (fs::is_directory(model)) {
    for (const auto& entry : fs::recursive_directory_iterator(model)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  } else {
    files.push_back(model);
  }
  std::vector<Part> out;
  for (const fs::path& file : files) {
    out.push_back({file, base::read_file(file).value()});
  }
  return out;
}

Bytes damaged(Bytes file, Random& random) {
  if (random() % 8 == 0) {
    file.resize(random() % (file.size() + 1));
    return file;
  }
  for (uint32_t n = 1 + random() % 3; n != 0; --n) mutate_bytes(file, random);
  return file;
}

// Gives how many of the mutants were converted in spite of the damage.
unsigned long run(const fs::path& model, unsigned long count) {
  const std::vector<Part> files = parts(model);
  unsigned long converted = 0;
  for (unsigned long i = 0; i < count; ++i) {
    Random random(static_cast<uint32_t>(i));
    const Part& part = files[random() % files.size()];
    if (!base::write_file(part.path, damaged(part.bytes, random)).ok()) {
      std::abort();
    }
    alarm(kSecondsEach);
    const auto made = convert::convert({.path = model}, {}, {});
    alarm(0);
    converted += made.ok();
    if (!base::write_file(part.path, part.bytes).ok()) std::abort();
  }
  return converted;
}

}  // namespace
}  // namespace mote::fuzz

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  if (argc < 3) {
    std::fprintf(stderr, "usage: imports COUNT PATH...\n");
    return 2;
  }
  const unsigned long count = std::strtoul(argv[1], nullptr, 10);
  std::string name = fs::temp_directory_path() / "mote-XXXXXX";
  const fs::path folder = mkdtemp(name.data());
  for (int i = 2; i < argc; ++i) {
    const fs::path copy = folder / fs::path(argv[i]).filename();
    fs::copy(argv[i], copy, fs::copy_options::recursive);
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      fs::permissions(entry, fs::perms::owner_all, fs::perm_options::add);
    }
    const unsigned long converted = mote::fuzz::run(copy, count);
    std::printf("%s: %lu mutants, %lu converted, %lu refused\n", argv[i], count,
                converted, count - converted);
    std::fflush(stdout);
    fs::remove_all(copy);
  }
  fs::remove_all(folder);
  return 0;
}
