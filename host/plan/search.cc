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

// As many tries as take a second or two.
int tries(size_t buffers) {
  const double each = static_cast<double>(buffers) * static_cast<double>(buffers);
  return static_cast<int>(std::clamp(4e8 / (each + 1), 100.0, 20000.0));
}

}  // namespace

uint32_t overlap_bytes(const Buffer& output, const Buffer& input) {
  using memory::align_up;
  const uint32_t lead = output.lead16 * memory::kAlignment;
  const uint32_t together = align_up(max(lead + input.bytes, output.bytes));
  const uint32_t apart = align_up(input.bytes) + align_up(output.bytes);
  return apart > together ? apart - together : 0;
}

std::vector<uint32_t> live_bytes(const Buffers& buffers, uint32_t steps) {
  std::vector<uint32_t> live(steps);
  for (const Buffer& buffer : buffers) {
    for (uint32_t step = buffer.first; step <= buffer.last && step < steps;
         ++step) {
      live[step] += memory::align_up(buffer.bytes);
    }
    if (buffer.over == UINT16_MAX || buffer.first >= steps) continue;
    const Buffer& input = buffers[buffer.over];
    if (input.last == buffer.first) {
      live[buffer.first] -= overlap_bytes(buffer, input);
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

Buffers place(const Buffers& buffers, uint32_t steps) {
  const std::vector<uint32_t> live = live_bytes(buffers, steps);
  const uint32_t least = live.empty() ? 0 : *std::ranges::max_element(live);
  return search(buffers, least, tries(buffers.size()));
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
