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

// The input rows that output rows y.. read.
std::vector<bool> rows_read(const Window& w, int32_t y) {
  std::vector<bool> read(static_cast<size_t>(w.in_h));
  for (; y < w.out_h; ++y) {
    for (int32_t k = 0; k < w.kernel_h; ++k) {
      const int32_t row = w.input_y(y, k);
      if (row >= 0 && row < w.in_h) read[static_cast<size_t>(row)] = true;
    }
  }
  return read;
}

// Whether an output that starts `lead` bytes before the input, written row by
// row, leaves alone what is still read.
bool safe(const Window& w, int32_t in_row, int32_t out_row, int32_t lead) {
  for (int32_t y = 0; y < w.out_h; ++y) {
    const std::vector<bool> read = rows_read(w, y);
    for (int32_t byte = y * out_row; byte < (y + 1) * out_row; ++byte) {
      const int32_t at = byte - lead;
      if (at >= 0 && at < w.in_h * in_row &&
          read[static_cast<size_t>(at / in_row)]) {
        return false;
      }
    }
  }
  return true;
}

TEST(RowLead, IsTheSmallestFromWhichOnEveryLeadIsSafe) {
  each_case([](const Case& c) {
    Window window;
    ASSERT_EQ(c.make(window), Status::kOk);
    for (const int32_t in_row : {1, 2, 5}) {
      for (const int32_t out_row : {1, 3}) {
        const int32_t lead = row_lead(window, in_row, out_row);
        const int32_t end = window.out_h * out_row;
        for (int32_t more = lead; more <= end; ++more) {
          EXPECT_TRUE(safe(window, in_row, out_row, more));
        }
        EXPECT_TRUE(lead == 0 || !safe(window, in_row, out_row, lead - 1));
      }
    }
  });
}

TEST(Window, FindsTheTapsOfTheImageAndThoseOutside) {
  const Case c = {Padding::kSame, 3, 3, 1, 1};
  Window window;
  ASSERT_EQ(c.make(window), Status::kOk);
  const int8_t image[9] = {}, outside = 0;
  const int8_t* taps[3];
  find_taps(window, image, 1, 2, 1, 1, &outside, taps);
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
