// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/ranking.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "host/base/text.h"

namespace mote::run {

std::vector<Ranked> rank(const io::Array& output, const io::TensorSpec& spec,
                         size_t count, const std::vector<std::string>& labels) {
  std::vector<Ranked> all;
  for (size_t i = 0; i < output.size(); ++i) {
    double score = io::real_at(output, i);
    if (spec.scale > 0) score = spec.scale * (score - spec.zero_point);
    all.push_back({i, i < labels.size() ? labels[i] : base::text("class ", i),
                   score});
  }
  // What is not a number comes last.
  std::ranges::stable_sort(all, std::ranges::greater(), [](const Ranked& it) {
    return std::isnan(it.score) ? -HUGE_VAL : it.score;
  });
  all.resize(std::min(count, all.size()));
  return all;
}

base::Result<std::vector<std::string>> read_labels(
    const std::filesystem::path& path) {
  const base::Result<base::Bytes> bytes = base::read_file(path);
  if (!bytes.ok()) return bytes.error();
  std::istringstream text(
      std::string(bytes.value().begin(), bytes.value().end()));
  std::vector<std::string> labels;
  for (std::string line; std::getline(text, line);) {
    if (line.ends_with('\r')) line.pop_back();
    labels.push_back(line);
  }
  return labels;
}

}  // namespace mote::run
