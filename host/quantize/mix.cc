// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/mix.h"

#include <algorithm>
#include <cmath>

#include "host/base/text.h"
#include "host/quantize/accept.h"
#include "host/quantize/compare.h"

namespace mote::quantize {
namespace {

using base::Error;
using base::Result;
using base::text;

constexpr size_t kProbes = 16;  // samples by which nodes are ranked

struct Place {
  size_t graph, node;
};

size_t highest(const std::vector<float>& x) {
  return static_cast<size_t>(std::max_element(x.begin(), x.end()) - x.begin());
}

class Mixer {
 public:
  Mixer(const ir::Module& module, const Samples& samples,
        const Calibration& seen, const Options& options,
        const std::string& where)
      : module_(module), samples_(samples), seen_(seen), options_(options),
        where_(where), bytes_(precisions(module, Type::kInt8)),
        words_(precisions(module, Type::kInt16)),
        floats_(precisions_of_floats()) {}

  Result<Outcome> run() {
    if (auto outputs = run_exact(); !outputs.ok()) return outputs.error();
    auto ranked = rank();
    if (!ranked.ok()) return ranked.error();
    order_ = std::move(ranked).value();
    Precisions base = bytes_;
    for (const Precisions* level : {&words_, &floats_}) {
      const Result<bool> held = raise_few(base, *level);
      if (!held.ok()) return held.error();
      if (held.value()) return std::move(best_);
      for (const Place& place : order_) raise(base, *level, place);
    }
    return Error{where_,
                 text("it loses ", best_.loss, " even in floats, and ",
                      options_.max_loss, " is allowed"),
                 "give inputs and outputs of float32, or allow more"};
  }

 private:
  Precisions precisions_of_floats() const {
    Precisions out = bytes_;
    for (std::vector<Type>& graph : out) {
      std::fill(graph.begin(), graph.end(), Type::kFloat32);
    }
    return out;
  }

  static void raise(Precisions& types, const Precisions& level, Place place) {
    types[place.graph][place.node] = level[place.graph][place.node];
  }

  Result<void> run_exact() {
    auto tracer = Tracer::make(module_, where_);
    if (!tracer.ok()) return tracer.error();
    for (const run::Step& sample : samples_) {
      (*tracer)->reset();
      auto outputs = (*tracer)->run(sample, [](auto&&...) {});
      if (!outputs.ok()) return outputs.error();
      exact_.push_back(flatten(module_, outputs.value()));
    }
    return {};
  }

  // All real outputs, one after the other.
  static std::vector<float> flatten(const ir::Module& module,
                                    const std::vector<io::Array>& outputs) {
    std::vector<float> all;
    for (size_t i = 0; i < outputs.size(); ++i) {
      ir::Value value = module.main().value(module.main().outputs[i]);
      value.shape = {static_cast<int64_t>(outputs[i].size())};
      value.constant = ir::make_constant(outputs[i].data);
      const std::vector<float> real = reals(value);
      all.insert(all.end(), real.begin(), real.end());
    }
    return all;
  }

  Result<Outcome> make(Precisions types, const StaticOptions& statics) const {
    Result<Quantized> made =
        make_accepted(types, where_, [&](const Precisions& wanted) {
          return quantize_static(module_, seen_, wanted, statics);
        });
    if (!made.ok()) return made.error();
    return Outcome{std::move(made->module),
                   layers_of(module_, types, Type::kFloat32),
                   layers_of(module_, types, Type::kInt16), 0};
  }

  Result<double> loss(const ir::Module& rough, size_t count) const {
    auto tracer = Tracer::make(rough, where_);
    if (!tracer.ok()) return tracer.error();
    Difference difference;
    size_t others = 0;
    for (size_t s = 0; s < count; ++s) {
      const auto inputs = as_inputs(module_, rough, samples_[s], where_);
      if (!inputs.ok()) return inputs.error();
      (*tracer)->reset();
      const auto outputs = (*tracer)->run(inputs.value(), [](auto&&...) {});
      if (!outputs.ok()) return outputs.error();
      const std::vector<float> found = flatten(rough, outputs.value());
      for (size_t i = 0; i < found.size(); ++i) {
        difference.add(exact_[s][i], found[i]);
      }
      if (highest(found) != highest(exact_[s])) ++others;
    }
    if (options_.metric == Metric::kTop1) {
      return static_cast<double>(others) / static_cast<double>(count);
    }
    return difference.noise == 0
               ? 0.0
               : std::sqrt(difference.noise / difference.signal);
  }

  // Nodes in 8 bits, the most harmful first: each alone among floats.
  Result<std::vector<Place>> rank() const {
    std::vector<std::pair<double, Place>> found;
    for (size_t g = 0; g < bytes_.size(); ++g) {
      for (size_t n = 0; n < bytes_[g].size(); ++n) {
        if (bytes_[g][n] == Type::kFloat32) continue;
        Precisions alone = floats_;
        raise(alone, bytes_, {g, n});
        const auto made =
            make(alone, {Type::kInt8, Type::kFloat32, Type::kFloat32});
        if (!made.ok()) return made.error();
        const auto lost =
            loss(made.value().module, std::min(kProbes, samples_.size()));
        if (!lost.ok()) return lost.error();
        found.push_back({lost.value(), {g, n}});
      }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) {
                       return a.first > b.first;
                     });
    std::vector<Place> order;
    for (const auto& [lost, place] : found) order.push_back(place);
    return order;
  }

  // Raises the fewest of the order above `base` that hold the loss. False: all
  // of them do not.
  Result<bool> raise_few(const Precisions& base, const Precisions& level) {
    const auto holds = [&](size_t count) -> Result<bool> {
      Precisions types = base;
      for (size_t i = 0; i < count; ++i) raise(types, level, order_[i]);
      auto made = make(std::move(types),
                       {Type::kInt8, options_.input, options_.output});
      if (!made.ok()) return made.error();
      const auto lost = loss(made.value().module, samples_.size());
      if (!lost.ok()) return lost.error();
      made->loss = lost.value();
      const bool held = lost.value() <= options_.max_loss;
      if (held || count == order_.size()) best_ = std::move(made).value();
      return held;
    };
    size_t few = 0, many = order_.size();
    if (const auto all = holds(many); !all.ok() || !all.value()) return all;
    while (few < many) {
      const size_t middle = (few + many) / 2;
      const auto held = holds(middle);
      if (!held.ok()) return held;
      if (held.value()) {
        many = middle;
      } else {
        few = middle + 1;
      }
    }
    return true;
  }

  const ir::Module& module_;
  const Samples& samples_;
  const Calibration& seen_;
  const Options& options_;
  const std::string& where_;
  const Precisions bytes_, words_, floats_;
  std::vector<std::vector<float>> exact_;  // outputs by sample
  std::vector<Place> order_;
  Outcome best_;
};

}  // namespace

Result<Outcome> mix(const ir::Module& module, const Samples& samples,
                    const Calibration& seen, const Options& options,
                    const std::string& where) {
  return Mixer(module, samples, seen, options, where).run();
}

}  // namespace mote::quantize
