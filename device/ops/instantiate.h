// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Compiles the functions behind an operator's row. Included by one unit per
// operator only, which the build writes; for your own operator, write
//   template struct mote::ops::Instantiate<MyOperator>;
// in one source file.
#ifndef MOTE_DEVICE_OPS_INSTANTIATE_H_
#define MOTE_DEVICE_OPS_INSTANTIATE_H_

#include "device/core/flex.h"
#include "device/kernels/isa.h"
#include "device/ops/list.h"

namespace mote::ops {

// BuiltinOperator's code of the custom operators, which have names instead.
inline constexpr int16_t kCustomCode = 32;

template <class Op>
Status prepare_op(const Context& context, flat::Table options,
                  const uint8_t* end, void* params, Needs& needs) {
  static_assert(alignof(typename Op::Params) <= alignof(void*),
                "Params lie at the alignment of a pointer");
  typename Op::Options read{};
  bool ok = false;
  if constexpr (Op::kCode == kCustomCode) {
    FlexReader reader(context.custom_options());
    Op::Options::fields(read, reader);
    ok = reader.ok();
  } else {
    OptionReader reader(options, end);
    Op::Options::fields(read, reader);
    ok = reader.ok();
  }
  if (!ok) return Status::kMalformed;
  return Op::prepare(context, read, *static_cast<typename Op::Params*>(params),
                     needs);
}

template <class Op>
void fill_op(const Context& context, const void* params, int table, void* out) {
  Op::fill(context, *static_cast<const typename Op::Params*>(params), table,
           out);
}

template <class Op>
void reset_op(const void* params, void* state) {
  Op::reset(*static_cast<const typename Op::Params*>(params), state);
}

template <class Op>
bool sound_op(const void* params, int table, const void* data) {
  return Op::sound(*static_cast<const typename Op::Params*>(params), table,
                   data);
}

template <class Op, class Variant>
Status eval_op(const void* params, const Buffers& buffers) {
  return Op::template eval<Isa, Variant>(
      *static_cast<const typename Op::Params*>(params), buffers);
}

// Naming a row with every variant compiles what it points to.
template <class Op>
struct Instantiate {
  [[gnu::used]] static constexpr OpEntry kRow =
      detail::make_entry<Op, typename Op::Variants>();
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_INSTANTIATE_H_
