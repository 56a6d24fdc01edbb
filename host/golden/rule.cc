// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/golden/rule.h"

#include <algorithm>
#include <cmath>

#include "host/base/text.h"

namespace mote::golden {
namespace {

using base::text;
using io::Array;

bool float_agrees(double x, double golden, const Rule& rule) {
  if (x == golden || (std::isnan(x) && std::isnan(golden))) return true;
  if (rule.kind != Rule::Kind::kClose) return false;
  if (!std::isfinite(x) || !std::isfinite(golden)) return false;
  return std::fabs(x - golden) <= rule.atol + rule.rtol * std::fabs(golden);
}

// Without overflow, whatever the values.
uint64_t distance(int64_t a, int64_t b) {
  const uint64_t x = static_cast<uint64_t>(a), y = static_cast<uint64_t>(b);
  return a > b ? x - y : y - x;
}

bool agrees(const Array& x, const Array& golden, size_t i, const Rule& rule) {
  if (golden.type == Type::kString) {
    return io::element_text(x, i) == io::element_text(golden, i);
  }
  if (!io::is_integer(golden.type)) {
    return float_agrees(io::real_at(x, i), io::real_at(golden, i), rule);
  }
  const int64_t a = io::integer_at(x, i);
  const int64_t b = io::integer_at(golden, i);
  return a == b || (rule.kind == Rule::Kind::kIntClose &&
                    static_cast<double>(distance(a, b)) <= rule.max_abs);
}

// "[0,3,1]" of the flat index.
std::string index_text(const std::vector<int32_t>& shape, size_t flat) {
  std::vector<int32_t> index(shape.size());
  for (size_t i = shape.size(); i-- > 0;) {
    const size_t dim = static_cast<size_t>(shape[i]);
    index[i] = static_cast<int32_t>(flat % dim);
    flat /= dim;
  }
  return base::shape_text(index);
}

std::string kind(const Array& array) {
  return base::type_name(array.type) + " " + base::shape_text(array.shape);
}

}  // namespace

std::optional<std::string> difference(const Array& x, const Array& golden,
                                      const Rule& rule, Range range) {
  if (x.type != golden.type || x.shape != golden.shape) {
    return text("is ", kind(x), " instead of ", kind(golden));
  }
  if (x.data == golden.data) return std::nullopt;
  const size_t end = std::min(range.end, golden.size());
  size_t count = 0;
  size_t first = 0;
  double largest = 0;
  for (size_t i = range.first; i < end; ++i) {
    if (agrees(x, golden, i, rule)) continue;
    if (count++ == 0) first = i;
    if (golden.type == Type::kString) continue;
    largest = std::max(largest, std::fabs(io::real_at(x, i) -
                                          io::real_at(golden, i)));
  }
  if (count == 0) return std::nullopt;
  return text(base::grouped(count), " of ",
              base::grouped(end - std::min(range.first, end)),
              golden.type == Type::kString
                  ? " differ" : text(" differ by up to ", largest),
              ", first at ",
              index_text(golden.shape, first), ": ",
              io::element_text(x, first), " instead of ",
              io::element_text(golden, first));
}

}  // namespace mote::golden
