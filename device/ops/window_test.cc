// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/window.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/fake_context.h"

namespace mote::ops {
namespace {

struct Case {
  Padding padding;
  int32_t in, kernel, stride, dilation;

  int32_t out() const {
    const int32_t effective = (kernel - 1) * dilation + 1;
    const int32_t covered = padding == Padding::kSame ? in : in - effective + 1;
    return covered < 1 ? 0 : (covered + stride - 1) / stride;
  }
  // Along the height of [1, in, 3, 1]; `wrong` is added to the output's.
  Status make(Window& window, int32_t wrong = 0) const {
    const WindowOptions options = {padding, stride, 1, dilation, 1, kernel, 1};
    const int32_t from[] = {1, in, 3, 1}, to[] = {1, out() + wrong, 3, 1};
    return make_window(FakeContext(), options, {from, 4}, {to, 4}, window);
  }
};

// Calls f for every small case that has an output.
template <class F>
void each_case(F f) {
  for (const Padding padding : {Padding::kSame, Padding::kValid}) {
    for (int32_t in = 1; in <= 7; ++in) {
      for (int32_t kernel = 1; kernel <= 4; ++kernel) {
        for (int32_t stride = 1; stride <= 4; ++stride) {
          for (int32_t dilation = 1; dilation <= 3; ++dilation) {
            const Case c = {padding, in, kernel, stride, dilation};
            if (c.out() > 0) f(c);
          }
        }
      }
    }
  }
}

TEST(Window, HasTheSizeThatPaddingAndStrideGive) {
  each_case([](const Case& c) {
    Window window;
    EXPECT_EQ(c.make(window), Status::kOk);
    EXPECT_EQ(c.make(window, 1), Status::kWrongShape);
    EXPECT_EQ(c.make(window, -1), Status::kWrongShape);
  });
}

TEST(Window, ValidReadsOnlyPixelsThatExist) {
  each_case([](const Case& c) {
    if (c.padding != Padding::kValid) return;
    Window window;
    ASSERT_EQ(c.make(window), Status::kOk);
    EXPECT_EQ(window.input_y(0, 0), 0);
    EXPECT_LT(window.input_y(window.out_h - 1, c.kernel - 1), c.in);
  });
}

TEST(Window, SamePadsTheOddPixelBehind) {
  each_case([](const Case& c) {
    Window window;
    if (c.padding != Padding::kSame) return;
    ASSERT_EQ(c.make(window), Status::kOk);
    const int32_t last = window.input_y(window.out_h - 1, c.kernel - 1);
    const int32_t behind = last - (c.in - 1);
    if (behind <= 0) return;
    EXPECT_GE(behind, window.pad_top);
    EXPECT_LE(behind, window.pad_top + 1);
  });
}

// The first input pixel that output pixel p or a later one reads; -1: none.
std::vector<int32_t> first_read(const Window& w) {
  std::vector<int32_t> first(static_cast<size_t>(w.out_h * w.out_w));
  int32_t later = -1;
  for (size_t p = first.size(); p-- > 0;) {
    const int32_t y = static_cast<int32_t>(p) / w.out_w;
    const int32_t x = static_cast<int32_t>(p) % w.out_w;
    for (int32_t k = 0; k < w.taps(); ++k) {
      const int32_t iy = w.input_y(y, k / w.kernel_w);
      const int32_t ix = w.input_x(x, k % w.kernel_w);
      if (iy < 0 || iy >= w.in_h || ix < 0 || ix >= w.in_w) continue;
      const int32_t at = iy * w.in_w + ix;
      if (later < 0 || at < later) later = at;
    }
    first[p] = later;
  }
  return first;
}

// The smallest lead from which on no output pixel is written over what is still
// read; behind the last output pixel there may be more.
int32_t least_lead(const Window& w, int32_t in_pixel, int32_t out_pixel,
                   int32_t at_once) {
  const std::vector<int32_t> first = first_read(w);
  const int32_t pixels = static_cast<int32_t>(first.size());
  int32_t lead = 0;
  for (int32_t p = 0; p < pixels; ++p) {
    const int32_t read = first[static_cast<size_t>(p)];
    if (read < 0) continue;
    const int32_t written = (p + std::min(at_once, pixels)) * out_pixel;
    lead = std::max(lead, written - read * in_pixel);
  }
  return lead;
}

TEST(PixelLead, IsTheLeastThatIsSafe) {
  each_case([](const Case& tall) {
    each_case([&](const Case& wide) {
      if (tall.padding != wide.padding) return;
      const WindowOptions options = {
          tall.padding,  tall.stride, wide.stride, tall.dilation,
          wide.dilation, tall.kernel, wide.kernel};
      const int32_t from[] = {1, tall.in, wide.in, 1};
      const int32_t to[] = {1, tall.out(), wide.out(), 1};
      Window window;
      ASSERT_EQ(make_window(FakeContext(), options, {from, 4}, {to, 4}, window),
                Status::kOk);
      for (const auto& [in, out] : {std::pair{1, 1}, {3, 2}, {3, 4}, {1, 5}}) {
        for (const int32_t at_once : {0, 1, 4}) {
          const int32_t lead = pixel_lead(window, in, out, at_once);
          const int32_t least = least_lead(window, in, out, at_once);
          ASSERT_GE(lead, least);
          // With dilation a window at the left edge may begin further to the
          // right than is taken into account.
          if (wide.dilation == 1) {
            ASSERT_EQ(lead, least);
          }
        }
      }
    });
  });
}

TEST(Window, FindsTheTapsOfTheImageAndThoseOutside) {
  const Case c = {Padding::kSame, 3, 3, 1, 1};
  Window window;
  ASSERT_EQ(c.make(window), Status::kOk);
  const int8_t image[9] = {}, outside = 0;
  const int8_t* taps[3];
  find_taps<int8_t>(window, {image, 3}, 1, 2, 1, 1, &outside, taps);
  EXPECT_EQ(taps[0], image + 3 + 1);
  EXPECT_EQ(taps[1], image + 6 + 1);
  EXPECT_EQ(taps[2], &outside);
}

TEST(Window, RefusesHostileOptions) {
  const int32_t image[] = {1, 4, 4, 1};
  const auto status = [&](const WindowOptions& options) {
    Window window;
    return make_window(FakeContext(), options, {image, 4}, {image, 4}, window);
  };
  using P = Padding;
  EXPECT_EQ(status({P::kSame, 1, 1, 1, 1, 3, 3}), Status::kOk);
  EXPECT_EQ(status({static_cast<P>(2), 1, 1, 1, 1, 3, 3}), Status::kBadOption);
  for (const int32_t bad : {0, -1, INT32_MIN, 32768, INT32_MAX}) {
    EXPECT_NE(status({P::kSame, bad, 1, 1, 1, 3, 3}), Status::kOk) << bad;
    EXPECT_NE(status({P::kSame, 1, bad, 1, 1, 3, 3}), Status::kOk) << bad;
    EXPECT_NE(status({P::kSame, 1, 1, bad, 1, 3, 3}), Status::kOk) << bad;
    EXPECT_NE(status({P::kSame, 1, 1, 1, bad, 3, 3}), Status::kOk) << bad;
    EXPECT_NE(status({P::kSame, 1, 1, 1, 1, bad, 3}), Status::kOk) << bad;
    EXPECT_NE(status({P::kSame, 1, 1, 1, 1, 3, bad}), Status::kOk) << bad;
  }
  EXPECT_NE(status({P::kSame, 1, 1, 32767, 1, 32767, 3}), Status::kOk);
}

}  // namespace
}  // namespace mote::ops
