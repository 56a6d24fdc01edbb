// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/strided_slice.h"

namespace mote::ops {
namespace {

constexpr bool has(int32_t mask, int32_t bit) { return (mask >> bit & 1) != 0; }

// Indices start, start + step, ... of one dimension.
struct Slice {
  int64_t start, step, count;
};

class Slicer {
 public:
  Slicer(const Context& context, const StridedSlice::Options& options, Box& box)
      : options_(options), context_(context), box_(box),
        in_(context.input(0).shape), out_(context.output(0).shape) {}

  Status run();

 private:
  Slice slice(int32_t entry, int64_t size) const;
  // Takes the next input dimension whole, or as the slice says.
  bool take_whole();
  bool take(const Slice& slice, bool shrink);
  bool ellipsis(int32_t entry);
  bool emit(int64_t count) {
    return out_dim_ < out_.rank && out_[out_dim_++] == count;
  }

  const StridedSlice::Options& options_;
  const Context& context_;
  Box& box_;
  Shape in_, out_;
  Integers begin_, end_, strides_;
  int in_dim_ = 0, out_dim_ = 0;
};

Slice Slicer::slice(int32_t entry, int64_t size) const {
  const int64_t step = strides_[entry];
  const bool forward = step > 0;
  // The places that are no index but may bound one: before and behind.
  const int64_t lo = forward ? 0 : -1, hi = forward ? size : size - 1;
  const auto bound = [&](int64_t i) {
    return clamp(i < 0 ? i + size : i, lo, hi);
  };
  int64_t start = bound(begin_[entry]);
  if (has(options_.begin_mask, entry)) start = forward ? lo : hi;
  if (has(options_.shrink_axis_mask, entry)) return {start, 1, 1};
  int64_t end = bound(end_[entry]);
  if (has(options_.end_mask, entry)) end = forward ? hi : lo;
  if (options_.offset) {
    end = start + clamp<int64_t>(end_[entry], -INT32_MAX, INT32_MAX);
  }
  const int64_t length = forward ? end - start : start - end;
  const int64_t stride = forward ? step : -step;
  return {start, step, length <= 0 ? 0 : (length - 1) / stride + 1};
}

bool Slicer::take_whole() {
  return in_dim_ < in_.rank && take({0, 1, in_[in_dim_]}, false);
}

bool Slicer::take(const Slice& s, bool shrink) {
  const int32_t from = stride(in_, in_dim_, box_.element);
  const int64_t last = s.start + (s.count - 1) * s.step;
  const int64_t size = in_[in_dim_++];
  if (s.count > 0 &&
      (s.start < 0 || s.start >= size || last < 0 || last >= size)) {
    return false;
  }
  if (s.count > 0) box_.from_start += static_cast<int32_t>(s.start) * from;
  if (shrink) return true;
  if (!emit(s.count)) return false;
  const int32_t step = s.count > 1 ? static_cast<int32_t>(s.step) : 0;
  box_.add(static_cast<int32_t>(s.count), step * from,
           stride(out_, out_dim_ - 1, box_.element));
  return true;
}

bool Slicer::ellipsis(int32_t entry) {
  int32_t taken_later = 0;
  for (int32_t i = entry + 1; i < begin_.size(); ++i) {
    taken_later += has(options_.new_axis_mask, i) ? 0 : 1;
  }
  while (in_.rank - in_dim_ > taken_later) {
    if (!take_whole()) return false;
  }
  return true;
}

Status Slicer::run() {
  Status status = read_integers(context_, 1, begin_);
  const int32_t entries = begin_.size();
  if (status == Status::kOk) status = read_integers(context_, 2, entries, end_);
  if (status == Status::kOk) {
    status = read_integers(context_, 3, entries, strides_);
  }
  if (status != Status::kOk) return status;
  if (entries > 31) return context_.refuse(Status::kWrongShape, 1);
  for (int32_t i = 0; i < entries; ++i) {
    if (strides_[i] == 0 || strides_[i] < -INT32_MAX ||
        strides_[i] > INT32_MAX) {
      return context_.refuse(Status::kBadOption, 3);
    }
    bool fits = true;
    if (has(options_.ellipsis_mask, i)) {
      fits = ellipsis(i);
    } else if (has(options_.new_axis_mask, i)) {
      fits = emit(1);
    } else {
      fits = in_dim_ < in_.rank && take(slice(i, in_[in_dim_]),
                                        has(options_.shrink_axis_mask, i));
    }
    if (!fits) return context_.refuse(Status::kWrongShape, kOutput);
  }
  while (in_dim_ < in_.rank) {
    if (!take_whole()) return context_.refuse(Status::kWrongShape, kOutput);
  }
  return out_dim_ == out_.rank ? Status::kOk
                               : context_.refuse(Status::kWrongShape, kOutput);
}

}  // namespace

Status StridedSlice::place(const Context& context, const Options& options,
                           Box& box) {
  return Slicer(context, options, box).run();
}

}  // namespace mote::ops
