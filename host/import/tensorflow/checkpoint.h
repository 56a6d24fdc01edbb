// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Checkpoints: an index, which is a table sorted by key, and shards of data.
#ifndef MOTE_HOST_IMPORT_TENSORFLOW_CHECKPOINT_H_
#define MOTE_HOST_IMPORT_TENSORFLOW_CHECKPOINT_H_

#include <filesystem>

#include "host/import/tensorflow/tensor.h"

namespace mote::tensorflow {

class Checkpoint {
 public:
  // prefix: the files' names without ".index" and ".data-...". Reads the index;
  // checksums of both must be right.
  static base::Result<Checkpoint> open(const std::filesystem::path& prefix);

  bool contains(const std::string& key) const { return entries_.contains(key); }
  std::vector<std::string> keys() const;

  // Fails when there is no such key, or its data are not all there.
  base::Result<ir::TensorAttribute> tensor(const std::string& key) const;
  // The only element of a tensor of strings.
  base::Result<std::string> text(const std::string& key) const;

 private:
  base::Result<base::Bytes> data(const std::string& key,
                                 const proto::BundleEntry& entry) const;

  std::filesystem::path prefix_;
  int32_t shards_ = 0;
  std::map<std::string, proto::BundleEntry> entries_;
};

// The prefix that a folder's "checkpoint" file names as the newest.
base::Result<std::filesystem::path> newest_checkpoint(
    const std::filesystem::path& folder);

}  // namespace mote::tensorflow

#endif  // MOTE_HOST_IMPORT_TENSORFLOW_CHECKPOINT_H_
