// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// A model on the host: its bytes, verified, and the names in them.
#ifndef MOTE_HOST_RUN_MODEL_FILE_H_
#define MOTE_HOST_RUN_MODEL_FILE_H_

#include <memory>
#include <string>
#include <string_view>

#include "device/model/model.h"
#include "host/io/array.h"

namespace mote::run {

class ModelFile {
 public:
  using Pointer = std::shared_ptr<const ModelFile>;

  // Refuses what the device's verifier refuses, names included.
  static base::Result<Pointer> open(const std::filesystem::path& path);
  // where: what messages call the file.
  static base::Result<Pointer> parse(base::Bytes bytes, std::string where);

  ModelFile(const ModelFile&) = delete;
  ModelFile& operator=(const ModelFile&) = delete;

  const std::string& where() const { return where_; }
  std::span<const uint8_t> bytes() const { return bytes_; }
  Span<const uint8_t> device_bytes() const {
    return {bytes_.data(), bytes_.size()};
  }
  const model::Model& view() const { return view_; }

  // Of the first subgraph, which is what runs.
  std::vector<io::TensorSpec> inputs() const;
  std::vector<io::TensorSpec> outputs() const;

 private:
  ModelFile(base::Bytes bytes, std::string where)
      : bytes_(std::move(bytes)), where_(std::move(where)) {}

  base::Bytes bytes_;
  std::string where_;
  model::Model view_;
};

std::string_view string_view(model::Text text);
// "CONV_2D", the custom name, or "operator code 300".
std::string op_name(const model::OperatorCode& code);
io::TensorSpec tensor_spec(const model::TensorView& tensor);

}  // namespace mote::run

#endif  // MOTE_HOST_RUN_MODEL_FILE_H_
