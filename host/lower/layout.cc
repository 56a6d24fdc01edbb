// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/lower/layout.h"

#include <algorithm>

namespace mote::lower {

int64_t window_outputs(const Emitter& e, int64_t extent, int64_t filter,
                       int64_t stride, int64_t dilation, bool same) {
  if (stride < 1 || dilation < 1 || filter < 1) {
    e.refuse("a window with a stride, dilation or size below one",
             "save the model again: it is damaged");
  }
  const int64_t reach = same ? 1 : (filter - 1) * dilation + 1;
  if (extent < reach) {
    e.refuse("a window that is larger than its input",
             "give the shapes of the inputs with --input-shape");
  }
  return (extent - reach) / stride + 1;
}

Window::Window(const Call& call) {
  first_ = call.attribute<std::string>("data_format", "NHWC") == "NCHW";
  padding_ = call.attribute<std::string>("padding", "VALID");
  const size_t h = first_ ? 2 : 1;
  const auto read = [&](const char* name, int64_t (&into)[2]) {
    const std::vector<int64_t> list = call.list(name);
    if (list.empty()) return;
    if (list.size() != 4) {
      call.e().refuse("a window that is not of four dimensions",
                      "save the model again: it is damaged");
    }
    into[0] = list[h];
    into[1] = list[h + 1];
  };
  read("strides", stride_);
  read("dilations", dilation_);
  read("ksize", size_);
  explicit_ = call.list("explicit_paddings");
  if (first_ && explicit_.size() == 8) {
    std::rotate(explicit_.begin() + 2, explicit_.begin() + 4, explicit_.end());
  }
}

ir::ValueId Window::channels_last(Emitter& e, ir::ValueId id) const {
  return first_ ? e.transpose(id, {0, 2, 3, 1}) : id;
}

ir::ValueId Window::channels_first(Emitter& e, ir::ValueId id) const {
  return first_ ? e.transpose(id, {0, 3, 1, 2}) : id;
}

ir::ValueId Window::padded(Emitter& e, ir::ValueId id) const {
  return is_explicit() ? e.pad(id, explicit_) : id;
}

int64_t Window::outputs(const Emitter& e, size_t axis, int64_t extent,
                        int64_t filter) const {
  return window_outputs(e, extent, filter, stride_[axis], dilation_[axis],
                        padding_ == "SAME");
}

ir::Attributes Window::options(bool dilation) const {
  ir::Attributes out = {{"padding", std::string(padding_ == "SAME" ? "SAME"
                                                                   : "VALID")},
                        {"stride_h", stride_[0]}, {"stride_w", stride_[1]}};
  if (dilation) {
    out["dilation_h_factor"] = dilation_[0];
    out["dilation_w_factor"] = dilation_[1];
  }
  return out;
}

}  // namespace mote::lower
