// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Rewrites of float graphs, by the rules of algebra: what a graph computes
// stays the same up to rounding. (Those in host/passes keep every bit.)
#ifndef MOTE_HOST_REWRITE_REWRITE_H_
#define MOTE_HOST_REWRITE_REWRITE_H_

#include "host/ir/graph.h"

namespace mote::rewrite {

// All of the rewrites below until nothing changes; for each that did something
// its count, by the name of what it did.
std::map<std::string, int> simplify(ir::Module& module);

// Each returns how many things it changed.

// Products and sums by channel go into the weights and the bias of the
// convolution or dense layer before them, or of the dense layer after them.
int fold_affine(ir::Graph& graph);

// RELU, RELU6 and RELU_N1_TO_1 go into the operator before them.
int fuse_activations(ir::Graph& graph);

// Reshapes move behind elementwise operators, towards each other, and two in a
// row become one or none.
int move_reshapes(ir::Graph& graph);

// Transposes move behind operators that do not care for the order of
// dimensions, towards each other; two in a row become one or none.
int move_transposes(ir::Graph& graph);

// Several operators that together are one: HARD_SWISH, GELU, PRELU, LEAKY_RELU,
// RELU6, a dilated convolution.
int recognise_patterns(ir::Graph& graph);

// Convolutions get the bias that runtimes expect them to have: zero.
int add_biases(ir::Graph& graph);

}  // namespace mote::rewrite

#endif  // MOTE_HOST_REWRITE_REWRITE_H_
