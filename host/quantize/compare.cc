// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/compare.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/base/text.h"
#include "host/quantize/form.h"

namespace mote::quantize {
namespace {

using base::Error;
using base::Result;

// Elements as real numbers; of numbers that are not quantized as they are.
std::vector<float> real_elements(const ir::Value& value, const Tensor& tensor) {
  const uint8_t* data = static_cast<const uint8_t*>(tensor.data);
  ir::Value copy = value;
  copy.constant = ir::make_constant({data, data + tensor.bytes});
  const int64_t width = bits(value.type) / 8;
  if (width == 0) return {};
  copy.shape = {static_cast<int64_t>(tensor.bytes) / width};
  if (copy.quantization.scales.size() > 1) return {};
  return reals(copy);
}

bool is_number(Type type) { return io::is_float(type) || io::is_integer(type); }

class Comparison {
 public:
  Comparison(const ir::Module& exact, const ir::Module& rough)
      : exact_(exact), rough_(rough) {
    for (const ir::Graph& graph : exact.graphs) {
      for (const ir::Node& node : graph.nodes) add_node(graph, node);
    }
  }

  // What the exact model computes is kept until the other one has run.
  Watch watch_exact() {
    return [this](int32_t graph, ir::ValueId id, const Tensor& tensor) {
      const ir::Value& value = value_of(exact_, graph, id);
      const auto layer = layers_.find(value.name);
      if (layer == layers_.end() || !is_number(value.type)) return;
      kept_[value.name].push_back(real_elements(value, tensor));
    };
  }
  Watch watch_rough() {
    return [this](int32_t graph, ir::ValueId id, const Tensor& tensor) {
      const ir::Value& value = value_of(rough_, graph, id);
      const auto kept = kept_.find(value.name);
      if (kept == kept_.end() || !is_number(value.type)) return;
      const size_t turn = turns_[value.name]++;
      if (turn >= kept->second.size()) return;
      add(value.name, kept->second[turn], real_elements(value, tensor));
    };
  }
  void end_sample() {
    kept_.clear();
    turns_.clear();
  }

  std::vector<LayerDifference> take() {
    std::vector<LayerDifference> out;
    for (LayerDifference& layer : order_) {
      if (seen_.contains(layer.name)) out.push_back(std::move(layer));
    }
    return out;
  }

 private:
  static const ir::Value& value_of(const ir::Module& module, int32_t graph,
                                   ir::ValueId id) {
    return module.graphs[static_cast<size_t>(graph)].value(id);
  }

  void add_node(const ir::Graph& graph, const ir::Node& node) {
    for (const ir::ValueId id : node.outputs) {
      if (id == ir::kNoValue) continue;
      const ir::Value& value = graph.value(id);
      if (!io::is_float(value.type) || layers_.contains(value.name)) continue;
      layers_[value.name] = order_.size();
      order_.push_back({value.name, node.op, {}});
    }
  }

  void add(const std::string& name, const std::vector<float>& exact,
           const std::vector<float>& rough) {
    if (exact.size() != rough.size()) return;
    seen_[name] = true;
    Difference& difference = order_[layers_.at(name)].difference;
    for (size_t i = 0; i < exact.size(); ++i)
      difference.add(exact[i], rough[i]);
  }

  const ir::Module& exact_;
  const ir::Module& rough_;
  std::vector<LayerDifference> order_;
  std::map<std::string, size_t> layers_;
  std::map<std::string, bool> seen_;
  std::map<std::string, std::vector<std::vector<float>>> kept_;
  std::map<std::string, size_t> turns_;
};

}  // namespace

void Difference::add(double exact, double rough) {
  const double error = exact - rough;
  signal += exact * exact;
  other += rough * rough;
  product += exact * rough;
  noise += error * error;
  most = std::max(most, std::fabs(error));
}

double Difference::signal_to_noise() const {
  return noise == 0 ? std::numeric_limits<double>::infinity()
                    : 10 * std::log10(signal / noise);
}

double Difference::cosine() const {
  const double size = std::sqrt(signal) * std::sqrt(other);
  return size == 0 ? (signal == other ? 1 : 0) : product / size;
}

Result<run::Step> as_inputs(const ir::Module& exact, const ir::Module& rough,
                            const run::Step& sample, const std::string& where) {
  const std::vector<ir::ValueId>& from = exact.main().inputs;
  const std::vector<ir::ValueId>& to = rough.main().inputs;
  run::Step step;
  for (size_t i = 0; i < from.size(); ++i) {
    const ir::Value* wanted =
        i < to.size() ? &rough.main().value(to[i]) : nullptr;
    ir::Value given = exact.main().value(from[i]);
    const bool fits = wanted != nullptr && from.size() == to.size() &&
                      ir::elements(given.shape) == ir::elements(wanted->shape);
    const bool converts =
        fits && is_real(given) && wanted->quantization.scales.size() == 1;
    if (!fits || (given.type != wanted->type && !converts)) {
      return Error{where, "the two models do not have the same inputs",
                   "compare a model with what was made of it"};
    }
    given.constant = ir::make_constant(sample[i]);
    given.shape = {static_cast<int64_t>(sample[i].size() * 8) /
                   bits(given.type)};
    step.push_back(
        given.type == wanted->type
            ? sample[i]
            : *quantized(given, {wanted->type, wanted->quantization}).constant);
  }
  return step;
}

Result<std::vector<LayerDifference>> compare(const ir::Module& exact,
                                             const ir::Module& rough,
                                             const Samples& samples,
                                             const std::string& where,
                                             const Progress& progress) {
  auto first = Tracer::make(exact, where);
  if (!first.ok()) return first.error();
  auto second = Tracer::make(rough, where);
  if (!second.ok()) return second.error();
  Comparison comparison(exact, rough);
  for (size_t i = 0; i < samples.size(); ++i) {
    const auto inputs = as_inputs(exact, rough, samples[i], where);
    if (!inputs.ok()) return inputs.error();
    (*first)->reset();
    (*second)->reset();
    const auto a = (*first)->run(samples[i], comparison.watch_exact());
    if (!a.ok()) return a.error();
    const auto b = (*second)->run(inputs.value(), comparison.watch_rough());
    if (!b.ok()) return b.error();
    comparison.end_sample();
    if (progress) progress(i + 1, samples.size());
  }
  return comparison.take();
}

}  // namespace mote::quantize
