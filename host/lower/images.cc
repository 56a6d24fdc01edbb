// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Images resized, and blocks of them moved to channels or to the batch.
#include "host/lower/call.h"

namespace mote::lower {
namespace {

Dims four(const Call& call) {
  if (call.shape(0).size() != 4) {
    call.e().refuse("an array that is no batch of images", "use four dimensions");
  }
  return call.shape(0);
}

Lowering resize(const char* op) {
  return [op](const Call& call) -> Ids {
    Emitter& e = call.e();
    const Dims from = four(call);
    const std::vector<int64_t> size = call.ints(1);
    if (size.size() != 2) e.refuse("a size that is no pair", "save it again");
    const Dims to = {from[0], size[0], size[1], from[3]};
    if (to == from) return {call.in(0)};
    return {e.emit(op, {call.in(0), e.ints(size)}, call.type(0), to,
                   {{"align_corners", call.attribute("align_corners", false)},
                    {"half_pixel_centers",
                     call.attribute("half_pixel_centers", false)}})};
  };
}

Ids depth_to_space(const Call& call) {
  const Dims from = four(call);
  const int64_t block = call.attribute<int64_t>("block_size", 1);
  if (block < 1) call.e().refuse("a block of no size", "save it again");
  return {call.e().emit("DEPTH_TO_SPACE", {call.in(0)}, call.type(0),
                        {from[0], from[1] * block, from[2] * block,
                         from[3] / block / block}, {{"block_size", block}})};
}

Ids space_to_depth(const Call& call) {
  const Dims from = four(call);
  const int64_t block = call.attribute<int64_t>("block_size", 1);
  if (block < 1) call.e().refuse("a block of no size", "save it again");
  return {call.e().emit("SPACE_TO_DEPTH", {call.in(0)}, call.type(0),
                        {from[0], from[1] / block, from[2] / block,
                         from[3] * block * block}, {{"block_size", block}})};
}

// sign: 1 moves from space to batch, -1 back.
Lowering batch(const char* op, int sign) {
  return [op, sign](const Call& call) -> Ids {
    Emitter& e = call.e();
    Dims to = call.shape(0);
    const std::vector<int64_t> block = call.ints(1);
    const std::vector<int64_t> amounts = call.ints(2);
    if (block.size() >= to.size() || amounts.size() != 2 * block.size()) {
      e.refuse("blocks of dimensions that the array does not have",
               "save the model again: it is damaged");
    }
    for (size_t i = 0; i < block.size(); ++i) {
      const int64_t edges = amounts[2 * i] + amounts[2 * i + 1];
      if (block[i] < 1) e.refuse("a block of no size", "save it again");
      to[0] = sign > 0 ? to[0] * block[i] : to[0] / block[i];
      to[i + 1] = sign > 0 ? (to[i + 1] + edges) / block[i]
                           : to[i + 1] * block[i] - edges;
    }
    const ir::ValueId table =
        e.ints(amounts, {static_cast<int64_t>(block.size()), 2});
    return {e.emit(op, {call.in(0), e.ints(block), table}, call.type(0), to)};
  };
}

}  // namespace

void add_images(Table& table) {
  table["tf.ResizeBilinear"] = resize("RESIZE_BILINEAR");
  table["tf.ResizeNearestNeighbor"] = resize("RESIZE_NEAREST_NEIGHBOR");
  table["tf.DepthToSpace"] = depth_to_space;
  table["tf.SpaceToDepth"] = space_to_depth;
  table["tf.SpaceToBatchND"] = batch("SPACE_TO_BATCH_ND", 1);
  table["tf.BatchToSpaceND"] = batch("BATCH_TO_SPACE_ND", -1);
}

}  // namespace mote::lower
