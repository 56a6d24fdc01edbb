// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/calibrate.h"

#include <cmath>

#include "host/base/text.h"
#include "host/quantize/histogram.h"
#include "host/quantize/states.h"

namespace mote::quantize {
namespace {

using base::Result;
using base::text;

constexpr int kLevels = 256;       // of 8 bits
constexpr double kOutside = 1e-4;  // of kPercentile
constexpr float kLatest = 0.1f;    // of kMovingAverage

// Of one value, in one part of the samples.
struct Seen {
  Interval extremes;
  Interval average;
  Histogram histogram;  // where the method asks for it
  size_t samples = 0;
  bool finite = true;
};

using Table = std::vector<std::vector<Seen>>;

Table make_table(const ir::Module& module) {
  Table table;
  for (const ir::Graph& graph : module.graphs) {
    table.emplace_back(graph.values.size());
  }
  return table;
}

// Zero is always in a range: padding needs it.
void see(std::span<const float> x, Seen& seen) {
  Interval extremes;
  bool finite = true;
  for (const float value : x) {
    extremes.include(value);
    finite &= std::isfinite(value);
  }
  seen.finite = seen.finite && finite;
  seen.extremes.include(extremes);
  const float latest = seen.samples == 0 ? 1.0f : kLatest;
  seen.average.low += latest * (extremes.low - seen.average.low);
  seen.average.high += latest * (extremes.high - seen.average.high);
  ++seen.samples;
}

void merge(const Seen& from, Seen& into) {
  into.finite = into.finite && from.finite;
  into.extremes.include(from.extremes);
  const size_t samples = into.samples + from.samples;
  if (from.samples != 0) {
    const float part =
        static_cast<float>(from.samples) / static_cast<float>(samples);
    into.average.low += part * (from.average.low - into.average.low);
    into.average.high += part * (from.average.high - into.average.high);
  }
  into.samples = samples;
  into.histogram.add(from.histogram);
}

void append(const AllRows& from, AllRows& into) {
  for (size_t g = 0; g < from.size(); ++g) {
    for (size_t n = 0; n < from[g].size(); ++n) {
      into[g][n].insert(into[g][n].end(), from[g][n].begin(), from[g][n].end());
    }
  }
}

class Calibrator {
 public:
  Calibrator(const ir::Module& module, const Samples& samples,
             const std::string& where, const Progress& progress)
      : module_(module), states_(module), source_(module, samples.size()),
        samples_(samples), where_(where), progress_(progress) {}

  Result<Calibration> run(Method method) {
    AllRows rows = source_.empty();
    Result<Table> traced = pass(method, rows);
    if (!traced.ok()) return traced.error();
    const Table& seen = traced.value();
    if (auto finite = check(seen); !finite.ok()) return finite.error();
    Ranges ranges;
    for (const std::vector<Seen>& graph : seen) {
      ranges.emplace_back();
      for (const Seen& value : graph) {
        ranges.back().push_back(range_of(value, method));
      }
    }
    return Calibration{std::move(ranges), std::move(rows)};
  }

 private:
  static std::optional<Interval> range_of(const Seen& seen, Method method) {
    if (seen.samples == 0) return std::nullopt;
    switch (method) {
      case Method::kMinMax: return seen.extremes;
      case Method::kMovingAverage: return seen.average;
      case Method::kPercentile:
        return seen.histogram.percentile(kOutside, seen.extremes);
      default: return seen.histogram.least_squares(kLevels, seen.extremes);
    }
  }

  Result<Table> pass(Method method, AllRows& rows) const {
    const bool counts = method == Method::kPercentile || method == Method::kMse;
    std::vector<Table> parts(kParts, make_table(module_));
    std::vector<AllRows> taken(kParts, source_.empty());
    std::vector<size_t> turns(kParts);
    const auto watch_of = [&](size_t part) -> Watch {
      return [&, part](int32_t graph, ir::ValueId id, const Tensor& tensor) {
        if (tensor.type != Type::kFloat32) return;
        std::vector<Seen>& values = parts[part][static_cast<size_t>(graph)];
        const auto see_value = [&](ir::ValueId value,
                                   std::span<const float> x) {
          Seen& seen = values[static_cast<size_t>(value)];
          see(x, seen);
          if (counts && seen.finite) seen.histogram.add(x);
        };
        const std::span<const float> x(static_cast<const float*>(tensor.data),
                                       tensor.bytes / sizeof(float));
        see_value(id, x);
        states_.follow(graph, id, x, see_value);
        source_.follow(graph, id, x, turns[part]++, taken[part]);
      };
    };
    const Result<void> traced =
        trace_all(module_, samples_, where_, progress_, watch_of);
    if (!traced.ok()) return traced.error();
    for (size_t p = 0; p < kParts; ++p) {
      append(taken[p], rows);
      taken[p].clear();
    }
    for (size_t p = 1; p < kParts; ++p) {
      for (size_t g = 0; g < parts[p].size(); ++g) {
        for (size_t i = 0; i < parts[p][g].size(); ++i) {
          merge(parts[p][g][i], parts[0][g][i]);
        }
      }
    }
    return std::move(parts[0]);
  }

  Result<void> check(const Table& seen) const {
    for (size_t g = 0; g < seen.size(); ++g) {
      for (size_t i = 0; i < seen[g].size(); ++i) {
        if (seen[g][i].finite) continue;
        return base::Error{
            text(where_, ", '", module_.graphs[g].values[i].name, "'"),
            "it is infinite or not a number for some sample",
            "see that samples are what the model was trained on"};
      }
    }
    return {};
  }

  const ir::Module& module_;
  const States states_;
  const RowSource source_;
  const Samples& samples_;
  const std::string& where_;
  const Progress& progress_;
};

}  // namespace

std::optional<Method> method_of(const std::string& name) {
  if (name == "minmax") return Method::kMinMax;
  if (name == "moving-average") return Method::kMovingAverage;
  if (name == "percentile") return Method::kPercentile;
  if (name == "mse") return Method::kMse;
  return std::nullopt;
}

Result<Calibration> calibrate(const ir::Module& module, const Samples& samples,
                              Method method, const std::string& where,
                              const Progress& progress) {
  return Calibrator(module, samples, where, progress).run(method);
}

}  // namespace mote::quantize
