// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Every operator of Mote, for programs on the host; the operators' own headers
// are seen by one source file only.
#ifndef MOTE_HOST_RUN_ALL_OPS_H_
#define MOTE_HOST_RUN_ALL_OPS_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "device/ops/list.h"

namespace mote::run {

struct OptionInfo {
  std::string_view name;
  std::string type;     // "int32", "numbers of float32", "text"
  double otherwise = 0; // its value where a model leaves it out
};

// What an operator's declaration says of it.
struct OpInfo {
  std::string_view name;         // as the format spells it, or the custom name
  std::string_view struct_name;  // in mote::ops
  // Its Variants as a program spells them: "int8_t", "mote::ops::Hybrid";
  // "void" for one that moves any type.
  std::vector<std::string_view> variants;
  std::vector<OptionInfo> options;
  // The engine whose arithmetic it repeats, and maybe how they differ.
  std::string_view reference;
  // The kernels it computes with that instruction sets redefine: "dense, add".
  std::string_view kernels;
  ops::OpEntry entry;
  std::string_view header;  // "device/ops/conv_2d.h"
  // A C++ initializer of Params that are equal to these.
  std::string (*params_text)(const void* params);
};

// A dense layer that is nothing but one call of the kernel `dense`.
struct DenseLayer {
  int32_t rows = 0, depth = 0, channels = 0;
  bool per_channel = false;  // tables 0 and 1 hold multipliers, 2 the biases;
  int32_t mantissa = 0;      // else this is the multiplier, and table 0 holds
  int8_t exponent = 0;       // the biases
  int32_t out_zero = 0, lo = 0, hi = 0;
};

// Whether these Params of an operator make it one; only int8 layers do.
bool dense_layer(const OpInfo& info, std::string_view variant,
                 const void* params, DenseLayer& layer);

// In the order of ops::All.
std::span<const OpInfo> all_ops();
ops::OpList all_op_list();

// A variant as a person names its types: "float32 with int8 weights".
std::string plain_variant(std::string_view variant);

// Null when Mote has none. custom_name counts for code 32 only.
const OpInfo* find_op(int32_t code, std::string_view custom_name);

}  // namespace mote::run

#endif  // MOTE_HOST_RUN_ALL_OPS_H_
