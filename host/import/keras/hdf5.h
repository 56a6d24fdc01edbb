// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// HDF5 files as h5py writes them by default: superblock 0 or 1, groups as
// symbol tables, arrays in one piece. Every offset is checked; what lies behind
// the end or names itself is refused.
#ifndef MOTE_HOST_IMPORT_KERAS_HDF5_H_
#define MOTE_HOST_IMPORT_KERAS_HDF5_H_

#include <map>
#include <optional>
#include <set>

#include "host/ir/graph.h"

namespace mote::keras {

class Hdf5 {
 public:
  // Keeps the bytes. where: named in errors.
  static base::Result<Hdf5> open(base::Bytes bytes, std::string where);

  // Names of what lies in a group, sorted; none when there is no such group.
  // path: from the root, such as "layers/dense/vars"; "" is the root.
  std::vector<std::string> list(const std::string& path) const;
  bool contains(const std::string& path) const;
  // An array of numbers.
  base::Result<ir::TensorAttribute> dataset(const std::string& path) const;
  // The strings of an attribute; none when there is no such attribute.
  std::vector<std::string> strings(const std::string& path,
                                   const std::string& attribute) const;

 private:
  struct Message {
    uint16_t type = 0;
    uint64_t at = 0;  // of its data
    uint64_t size = 0;
  };
  struct DataType {
    int kind = 0;      // class of the format
    uint64_t size = 0;  // of one element
    bool is_signed = false;
    bool vlen_string = false;
  };

  // Numbers of n bytes; nothing behind the end of the file.
  std::optional<uint64_t> number(uint64_t at, int n) const;
  bool holds(uint64_t at, uint64_t size) const {
    return at <= bytes_.size() && size <= bytes_.size() - at;
  }
  std::vector<Message> messages(uint64_t header) const;
  std::map<std::string, uint64_t> links(uint64_t header) const;
  void read_node(uint64_t node, uint64_t heap, std::set<uint64_t>& seen,
                 std::map<std::string, uint64_t>& out) const;
  std::optional<uint64_t> find(const std::string& path) const;
  std::optional<DataType> data_type(uint64_t at, uint64_t size) const;
  std::optional<std::vector<int64_t>> dims(uint64_t at, uint64_t size) const;
  std::optional<std::string> text(uint64_t at, uint64_t most) const;
  std::optional<std::string> heap_object(uint64_t collection, uint64_t index,
                                         uint64_t length) const;
  std::vector<std::string> attribute_strings(const Message& message,
                                             const std::string& name) const;

  base::Bytes bytes_;
  std::string where_;
  uint64_t root_ = 0;
};

}  // namespace mote::keras

#endif  // MOTE_HOST_IMPORT_KERAS_HDF5_H_
