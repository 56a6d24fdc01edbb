// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/plan/search.h"

#include <algorithm>
#include <numeric>
#include <random>

namespace mote::plan {
namespace {

using memory::Buffer;
using Buffers = std::vector<Buffer>;
using Order = std::vector<size_t>;

// Places in this order; the span is UINT32_MAX when it exceeds `limit`.
struct Placement {
  Buffers buffers;
  uint32_t span = UINT32_MAX;
};

Placement place_in(const Buffers& buffers, const Order& order,
                   uint32_t limit) {
  Placement out = {buffers, 0};
  const Span<Buffer> all = {out.buffers.data(), out.buffers.size()};
  for (const size_t i : order) {
    Buffer& buffer = out.buffers[i];
    buffer.offset = memory::lowest(all, buffer);
    out.span = max(out.span, memory::align_up(buffer.offset + buffer.bytes));
    if (out.span >= limit) return {{}, UINT32_MAX};
  }
  return out;
}

// Bytes that an output saves by lying over its input.
uint32_t saved(const Buffers& buffers, const Buffer& output) {
  if (output.over == UINT16_MAX || output.bytes == 0) return 0;
  const Buffer& input = buffers[output.over];
  if (input.last != output.first) return 0;
  const uint32_t lead = output.lead16 * memory::kAlignment;
  const uint32_t together = max(lead + input.bytes, output.bytes);
  const uint32_t apart = input.bytes + output.bytes;
  return apart > together ? apart - together : 0;
}

}  // namespace

std::vector<uint32_t> live_bytes(const Buffers& buffers, uint32_t steps) {
  std::vector<uint32_t> live(steps);
  for (const Buffer& buffer : buffers) {
    for (uint32_t step = buffer.first; step <= buffer.last && step < steps;
         ++step) {
      live[step] += memory::align_up(buffer.bytes);
    }
    if (buffer.first < steps) {
      live[buffer.first] -= saved(buffers, buffer) & ~(memory::kAlignment - 1);
    }
  }
  return live;
}

Buffers search(const Buffers& buffers, uint32_t least, int tries) {
  Order order;
  for (size_t i = 0; i < buffers.size(); ++i) {
    if (buffers[i].bytes != 0) order.push_back(i);
  }
  const auto by = [&](auto key) {
    std::ranges::stable_sort(order, std::ranges::greater(), key);
    return order;
  };
  const auto size = [&](size_t i) { return uint64_t{buffers[i].bytes}; };
  const auto area = [&](size_t i) {
    return size(i) * (buffers[i].last - buffers[i].first + 1u);
  };
  std::vector<Order> starts = {
      by(size), by(area), by([&](size_t i) { return buffers[i].last; }),
      by([&](size_t i) { return -int{buffers[i].first}; })};
  Placement best;
  Order best_order = starts.front();
  const auto attempt = [&](const Order& it, uint32_t limit) {
    Placement placement = place_in(buffers, it, limit);
    if (placement.span == UINT32_MAX) return;
    if (placement.span < best.span || best.buffers.empty()) {
      best = std::move(placement);
    }
    best_order = it;
  };
  for (const Order& start : starts) attempt(start, best.span);
  // From the best order on: move one buffer ahead or exchange two. Orders that
  // are as good are taken, too, so that the search drifts over plateaus.
  std::mt19937 random(1);
  const auto pick = [&] { return random() % order.size(); };
  for (int i = 0; i < tries && best.span > least; ++i) {
    Order next = best_order;
    const size_t a = pick(), b = pick();
    if (i % 2 == 0) {
      std::swap(next[a], next[b]);
    } else {
      std::rotate(next.begin() + static_cast<long>(std::min(a, b)),
                  next.begin() + static_cast<long>(std::max(a, b)),
                  next.begin() + static_cast<long>(std::max(a, b)) + 1);
    }
    attempt(next, best.span + 1);
  }
  return best.buffers.empty() ? buffers : best.buffers;
}

uint32_t span_of(const Buffers& buffers) {
  uint32_t end = 0;
  for (const Buffer& buffer : buffers) {
    if (buffer.bytes == 0) continue;
    end = max(end, memory::align_up(buffer.offset + buffer.bytes));
  }
  return end;
}

}  // namespace mote::plan
