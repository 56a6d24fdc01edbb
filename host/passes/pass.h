// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Rewrites of a graph, one a file. Each keeps every bit of what the graph
// computes, in Mote and in the reference runtimes. It returns how many things
// it changed: 0 is the end of it. Graphs hold .tflite operators.
#ifndef MOTE_HOST_PASSES_PASS_H_
#define MOTE_HOST_PASSES_PASS_H_

#include "host/ir/graph.h"

namespace mote::passes {

// Calls of a composite's decomposition become its operators.
int inline_composites(ir::Module& module);

// Nodes and values that nothing needs.
int remove_dead(ir::Module& module);

// Constants of equal bytes, type, shape and quantization become one.
int merge_constants(ir::Module& module);

// Operators that give out what they take in, and reshapes of reshapes.
int remove_identities(ir::Module& module);

// DEQUANTIZE and QUANTIZE back; requantizing twice where a trial of every
// value shows that once gives the same.
int merge_quantize(ir::Module& module);

// RELU, RELU6 and RELU_N1_TO_1 of an integer value that has the quantization
// of their output move into the operator that makes it.
int fuse_activations(ir::Module& module);

// PAD with zeros before a window without padding, where SAME pads as much.
int fold_pads(ir::Module& module);

// Depthwise convolutions of int8 with one input channel become convolutions,
// which kernels do with several outputs at a time.
int depthwise_to_conv(ir::Module& module);

// Operators of which every input is a constant are run once, here, if all
// runtimes give the same bits.
int fold_constants(ir::Module& module);

// Channels of integer values that are the same whatever the input, or that
// nobody reads: what they add to a convolution or dense layer goes into its
// bias, and they go with their weights, biases, scales and zero points.
int drop_channels(ir::Module& module);

// What costs flash and computes nothing: names of values that are no inputs or
// outputs, what calibration saw, ranks beside shapes, an axis that a list does
// not have, notes of the converter.
int strip(ir::Module& module);

}  // namespace mote::passes

#endif  // MOTE_HOST_PASSES_PASS_H_
