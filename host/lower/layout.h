// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Windows over images: padding, strides and the order of dimensions.
#ifndef MOTE_HOST_LOWER_LAYOUT_H_
#define MOTE_HOST_LOWER_LAYOUT_H_

#include "host/lower/call.h"

namespace mote::lower {

// How many windows fit: SAME counts every stride, VALID those that lie inside.
int64_t window_outputs(const Emitter& e, int64_t extent, int64_t filter,
                       int64_t stride, int64_t dilation, bool same);

// What the attributes of a convolution or a pool say.
class Window {
 public:
  explicit Window(const Call& call);

  bool first() const { return first_; }  // channels lie first (NCHW)
  bool dilated() const { return dilation_[0] != 1 || dilation_[1] != 1; }
  bool is_explicit() const { return padding_ == "EXPLICIT"; }

  ir::ValueId channels_last(Emitter& e, ir::ValueId id) const;
  ir::ValueId channels_first(Emitter& e, ir::ValueId id) const;
  // With the zeros that explicit padding asks for. Takes NHWC.
  ir::ValueId padded(Emitter& e, ir::ValueId id) const;
  // axis: 0 height, 1 width. extent: of the padded input.
  int64_t outputs(const Emitter& e, size_t axis, int64_t extent,
                  int64_t filter) const;
  // Padding and strides by the names of .tflite, dilation if asked for.
  ir::Attributes options(bool dilation) const;
  // Of a pool.
  int64_t extent(size_t axis) const { return size_[axis]; }

 private:
  bool first_ = false;
  std::string padding_;
  int64_t stride_[2] = {1, 1};
  int64_t dilation_[2] = {1, 1};
  int64_t size_[2] = {1, 1};
  std::vector<int64_t> explicit_;  // before and after of N, H, W, C
};

}  // namespace mote::lower

#endif  // MOTE_HOST_LOWER_LAYOUT_H_
