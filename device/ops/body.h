// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Operators that merge elements by a subgraph: it is not run, but must be one of
// a few functions of two elements, which is found when the model is loaded.
#ifndef MOTE_DEVICE_OPS_BODY_H_
#define MOTE_DEVICE_OPS_BODY_H_

#include "device/core/wrapping.h"
#include "device/ops/list.h"

namespace mote::ops {

// The first ones are REDUCE_WINDOW's.
enum class Merge : int32_t {
  kUnknown, kAdd, kMultiply, kMinimum, kMaximum, kAll, kAny,
  kSecond,  // the second element takes the first one's place
};

// Stands first in the Params of such an operator.
struct Body {
  int32_t subgraph;
  Merge merge;  // found at load
};

// What their rows' `call` does. eval: by variant. In device/runtime/body.cc.
Status call_with_body(const CallSite& site, const EvalFn* eval);

// Calls f with the function. false: X has no such function.
template <class X, class F>
bool with_merge(Merge merge, F f) {
  switch (merge) {
    case Merge::kAdd:
      f([](X a, X b) {
        if constexpr (kTypeOf<X> == Type::kFloat32) return a + b;
        else return wrapping_add(a, b);
      });
      return true;
    case Merge::kMultiply:
      f([](X a, X b) {
        if constexpr (kTypeOf<X> == Type::kFloat32) return a * b;
        else return wrapping_mul(a, b);
      });
      return true;
    case Merge::kMinimum: f([](X a, X b) { return b < a ? b : a; }); return true;
    case Merge::kMaximum: f([](X a, X b) { return a < b ? b : a; }); return true;
    case Merge::kAll:
      f([](X a, X b) { return X(a != 0 && b != 0); });
      return true;
    case Merge::kAny:
      f([](X a, X b) { return X(a != 0 || b != 0); });
      return true;
    case Merge::kSecond: f([](X, X b) { return b; }); return true;
    case Merge::kUnknown: break;
  }
  return false;
}

// The same of truth values, which are bytes here: those from outside may be
// neither 0 nor 1.
template <class F>
bool with_merge_of_truths(Merge merge, F f) {
  switch (merge) {
    case Merge::kMultiply:
    case Merge::kMinimum:
    case Merge::kAll: return with_merge<uint8_t>(Merge::kAll, f);
    case Merge::kAdd:
    case Merge::kMaximum:
    case Merge::kAny: return with_merge<uint8_t>(Merge::kAny, f);
    default: return with_merge<uint8_t>(merge, f);
  }
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_BODY_H_
