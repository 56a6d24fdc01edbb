// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Convolutions: weights turned into the order of .tflite, biases left to the
// passes that fuse what follows.
#include "host/lower/layout.h"

namespace mote::lower {
namespace {

Ids conv2d(const Call& call) {
  Emitter& e = call.e();
  const Window window(call);
  const ir::ValueId x = window.padded(e, window.channels_last(e, call.in(0)));
  const ir::ValueId w = e.transpose(call.in(1), {3, 0, 1, 2});
  const Dims from = e.shape(x);
  const Dims filter = e.shape(w);
  if (from.size() != 4 || filter[3] == 0 || from[3] % filter[3] != 0) {
    e.refuse("its channels are no multiple of those of its filter",
             "save the model again: it is damaged");
  }
  const Dims to = {from[0], window.outputs(e, 0, from[1], filter[1]),
                   window.outputs(e, 1, from[2], filter[2]), filter[0]};
  return {window.channels_first(
      e, e.emit("CONV_2D", {x, w, ir::kNoValue}, e.type(x), to,
                window.options(true)))};
}

Ids depthwise(const Call& call) {
  Emitter& e = call.e();
  const Window window(call);
  const ir::ValueId x = window.padded(e, window.channels_last(e, call.in(0)));
  const Dims from = e.shape(x);
  const Dims filter = call.shape(1);
  if (from.size() != 4 || filter.size() != 4 || from[3] != filter[2]) {
    e.refuse("its filter has other channels than its input",
             "save the model again: it is damaged");
  }
  const ir::ValueId w = e.reshape(
      call.in(1), {1, filter[0], filter[1], filter[2] * filter[3]});
  const Dims to = {from[0], window.outputs(e, 0, from[1], filter[0]),
                   window.outputs(e, 1, from[2], filter[1]),
                   filter[2] * filter[3]};
  ir::Attributes options = window.options(true);
  options["depth_multiplier"] = filter[3];
  return {window.channels_first(
      e, e.emit("DEPTHWISE_CONV_2D", {x, w, ir::kNoValue}, e.type(x), to,
                options))};
}

// Operands: the shape of the output, the filter [h, w, out, in], the input.
Ids transposed(const Call& call) {
  Emitter& e = call.e();
  const Window window(call);
  if (window.dilated() || window.is_explicit()) {
    e.refuse("a transposed convolution with dilation or explicit padding",
             "use padding 'same' or 'valid' without dilation");
  }
  const ir::ValueId x = window.channels_last(e, call.in(2));
  const ir::ValueId w = e.transpose(call.in(1), {2, 0, 1, 3});
  Dims to = call.ints(0);
  if (to.size() != 4) {
    e.refuse("the shape of its output is not of four dimensions",
             "save the model again: it is damaged");
  }
  if (window.first()) to = {to[0], to[2], to[3], to[1]};
  return {window.channels_first(
      e, e.emit("TRANSPOSE_CONV", {e.ints(to), w, x}, e.type(x), to,
                window.options(false)))};
}

// Of a convolution in three dimensions; `filter` and `image` are operands.
struct Window3d {
  std::string padding;
  std::vector<int64_t> strides;
  Dims from, filter;

  Window3d(const Call& call, size_t filter_at, size_t image_at)
      : padding(call.attribute<std::string>("padding", "VALID")),
        strides(call.list("strides")), from(call.shape(image_at)),
        filter(call.shape(filter_at)) {
    if (strides.size() != 5 || from.size() != 5 || filter.size() != 5 ||
        call.attribute<std::string>("data_format", "NDHWC") != "NDHWC") {
      call.e().refuse("a convolution in three dimensions that is not NDHWC",
                      "use channels_last");
    }
  }
  ir::Attributes options() const {
    return {{"padding", padding}, {"stride_d", strides[1]},
            {"stride_h", strides[2]}, {"stride_w", strides[3]}};
  }
};

Ids conv3d(const Call& call) {
  Emitter& e = call.e();
  const Window3d w(call, 1, 0);
  Dims to = {w.from[0]};
  for (size_t i = 1; i < 4; ++i) {
    to.push_back(window_outputs(e, w.from[i], w.filter[i - 1], w.strides[i], 1,
                                w.padding == "SAME"));
  }
  to.push_back(w.filter[4]);
  return {e.emit("CONV_3D", {call.in(0), call.in(1)}, call.type(0), to,
                 w.options())};
}

// Operands: the shape of the output, the filter [d, h, w, out, in], the input.
Ids transposed_3d(const Call& call) {
  Emitter& e = call.e();
  const Window3d w(call, 1, 2);
  const Dims to = call.ints(0);
  if (to.size() != 5) {
    e.refuse("the shape of its output is not of five dimensions",
             "save the model again: it is damaged");
  }
  return {e.emit("CONV_3D_TRANSPOSE", {e.ints(to), call.in(1), call.in(2)},
                 call.type(2), to, w.options())};
}

}  // namespace

void add_convolutions(Table& table) {
  table["tf.Conv2D"] = conv2d;
  table["tf.DepthwiseConv2dNative"] = depthwise;
  table["tf.Conv2DBackpropInput"] = transposed;
  table["tf.Conv3D"] = conv3d;
  table["tf.Conv3DBackpropInputV2"] = transposed_3d;
}

}  // namespace mote::lower
