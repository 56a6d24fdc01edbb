// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/blocks.h"

namespace mote::ops {
namespace {

// Reads one spatial dimension; `after` follows from the sizes.
bool make_axis(const Integers& sizes, const Integers& margins, int i,
               Blocks& blocks) {
  const int64_t block = sizes[i];
  const int64_t before = margins[2 * i], after = margins[2 * i + 1];
  if (block < 1 || block > INT32_MAX || before < 0 || before > INT32_MAX ||
      after < 0 || after > INT32_MAX) {
    return false;
  }
  blocks.block[i] = static_cast<int32_t>(block);
  blocks.before[i] = static_cast<int32_t>(before);
  return blocks.image[i] + before + after == blocks.grid[i] * block;
}

}  // namespace

Status make_blocks(const Context& context, const Tensor& image,
                   const Tensor& grids, Blocks& blocks) {
  const int rank = image.shape.rank;
  if (rank < 3 || rank > 4 || grids.shape.rank != rank ||
      image.shape[rank - 1] != grids.shape[rank - 1]) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  const int spatial = rank - 2;
  Integers sizes, margins;
  Status status = read_integers(context, 1, spatial, sizes);
  if (status == Status::kOk) {
    status = read_integers(context, 2, 2 * spatial, margins);
  }
  if (status != Status::kOk) return status;
  blocks = {};
  int64_t grids_per_image = 1;
  for (int i = 0; i < 2; ++i) {
    const bool there = i < spatial;
    blocks.image[i] = there ? image.shape[i + 1] : 1;
    blocks.grid[i] = there ? grids.shape[i + 1] : 1;
    blocks.block[i] = 1;
    if (there && !make_axis(sizes, margins, i, blocks)) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    grids_per_image *= blocks.block[i];
    if (grids_per_image > INT32_MAX) {
      return context.refuse(Status::kBadOption, 1);
    }
  }
  if (image.shape[0] * grids_per_image != grids.shape[0]) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  blocks.batches = image.shape[0];
  blocks.element = static_cast<int32_t>(bits(image.type) / 8);
  blocks.pixel = image.shape[rank - 1] * blocks.element;
  return Status::kOk;
}

void Blocks::place(int32_t number, Box& box) const {
  const int32_t offset[2] = {number / block[1], number % block[1]};
  box.clear(static_cast<uint32_t>(element));
  int32_t image_step[2] = {image[1] * pixel, pixel};
  int32_t grid_step[2] = {grid[1] * pixel, pixel};
  box.to_start = number * batches * grid[0] * grid_step[0];
  box.add(batches, image[0] * image_step[0], grid[0] * grid_step[0]);
  for (int i = 0; i < 2; ++i) {
    // The first and the last pixel of the grid that the image has.
    const int64_t hidden = static_cast<int64_t>(before[i]) - offset[i];
    const int64_t first = hidden <= 0 ? 0 : (hidden + block[i] - 1) / block[i];
    const int64_t shown = hidden + image[i];
    const int64_t end =
        min<int64_t>(grid[i], shown <= 0 ? 0 : (shown - 1) / block[i] + 1);
    if (first >= end) return box.add(0, 0, 0);
    box.from_start +=
        static_cast<int32_t>(first * block[i] - hidden) * image_step[i];
    box.to_start += static_cast<int32_t>(first) * grid_step[i];
    const int32_t count = static_cast<int32_t>(end - first);
    box.add(count, count > 1 ? block[i] * image_step[i] : 0, grid_step[i]);
  }
  box.add(pixel / element, element, element);
}

}  // namespace mote::ops
