// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/tensorflow/checkpoint.h"

#include <leveldb/env.h>
#include <leveldb/iterator.h>
#include <leveldb/options.h>
#include <leveldb/table.h>

#include <cstring>
#include <fstream>

#include "host/base/checksum.h"
#include "host/base/text.h"
#include "host/import/tensorflow/parse.h"

namespace mote::tensorflow {
namespace {

using base::Error;
using base::Result;

constexpr char kAgain[] = "copy or save it again: it is cut short or damaged";

// A file in memory, as the table reader wants it.
class MemoryFile : public leveldb::RandomAccessFile {
 public:
  explicit MemoryFile(const base::Bytes& bytes) : bytes_(bytes) {}

  leveldb::Status Read(uint64_t offset, size_t count, leveldb::Slice* result,
                       char*) const override {
    if (offset > bytes_.size() || count > bytes_.size() - offset) {
      return leveldb::Status::Corruption("a block ends behind the file");
    }
    *result = leveldb::Slice(
        reinterpret_cast<const char*>(bytes_.data()) + offset, count);
    return leveldb::Status::OK();
  }

 private:
  const base::Bytes& bytes_;
};

std::filesystem::path with_suffix(std::filesystem::path path,
                                  const std::string& suffix) {
  return path += suffix;
}

}  // namespace

Result<Checkpoint> Checkpoint::open(const std::filesystem::path& prefix) {
  Checkpoint out;
  out.prefix_ = prefix;
  const std::filesystem::path path = with_suffix(prefix, ".index");
  const Result<base::Bytes> bytes = base::read_file(path);
  if (!bytes.ok()) return bytes.error();
  const Error damaged = {path.string(), "this is no index of a checkpoint",
                         kAgain};
  const MemoryFile file(bytes.value());
  leveldb::Options options;
  options.paranoid_checks = true;
  leveldb::Table* opened = nullptr;
  if (!leveldb::Table::Open(options, const_cast<MemoryFile*>(&file),
                            bytes.value().size(), &opened).ok()) {
    return damaged;
  }
  const std::unique_ptr<leveldb::Table> table(opened);
  leveldb::ReadOptions read;
  read.verify_checksums = true;
  const std::unique_ptr<leveldb::Iterator> it(table->NewIterator(read));
  for (it->SeekToFirst(); it->Valid(); it->Next()) {
    const std::string key = it->key().ToString();
    proto::BundleHeader header;
    if (key.empty()) {
      if (!parse(header, it->value().data(), it->value().size()) || header.endianness() != 0) {
        return damaged;
      }
      out.shards_ = header.num_shards();
    } else if (!parse(out.entries_[key], it->value().data(),
                      it->value().size())) {
      return damaged;
    }
  }
  if (!it->status().ok() || out.shards_ < 1) return damaged;
  return out;
}

std::vector<std::string> Checkpoint::keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, entry] : entries_) keys.push_back(key);
  return keys;
}

Result<base::Bytes> Checkpoint::data(const std::string& key,
                                     const proto::BundleEntry& entry) const {
  char suffix[40];
  std::snprintf(suffix, sizeof(suffix), ".data-%05d-of-%05d", entry.shard_id(),
                shards_);
  const std::filesystem::path path = with_suffix(prefix_, suffix);
  const Error damaged = {base::text(path.string(), ", ", key),
                         "the data of this variable are not there or damaged",
                         kAgain};
  std::error_code error;
  const uint64_t most = std::filesystem::file_size(path, error);
  const uint64_t offset = static_cast<uint64_t>(entry.offset());
  const uint64_t size = static_cast<uint64_t>(entry.size());
  if (error || offset > most || size > most - offset) return damaged;
  base::Bytes bytes(size);
  std::ifstream file(path, std::ios::binary);
  file.seekg(entry.offset());
  file.read(reinterpret_cast<char*>(bytes.data()), entry.size());
  if (!file) return damaged;
  return bytes;
}

Result<ir::TensorAttribute> Checkpoint::tensor(const std::string& key) const {
  const auto it = entries_.find(key);
  const std::string where = base::text(prefix_.string(), ", ", key);
  if (it == entries_.end()) {
    return Error{where, "the checkpoint has no such variable",
                 "name the checkpoint that belongs to the model"};
  }
  const proto::BundleEntry& entry = it->second;
  const Type type = type_of(entry.dtype());
  const ir::Shape shape = shape_of(entry.shape());
  Result<base::Bytes> bytes = data(key, entry);
  if (!bytes.ok()) return bytes.error();
  if (type == Type::kNone ||
      ir::byte_size(type, shape) != static_cast<int64_t>(bytes->size()) ||
      base::masked_crc32c(bytes.value()) != entry.crc32c()) {
    return Error{where, "shape or checksum do not fit the data", kAgain};
  }
  return ir::TensorAttribute{type, *shape,
                             ir::make_constant(std::move(bytes).value())};
}

Result<std::string> Checkpoint::text(const std::string& key) const {
  const auto it = entries_.find(key);
  const Error damaged = {base::text(prefix_.string(), ", ", key),
                         "this is no text", kAgain};
  if (it == entries_.end()) return damaged;
  const Result<base::Bytes> bytes = data(key, it->second);
  if (!bytes.ok()) return bytes.error();
  // Its length as a varint, a checksum of that, and the characters.
  const base::Bytes& all = bytes.value();
  uint64_t length = 0;
  size_t at = 0;
  for (int shift = 0; at < all.size() && shift < 63; shift += 7) {
    const uint8_t byte = all[at++];
    length |= static_cast<uint64_t>(byte & 127) << shift;
    if (byte < 128) break;
  }
  constexpr size_t kChecksum = 4;
  if (all.size() < at + kChecksum || all.size() - at - kChecksum != length) {
    return damaged;
  }
  return std::string(all.begin() + static_cast<ptrdiff_t>(at + kChecksum),
                     all.end());
}

Result<std::filesystem::path> newest_checkpoint(
    const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "checkpoint";
  const Result<base::Bytes> bytes = base::read_file(path);
  if (!bytes.ok()) return bytes.error();
  const std::string text(bytes.value().begin(), bytes.value().end());
  constexpr char kKey[] = "model_checkpoint_path: \"";
  const size_t start = text.find(kKey);
  const size_t end = start == std::string::npos
                         ? start : text.find('"', start + sizeof(kKey) - 1);
  if (end == std::string::npos) {
    return Error{path.string(), "it names no newest checkpoint",
                 "name the checkpoint itself, without .index"};
  }
  const size_t first = start + sizeof(kKey) - 1;
  return folder / text.substr(first, end - first);
}

}  // namespace mote::tensorflow
