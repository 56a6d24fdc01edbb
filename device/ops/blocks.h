// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of SPACE_TO_BATCH_ND and BATCH_TO_SPACE_ND: an image on the one
// side, on the other the grids that take every block-th of its pixels, as
// images of a batch.
#ifndef MOTE_DEVICE_OPS_BLOCKS_H_
#define MOTE_DEVICE_OPS_BLOCKS_H_

#include "device/ops/move.h"

namespace mote::ops {

// Pixel g of the grid at offset o is pixel g * block + o - before of the
// image, where there is one. Two spatial dimensions; the second may be 1.
struct Blocks {
  int32_t batches;
  int32_t element, pixel;             // bytes
  int32_t image[2], grid[2];
  int32_t block[2], before[2];

  int32_t grids() const { return block[0] * block[1]; }
  // Places the pixels of a grid; those of the image are the source.
  void place(int32_t number, Box& box) const;
};

// Operand 1 gives the blocks, operand 2 what the grids have more than the
// image, before and after each dimension.
Status make_blocks(const Context& context, const Tensor& image,
                   const Tensor& grids, Blocks& blocks);

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_BLOCKS_H_
