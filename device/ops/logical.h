// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// LOGICAL_AND and LOGICAL_OR of two broadcast operands.
#ifndef MOTE_DEVICE_OPS_LOGICAL_H_
#define MOTE_DEVICE_OPS_LOGICAL_H_

#include "device/ops/broadcast.h"

namespace mote::ops {

// Op gives the name, code, tag of its options, and
//   static bool of(bool a, bool b);
template <class Op>
struct LogicalPair {
  static constexpr uint8_t kVersion = 1;
  using Variants = ops::Variants<bool>;
  using Options = NoOptions;
  using Params = Broadcast;

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    const Status status = prepare_pair(context, p, needs);
    if (status != Status::kOk) return status;
    if (context.input(0).type != Type::kBool) {
      return context.refuse(Status::kWrongType, 0);
    }
    return context.output(0).type == Type::kBool
               ? Status::kOk : context.refuse(Status::kWrongType, kOutput);
  }
  // As bytes: those from outside may be neither 0 nor 1.
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    for_each_pair(p, buffers.input<uint8_t>(0), buffers.input<uint8_t>(1),
                  buffers.output<uint8_t>(0), [](uint8_t a, uint8_t b) {
                    return static_cast<uint8_t>(Op::of(a != 0, b != 0));
                  });
    return Status::kOk;
  }
};

struct LogicalAnd : LogicalPair<LogicalAnd> {
  static constexpr char kName[] = "LOGICAL_AND";
  static constexpr int16_t kCode = 86;
  static constexpr uint16_t kOptionsType = 62;

  static bool of(bool a, bool b) { return a && b; }
};

struct LogicalOr : LogicalPair<LogicalOr> {
  static constexpr char kName[] = "LOGICAL_OR";
  static constexpr int16_t kCode = 84;
  static constexpr uint16_t kOptionsType = 60;

  static bool of(bool a, bool b) { return a || b; }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_LOGICAL_H_
