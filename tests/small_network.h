// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// A float network that quantization can be tried on, and samples for it.
#ifndef MOTE_TESTS_SMALL_NETWORK_H_
#define MOTE_TESTS_SMALL_NETWORK_H_

#include "host/quantize/calibrate.h"
#include "tests/float_graph.h"

namespace mote::tests {

inline ir::Attributes convolution(const char* activation) {
  return {{"padding", std::string("SAME")},
          {"stride_w", int64_t{1}},
          {"stride_h", int64_t{1}},
          {"fused_activation_function", std::string(activation)}};
}

// Convolutions, residual sum, dense layer, softmax.
inline ir::Module network() {
  FloatGraph g;
  const auto x = g.input({1, 8, 8, 3});
  const auto a =
      g.node("CONV_2D", {x, g.random({8, 3, 3, 3}, 0.3f), g.random({8}, 0.1f)},
             {1, 8, 8, 8}, convolution("RELU"));
  const auto b =
      g.node("CONV_2D", {a, g.random({8, 1, 1, 8}, 0.3f), g.random({8}, 0.1f)},
             {1, 8, 8, 8}, convolution("NONE"));
  const auto c = g.node("ADD", {a, b}, {1, 8, 8, 8});
  const auto d = g.node("RESHAPE", {c, g.integers({1, 512})}, {1, 512});
  const auto e = g.node("FULLY_CONNECTED",
                        {d, g.random({5, 512}, 0.02f), ir::kNoValue}, {1, 5});
  return g.finish(g.node("SOFTMAX", {e}, {1, 5}, {{"beta", 1.0}}));
}

inline quantize::Samples samples_of(const ir::Module& module, size_t count) {
  std::mt19937 source(7);
  std::normal_distribution<float> normal;
  quantize::Samples samples;
  for (size_t i = 0; i < count; ++i) {
    samples.emplace_back();
    for (const ir::ValueId id : module.main().inputs) {
      std::vector<float> x(
          static_cast<size_t>(ir::elements(module.main().value(id).shape)));
      for (float& element : x) element = normal(source);
      const uint8_t* data = reinterpret_cast<const uint8_t*>(x.data());
      samples.back().emplace_back(data, data + x.size() * sizeof(float));
    }
  }
  return samples;
}

}  // namespace mote::tests

#endif  // MOTE_TESTS_SMALL_NETWORK_H_
