// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Quantization that Mote's operators have agreed to.
#ifndef MOTE_HOST_QUANTIZE_ACCEPT_H_
#define MOTE_HOST_QUANTIZE_ACCEPT_H_

#include "host/quantize/static.h"

namespace mote::quantize {

// Puts the types of nodes that Mote refuses back to kFloat32. Gives whether
// there was one; fails when it refuses what only converts.
base::Result<bool> give_up_refused(const Quantized& quantized,
                                   const std::string& where, Precisions& types);

// Makes a module of the types until Mote refuses no node that was quantized,
// with the versions of its operators.
template <class Make>
base::Result<Quantized> make_accepted(Precisions& types,
                                      const std::string& where,
                                      const Make& make) {
  for (;;) {
    Quantized made = make(types);
    const base::Result<bool> again = give_up_refused(made, where, types);
    if (!again.ok()) return again.error();
    if (!again.value()) return made;
  }
}

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_ACCEPT_H_
