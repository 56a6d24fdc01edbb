// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/plan/order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "host/plan/search.h"

namespace mote::plan {
namespace {

// A graph of operators that read and write buffers of these bytes.
struct Made {
  std::vector<uint32_t> bytes;
  std::vector<OperatorUse> operators;
  std::vector<uint32_t> inputs, outputs;
};

Usage usage(const Made& made) {
  Usage out;
  for (const uint32_t it : made.bytes) {
    memory::Buffer buffer;
    buffer.bytes = it;
    out.buffers.push_back(buffer);
  }
  out.tensors = static_cast<uint32_t>(made.bytes.size());
  out.operators = made.operators;
  out.inputs = made.inputs;
  out.outputs = made.outputs;
  std::vector<uint32_t> order(made.operators.size());
  std::iota(order.begin(), order.end(), 0);
  set_lifetimes(out, order);
  return out;
}

uint32_t peak_of(Usage it, const std::vector<uint32_t>& order) {
  set_lifetimes(it, order);
  const auto live = live_bytes(it.buffers, static_cast<uint32_t>(order.size()));
  return *std::ranges::max_element(live);
}

// Two branches that swell to 160 bytes and shrink to 16, written breadth
// first, and their sum.
Made branches() {
  return {{16, 160, 160, 16, 16, 16},
          {{{0}, {1}}, {{0}, {2}}, {{1}, {3}}, {{2}, {4}}, {{3, 4}, {5}}},
          {0},
          {5}};
}

TEST(Order, FinishesOneBranchBeforeTheNext) {
  const Usage it = usage(branches());
  EXPECT_EQ(peak_of(it, {0, 1, 2, 3, 4}), 336u);
  const Order order = find_order(it, 100);
  EXPECT_EQ(order.peak_bytes, 192u);
  EXPECT_EQ(peak_of(it, order.operators), 192u);
  EXPECT_TRUE(order.exact);
  EXPECT_EQ(order.operators.back(), 4u);
}

TEST(Order, StaysWhereNothingIsWon) {
  const Order order = find_order(
      usage({{16, 64, 32}, {{{0}, {1}}, {{1}, {2}}}, {0}, {2}}), 100);
  EXPECT_EQ(order.operators, (std::vector<uint32_t>{0, 1}));
  EXPECT_EQ(order.peak_bytes, 96u);
  EXPECT_TRUE(order.exact);
}

// The operators that would have to change places keep something.
TEST(Order, OfOperatorsWithStateIsKept) {
  Made made = branches();
  made.operators[1].has_state = made.operators[2].has_state = true;
  const Order order = find_order(usage(made), 100);
  const auto at = [&](uint32_t op) {
    return std::ranges::find(order.operators, op) - order.operators.begin();
  };
  EXPECT_LT(at(1), at(2));
}

TEST(Order, StaysWhereAnInferenceMayEndEarly) {
  Usage it = usage(branches());
  it.may_reorder = false;
  EXPECT_EQ(find_order(it, 100).operators,
            (std::vector<uint32_t>{0, 1, 2, 3, 4}));
}

// An output over the input that dies where it is made costs nothing.
TEST(Order, CountsWhatOverlaps) {
  Made made = {{16, 96, 96, 16, 16},
               {{{0}, {1}}, {{1}, {2}}, {{0}, {3}}, {{2, 3}, {4}}},
               {0},
               {4}};
  Usage it = usage(made);
  it.buffers[2].over = 1;
  const Order order = find_order(it, 100);
  EXPECT_EQ(order.peak_bytes, 128u);
  EXPECT_EQ(peak_of(it, order.operators), order.peak_bytes);
}

// Every order of random graphs tried out.
TEST(Order, IsTheBestOfAll) {
  std::mt19937 random(7);
  for (int graph = 0; graph < 60; ++graph) {
    Made made = {{32}, {}, {0}, {}};
    constexpr uint32_t kOps = 6;
    for (uint32_t op = 0; op < kOps; ++op) {
      OperatorUse use;
      for (uint32_t i = 0; i <= op; ++i) {
        if (random() % 3 == 0) use.reads.push_back(i);
      }
      use.writes = {op + 1};
      made.bytes.push_back(16u * static_cast<uint32_t>(1 + random() % 20));
      made.operators.push_back(use);
    }
    made.outputs = {kOps};
    const Usage it = usage(made);
    std::vector<uint32_t> order(kOps);
    std::iota(order.begin(), order.end(), 0);
    uint32_t best = UINT32_MAX;
    do {
      bool legal = true;
      for (uint32_t at = 0; at < kOps; ++at) {
        for (const uint32_t i : made.operators[order[at]].reads) {
          const auto end = order.begin() + at;
          legal = legal && (i == 0 || std::find(order.begin(), end, i - 1) != end);
        }
      }
      if (legal) best = std::min(best, peak_of(it, order));
    } while (std::ranges::next_permutation(order).found);
    const Order found = find_order(it, 1000);
    EXPECT_TRUE(found.exact);
    EXPECT_EQ(found.peak_bytes, best) << graph;
    EXPECT_EQ(peak_of(it, found.operators), best) << graph;
  }
}

TEST(Order, IsStillLegalWhenNotAllIsTried) {
  // Twenty branches like those above.
  Made made = {{16}, {}, {0}, {}};
  OperatorUse sum;
  for (uint32_t i = 0; i < 20; ++i) {
    made.bytes.push_back(160);
    made.operators.push_back({{0}, {1 + i}});
  }
  for (uint32_t i = 0; i < 20; ++i) {
    made.bytes.push_back(16);
    made.operators.push_back({{1 + i}, {21 + i}});
    sum.reads.push_back(21 + i);
  }
  made.bytes.push_back(16);
  sum.writes = {41};
  made.operators.push_back(sum);
  made.outputs = {41};
  const Usage it = usage(made);
  const Order order = find_order(it, 50);
  EXPECT_FALSE(order.exact);
  EXPECT_EQ(order.peak_bytes, 16u + 19 * 16 + 160);
  EXPECT_EQ(peak_of(it, order.operators), order.peak_bytes);
}

}  // namespace
}  // namespace mote::plan
