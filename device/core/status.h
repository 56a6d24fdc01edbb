// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Status: how device code reports what went wrong, without strings.
#ifndef MOTE_DEVICE_CORE_STATUS_H_
#define MOTE_DEVICE_CORE_STATUS_H_

#include <stdint.h>

namespace mote {

enum class [[nodiscard]] Status : uint8_t {
  kOk = 0,

  // The bytes are no usable model.
  kNotAModel,       // too short, or without the identifier TFL3
  kSchemaVersion,   // a container version other than 3
  kMalformed,       // an offset, length or alignment leads out of the file
  kBadIndex,        // names a tensor, buffer, subgraph or code that is not there
  kBadType,         // a tensor type that the format does not define
  kBadShape,        // a negative dimension, or more bytes than can be addressed
  kBadBuffer,       // a constant's buffer is smaller than its tensor
  kBadQuantization, // scales or zero points missing, too many or not finite
  kBadOrder,        // reads a tensor that nothing earlier has written
  kBadOption,       // an option out of its range

  // The model is sound, but this program does not run it.
  kNoOperator,      // not in the operator list
  kNoVersion,       // a version of the operator newer than this one knows
  kNoVariant,       // the list holds the operator, but not for this type
  kWrongOperands,   // too many or too few inputs or outputs
  kWrongType,       // an operand of a type that the operator does not take
  kWrongShape,      // an operand's shape does not fit the others
  kNotConstant,     // an operand that must be constant is computed
  kArenaTooSmall,   // Fault::bytes tells how much is missing at least
  kArenaMisaligned, // the arena or the model starts at a wrong address
  kOverLimit,       // more work than the caller allows

  // While it runs.
  kNotLoaded,       // invoke before a successful load
  kBadData,         // data decides that it can't go on: an index out of range
  kEndEarly,        // an operator's word to the interpreter: run no more of them
};

// Where something failed. Indices are -1 where they say nothing.
struct Fault {
  Status status = Status::kOk;
  int32_t subgraph = -1;
  int32_t op = -1;       // position among the operators of the subgraph
  int32_t tensor = -1;   // position among the tensors of the subgraph
  uint32_t bytes = 0;    // kArenaTooSmall: bytes that are missing at least
};

}  // namespace mote

#endif  // MOTE_DEVICE_CORE_STATUS_H_
