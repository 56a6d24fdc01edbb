// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/plan/regions.h"

#include <algorithm>
#include <charconv>

#include "host/base/text.h"
#include "host/embed/header.h"
#include "host/plan/search.h"

namespace mote::plan {
namespace {

using memory::Buffer;
using Buffers = std::vector<Buffer>;

// Times that a byte of each buffer is read or written in an inference.
std::vector<double> accesses(const Usage& usage) {
  std::vector<double> times(usage.buffers.size());
  for (const OperatorUse& use : usage.operators) {
    const auto add = [&](uint32_t i, uint64_t touched) {
      const uint64_t bytes = usage.buffers[i].bytes;
      times[i] += static_cast<double>(std::max(touched, bytes)) /
                  static_cast<double>(bytes);
    };
    for (const uint32_t i : use.reads) add(i, use.work);
    for (const uint32_t i : use.writes) {
      add(i, i < usage.tensors ? 0 : use.work);
    }
  }
  return times;
}

// The buffers that are still to be placed, alone.
Buffers only(const Buffers& all, const std::vector<uint32_t>& left) {
  Buffers out = all;
  for (Buffer& it : out) it.bytes = 0;
  for (const uint32_t i : left) out[i] = all[i];
  return out;
}

// As many of those in `left` as the region has room for, the first of them
// first; the others stay in it. Offsets go to `out`.
void fill(Buffers region, uint32_t limit, std::vector<uint32_t>& left,
          Buffers& out) {
  for (Buffer& it : region) it.offset = memory::kUnplaced;
  std::erase_if(left, [&](uint32_t i) {
    const Span<Buffer> all = {region.data(), region.size()};
    const uint32_t offset = memory::lowest(all, region[i]);
    if (memory::align_up(offset + region[i].bytes) > limit) return false;
    out[i].offset = region[i].offset = offset;
    return true;
  });
}

}  // namespace

base::Result<std::vector<Region>> parse_regions(
    const std::vector<std::string>& words) {
  std::vector<Region> regions;
  for (const std::string& word : words) {
    const size_t at = word.find('=');
    Region it = {word.substr(0, at), 0};
    const char* end = word.data() + word.size();
    const char* digits = at == std::string::npos ? end : word.data() + at + 1;
    const auto parsed = std::from_chars(digits, end, it.bytes);
    if (parsed.ec != std::errc() || parsed.ptr != end || it.bytes == 0 ||
        it.bytes > INT32_MAX || it.name.empty() ||
        it.name != embed::identifier(it.name)) {
      return base::Error{"--region " + word, "this is no region",
                         "give a name and its bytes, as in dtcm=65536"};
    }
    if (std::ranges::find(regions, it.name, &Region::name) != regions.end()) {
      return base::Error{"--region " + word, "there are two of this name",
                         "give each region a name of its own"};
    }
    regions.push_back(it);
  }
  return regions;
}

base::Result<Placement> place_in(const Usage& usage,
                                 const std::vector<Region>& regions,
                                 const std::string& where) {
  Placement out = {usage.buffers, std::vector<uint32_t>(usage.buffers.size()),
                   {}};
  std::vector<uint32_t> left;
  uint64_t total = 0;
  for (uint32_t i = 0; i < usage.buffers.size(); ++i) {
    if (usage.buffers[i].bytes != 0) left.push_back(i);
    total += memory::align_up(usage.buffers[i].bytes);
  }
  if (total > INT32_MAX) {
    return base::Error{where, "its activations exceed 2 GiB", ""};
  }
  const std::vector<double> times = accesses(usage);
  std::ranges::stable_sort(left, std::ranges::greater(),
                           [&](uint32_t i) { return times[i]; });
  const uint32_t steps = static_cast<uint32_t>(usage.operators.size());
  const Region endless = {"", INT32_MAX};
  const size_t count = std::max<size_t>(regions.size(), 1);
  for (uint32_t r = 0; r < count; ++r) {
    const Region& region = regions.empty() ? endless : regions[r];
    const std::vector<uint32_t> candidates = left;
    const Buffers own = only(usage.buffers, left);
    const Buffers placed = place(own, steps);
    if (span_of(placed) <= region.bytes) {
      for (const uint32_t i : left) out.buffers[i].offset = placed[i].offset;
      left.clear();
    } else {
      fill(own, region.bytes, left, out.buffers);
    }
    uint32_t end = 0;
    for (const uint32_t i : candidates) {
      const Buffer& it = out.buffers[i];
      if (it.offset == memory::kUnplaced) continue;
      out.regions[i] = r;
      end = std::max(end, memory::align_up(it.offset + it.bytes));
    }
    out.spans.push_back(end);
  }
  if (left.empty()) return out;
  uint64_t missing = 0;
  for (const uint32_t i : left) {
    missing = std::max<uint64_t>(missing, usage.buffers[i].bytes);
  }
  return base::Error{
      where,
      base::text(base::counted(left.size(), "buffer"), ", the largest of ",
                 base::grouped(missing), " bytes, has no room in any region"),
      "make the last region larger, or add one"};
}

}  // namespace mote::plan
