// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The verifier: bytes from outside become a model that can be trusted.
#ifndef MOTE_DEVICE_MODEL_VERIFY_H_
#define MOTE_DEVICE_MODEL_VERIFY_H_

#include "device/core/status.h"
#include "device/model/model.h"

namespace mote::model {

// Checks everything that the views of model.h and the runtime rely on: offsets,
// vectors and alignment of every table that they reach, the indices of tensors,
// buffers and operator codes, types, shapes (the bytes of a tensor fit 31
// bits), constants against their tensors, quantization, and the order of the
// graph: an operator reads what is constant, variable, an input of the graph
// or written by an earlier operator, and a tensor is written once, by no
// operator that reads it too. Operators' options are checked where they are
// read.
//
// bytes must start at a multiple of 4. Time is linear in the size of the file:
// parts that are shared so often that visiting them would not be are refused.
// scratch: a bit for each tensor of the largest subgraph; Fault::bytes tells
// when that is too little. Its content is lost.
[[nodiscard]] Fault verify(Span<const uint8_t> bytes, Span<uint8_t> scratch);

// The checks of single parts, for what else describes a model.
// Whether there are such tensors: up to kMaxRank dimensions, none negative; the
// product of those that are not 0, and its bytes, fit 31 bits.
bool shape_fits(const Shape& shape, Type type);
bool zero_point_fits(Type type, int64_t zero_point);
// Whether a table starts at this offset whose bounds, and its vtable, lie in
// the file, which starts at a multiple of 4.
bool table_fits(Span<const uint8_t> bytes, uint32_t at);

// Checks names and signatures, which only programs on the host read. Of a model
// that verify() has accepted.
[[nodiscard]] Status verify_names(Span<const uint8_t> bytes);

}  // namespace mote::model

#endif  // MOTE_DEVICE_MODEL_VERIFY_H_
