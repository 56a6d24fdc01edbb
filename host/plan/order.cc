// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/plan/order.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

#include "host/plan/search.h"

namespace mote::plan {
namespace {

using memory::align_up;

// What has run, one bit an operator.
using Done = std::vector<uint64_t>;

bool has(const Done& done, uint32_t op) {
  return (done[op / 64] >> (op % 64) & 1) != 0;
}

// Some operators have run, by the best way to these that is known.
struct State {
  Done done;
  std::vector<uint32_t> ready;  // may run next
  uint32_t peak = 0;            // on the way here
  uint32_t live = 0;            // bytes that are still needed
};

// How a state came about: the one before it, in its layer, and the operator.
struct Link {
  uint32_t from, op;
};

class Search {
 public:
  Search(const Usage& usage, size_t width)
      : usage_(usage), width_(width), readers_(usage.buffers.size()),
        after_(count()), before_(count()), kept_(usage.buffers.size()) {
    for (const uint32_t i : usage.outputs) kept_[i] = true;
    link_operators();
  }

  // Null: none has a peak below `bound`.
  std::optional<Order> run(uint32_t bound) {
    std::vector<State> layer = {first()};
    std::vector<std::vector<Link>> links;
    for (uint32_t step = 0; step < count(); ++step) {
      std::vector<Link> made;
      layer = next(layer, bound, made);
      if (layer.empty()) return std::nullopt;
      links.push_back(std::move(made));
    }
    Order order = {std::vector<uint32_t>(count()), layer[0].peak, exact_};
    uint32_t at = 0;
    for (uint32_t step = count(); step-- > 0;) {
      order.operators[step] = links[step][at].op;
      at = links[step][at].from;
    }
    return order;
  }
  bool exact() const { return exact_; }

 private:
  uint32_t count() const {
    return static_cast<uint32_t>(usage_.operators.size());
  }
  uint32_t bytes(uint32_t buffer) const {
    return align_up(usage_.buffers[buffer].bytes);
  }

  void precede(uint32_t one, uint32_t other) {
    after_[one].push_back(other);
    before_[other].push_back(one);
  }

  void link_operators() {
    std::vector<int64_t> maker(usage_.buffers.size(), -1);
    int64_t last = -1;  // with state
    for (uint32_t op = 0; op < count(); ++op) {
      const OperatorUse& use = usage_.operators[op];
      for (const uint32_t i : use.reads) {
        readers_[i].push_back(op);
        if (maker[i] >= 0) precede(static_cast<uint32_t>(maker[i]), op);
      }
      for (const uint32_t i : use.writes) maker[i] = op;
      if (!use.has_state) continue;
      if (last >= 0) precede(static_cast<uint32_t>(last), op);
      last = op;
    }
  }

  State first() const {
    State state;
    state.done.resize((count() + 63) / 64);
    for (const uint32_t i : usage_.inputs) state.live += bytes(i);
    for (uint32_t op = 0; op < count(); ++op) {
      if (before_[op].empty()) state.ready.push_back(op);
    }
    return state;
  }

  // Whether nobody needs the buffer once `done` has run.
  bool dies(uint32_t buffer, const Done& done) const {
    return !kept_[buffer] &&
           std::ranges::all_of(readers_[buffer],
                               [&](uint32_t op) { return has(done, op); });
  }

