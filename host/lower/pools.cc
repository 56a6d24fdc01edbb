// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Pools and normalizations over images.
#include <cmath>

#include "host/lower/layout.h"

namespace mote::lower {
namespace {

Lowering pool(const char* op) {
  return [op](const Call& call) -> Ids {
    Emitter& e = call.e();
    const Window window(call);
    if (window.is_explicit()) {
      e.refuse("a pool with explicit padding", "use padding 'same' or 'valid'");
    }
    const ir::ValueId x = window.channels_last(e, call.in(0));
    const Dims from = e.shape(x);
    if (from.size() != 4) {
      e.refuse("a pool of an array that is not of four dimensions",
               "save the model again: it is damaged");
    }
    const Dims to = {from[0],
                     window.outputs(e, 0, from[1], window.extent(0)),
                     window.outputs(e, 1, from[2], window.extent(1)), from[3]};
    ir::Attributes options = window.options(false);
    options["filter_height"] = window.extent(0);
    options["filter_width"] = window.extent(1);
    return {window.channels_first(e, e.emit(op, {x}, e.type(x), to, options))};
  };
}

// A box of windows: over the images of all depths, then over depth alone.
Lowering pool_3d(const char* op) {
  return [op](const Call& call) -> Ids {
    Emitter& e = call.e();
    const std::vector<int64_t> size = call.list("ksize");
    const std::vector<int64_t> stride = call.list("strides");
    const std::string padding = call.attribute<std::string>("padding", "VALID");
    const Dims from = call.shape(0);
    if (size.size() != 5 || stride.size() != 5 || from.size() != 5 ||
        call.attribute<std::string>("data_format", "NDHWC") != "NDHWC") {
      e.refuse("a pool in three dimensions that is not NDHWC",
               "use channels_last");
    }
    Dims to = from;
    for (size_t i = 1; i < 4; ++i) {
      to[i] = window_outputs(e, from[i], size[i], stride[i], 1,
                             padding == "SAME");
    }
    const auto pool = [&](ir::ValueId x, const Dims& images, const Dims& made,
                          size_t h, size_t w) {
      return e.emit(op, {e.reshape(x, images)}, e.type(x), made,
                    {{"padding", padding},
                     {"stride_h", h == 0 ? 1 : stride[h]},
                     {"stride_w", w == 0 ? 1 : stride[w]},
                     {"filter_height", h == 0 ? 1 : size[h]},
                     {"filter_width", w == 0 ? 1 : size[w]}});
    };
    const int64_t planes = product({from[0], from[1]});
    const ir::ValueId flat =
        pool(call.in(0), {planes, from[2], from[3], from[4]},
             {planes, to[2], to[3], from[4]}, 2, 3);
    const int64_t pixels = product({to[2], to[3]});
    const ir::ValueId whole = pool(flat, {from[0], from[1], pixels, from[4]},
                                   {from[0], to[1], pixels, from[4]}, 1, 0);
    return {e.reshape(whole, to)};
  };
}

// y = x * a + b with a = scale / sqrt(variance + epsilon), b = offset - mean *
// a: what batch normalization is once training is over.
Ids batch_norm(const Call& call) {
  Emitter& e = call.e();
  if (call.attribute("is_training", true)) {
    e.refuse("batch normalization that takes its statistics from the batch",
             "save the model for inference (training=False)");
  }
  const auto vector = [&](size_t i) {
    if (!e.is_constant(call.in(i))) {
      e.refuse("batch normalization whose statistics are no constants",
               "freeze the model first");
    }
    return e.constant_floats(call.in(i));
  };
  std::vector<float> a = vector(1);
  std::vector<float> b = vector(2);
  const std::vector<float> mean = vector(3);
  const std::vector<float> variance = vector(4);
  const double epsilon = call.attribute("epsilon", 1e-4);
  if (b.size() != a.size() || mean.size() != a.size() ||
      variance.size() != a.size()) {
    e.refuse("batch normalization whose statistics differ in number",
             "save the model again: it is damaged");
  }
  for (size_t i = 0; i < a.size(); ++i) {
    const double factor = a[i] / std::sqrt(variance[i] + epsilon);
    b[i] = static_cast<float>(b[i] - mean[i] * factor);
    a[i] = static_cast<float>(factor);
  }
  const bool first =
      call.attribute<std::string>("data_format", "NHWC") == "NCHW";
  const int64_t channels = static_cast<int64_t>(a.size());
  const Dims shape = first ? Dims{channels, 1, 1} : Dims{channels};
  const Dims to = broadcast(e, call.shape(0), shape);
  const ir::ValueId scaled =
      e.emit("MUL", {call.in(0), e.floats(a, shape)}, call.type(0), to);
  return {e.emit("ADD", {scaled, e.floats(b, shape)}, call.type(0), to)};
}

Ids local_response(const Call& call) {
  return {call.e().emit(
      "LOCAL_RESPONSE_NORMALIZATION", {call.in(0)}, call.type(0), call.shape(0),
      {{"radius", call.attribute<int64_t>("depth_radius", 5)},
       {"bias", call.attribute("bias", 1.0)},
       {"alpha", call.attribute("alpha", 1.0)},
       {"beta", call.attribute("beta", 0.5)}})};
}

}  // namespace

void add_pools(Table& table) {
  table["tf.MaxPool"] = pool("MAX_POOL_2D");
  table["tf.MaxPool3D"] = pool_3d("MAX_POOL_2D");
  table["tf.AvgPool3D"] = pool_3d("AVERAGE_POOL_2D");
  table["tf.AvgPool"] = pool("AVERAGE_POOL_2D");
  for (const char* op : {"tf.FusedBatchNorm", "tf.FusedBatchNormV2",
                         "tf.FusedBatchNormV3"}) {
    table[op] = batch_norm;
  }
  table["tf.LRN"] = local_response;
}

}  // namespace mote::lower
