// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The best of a classifier's answers, with their names.
#ifndef MOTE_HOST_RUN_RANKING_H_
#define MOTE_HOST_RUN_RANKING_H_

#include "host/io/array.h"

namespace mote::run {

struct Ranked {
  size_t index = 0;   // in the flattened output
  std::string label;  // "class 3" where the labels end
  double score = 0;   // real: scale and zero point applied
};

// The count highest elements, the highest first, of equals the earlier.
std::vector<Ranked> rank(const io::Array& output, const io::TensorSpec& spec,
                         size_t count, const std::vector<std::string>& labels);

// One a line; the last line may lack its end.
base::Result<std::vector<std::string>> read_labels(
    const std::filesystem::path& path);

}  // namespace mote::run

#endif  // MOTE_HOST_RUN_RANKING_H_
