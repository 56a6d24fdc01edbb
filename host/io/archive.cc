// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/io/archive.h"

#include <zip.h>

#include <memory>

#include "host/io/npy.h"

namespace mote::io {
namespace {

using base::Error;
using base::Result;

constexpr uint64_t kMostBytes = INT32_MAX;

struct Closer {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

Result<std::map<std::string, base::Bytes>> read_archive(
    std::span<const uint8_t> bytes, const std::string& where) {
  const Error damaged = {where, "this is no sound ZIP archive",
                         "copy or save it again: it is cut short or damaged"};
  zip_source_t* source =
      zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  const std::unique_ptr<zip_t, Closer> archive(
      source == nullptr ? nullptr
                        : zip_open_from_source(source, ZIP_RDONLY, nullptr));
  if (archive == nullptr) {
    if (source != nullptr) zip_source_free(source);
    return damaged;
  }
  std::map<std::string, base::Bytes> files;
  uint64_t all = 0;
  const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    const zip_uint64_t index = static_cast<zip_uint64_t>(i);
    zip_stat_t info;
    if (zip_stat_index(archive.get(), index, 0, &info) != 0 ||
        (info.valid & ZIP_STAT_SIZE) == 0 || (info.valid & ZIP_STAT_NAME) == 0) {
      return damaged;
    }
    all += info.size;
    if (info.size > kMostBytes || all > kMostBytes) {
      return Error{where, "it unpacks to more than 2 GiB", "use a smaller one"};
    }
    const std::unique_ptr<zip_file_t, Closer> file(
        zip_fopen_index(archive.get(), index, 0));
    if (file == nullptr) return damaged;
    // Sizes may lie: grow with what is there.
    base::Bytes content;
    while (content.size() < info.size) {
      const size_t at = content.size();
      content.resize(std::min<size_t>(info.size, at + (1 << 20)));
      const zip_int64_t got =
          zip_fread(file.get(), content.data() + at, content.size() - at);
      if (got <= 0) return damaged;
      content.resize(at + static_cast<size_t>(got));
    }
    files[info.name] = std::move(content);
  }
  return files;
}

Result<std::map<std::string, Array>> read_npz(
    const std::filesystem::path& path) {
  const Result<base::Bytes> bytes = base::read_file(path);
  if (!bytes.ok()) return bytes.error();
  auto files = read_archive(bytes.value(), path.string());
  if (!files.ok()) return files.error();
  std::map<std::string, Array> arrays;
  for (const auto& [name, content] : files.value()) {
    if (!name.ends_with(".npy")) continue;
    Result<Array> array = parse_npy(content, path.string() + ", " + name);
    if (!array.ok()) return array.error();
    arrays[name.substr(0, name.size() - 4)] = std::move(array).value();
  }
  return arrays;
}

}  // namespace mote::io