  State after(const State& from, uint32_t op) const {
    State state = from;
    const OperatorUse& use = usage_.operators[op];
    state.done[op / 64] |= uint64_t{1} << (op % 64);
    uint32_t most = from.live;
    for (const uint32_t i : use.writes) most += bytes(i);
    state.live = most;
    for (const uint32_t i : use.writes) {
      const memory::Buffer& output = usage_.buffers[i];
      if (output.over != UINT16_MAX && dies(output.over, state.done)) {
        most -= overlap_bytes(output, usage_.buffers[output.over]);
      }
      if (dies(i, state.done)) state.live -= bytes(i);
    }
    for (const uint32_t i : use.reads) {
      if (dies(i, state.done)) state.live -= bytes(i);
    }
    if (std::ranges::all_of(from.done, [](uint64_t w) { return w == 0; })) {
      for (const uint32_t i : usage_.inputs) {
        if (readers_[i].empty() && !kept_[i]) state.live -= bytes(i);
      }
    }
    state.peak = std::max(from.peak, most);
    std::erase(state.ready, op);
    for (const uint32_t next : after_[op]) {
      const bool now = std::ranges::all_of(
          before_[next], [&](uint32_t it) { return has(state.done, it); });
      if (now && std::ranges::find(state.ready, next) == state.ready.end()) {
        state.ready.push_back(next);
      }
    }
    return state;
  }

  std::vector<State> next(const std::vector<State>& layer, uint32_t bound,
                          std::vector<Link>& links) {
    std::map<Done, size_t> known;
    std::vector<State> made;
    std::vector<Link> all;
    for (uint32_t from = 0; from < layer.size(); ++from) {
      for (const uint32_t op : layer[from].ready) {
        State state = after(layer[from], op);
        if (state.peak >= bound) continue;
        const auto [it, is_new] = known.try_emplace(state.done, made.size());
        if (is_new) {
          made.push_back(std::move(state));
          all.push_back({from, op});
        } else if (state.peak < made[it->second].peak) {
          made[it->second] = std::move(state);
          all[it->second] = {from, op};
        }
      }
    }
    return best(std::move(made), all, links);
  }

  std::vector<State> best(std::vector<State> made, const std::vector<Link>& all,
                          std::vector<Link>& links) {
    std::vector<uint32_t> rank(made.size());
    std::iota(rank.begin(), rank.end(), 0);
    if (made.size() > width_) {
      exact_ = false;
      std::ranges::stable_sort(rank, {}, [&](uint32_t i) {
        return std::pair(made[i].peak, made[i].live);
      });
      rank.resize(width_);
    }
    std::vector<State> kept;
    for (const uint32_t i : rank) {
      kept.push_back(std::move(made[i]));
      links.push_back(all[i]);
    }
    return kept;
  }

  const Usage& usage_;
  size_t width_;
  std::vector<std::vector<uint32_t>> readers_;  // of each buffer
  std::vector<std::vector<uint32_t>> after_, before_;  // of each operator
  std::vector<bool> kept_;  // to the end
  bool exact_ = true;
};

uint32_t peak(const Usage& usage) {
  const auto live = live_bytes(usage.buffers,
                               static_cast<uint32_t>(usage.operators.size()));
  return live.empty() ? 0 : *std::ranges::max_element(live);
}

// What some operator needs for itself, whatever the order.
uint32_t least_peak(const Usage& usage) {
  uint32_t least = 0;
  for (const OperatorUse& use : usage.operators) {
    uint32_t bytes = 0, saved = 0;
    for (const auto* list : {&use.reads, &use.writes}) {
      for (const uint32_t i : *list) {
        const memory::Buffer& it = usage.buffers[i];
        bytes += align_up(it.bytes);
        if (list == &use.writes && it.over != UINT16_MAX) {
          saved += overlap_bytes(it, usage.buffers[it.over]);
        }
      }
    }
    least = std::max(least, bytes - saved);
  }
  return least;
}

}  // namespace

Order find_order(const Usage& usage, size_t width) {
  Order order;
  order.operators.resize(usage.operators.size());
  std::iota(order.operators.begin(), order.operators.end(), 0);
  order.peak_bytes = peak(usage);
  if (!usage.may_reorder || order.peak_bytes == least_peak(usage)) return order;
  Search search(usage, width);
  const auto better = search.run(order.peak_bytes);
  order.exact = search.exact();
  return better.value_or(order);
}

}  // namespace mote::plan
