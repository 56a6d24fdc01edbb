// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Operator lists: they decide what a program can run and what gets linked.
//
//   using Mine = List<ops::Conv2D, Only<ops::FullyConnected, int8_t>>;
//   interpreter.load(model, kOps<Mine>, arena);
//
// The functions behind a row are compiled once, in a unit of their operator
// (instantiate.h); here they are only named.
#ifndef MOTE_DEVICE_OPS_LIST_H_
#define MOTE_DEVICE_OPS_LIST_H_

#include "device/ops/op.h"

namespace mote {
struct Record;
}

namespace mote::ops {

// The functions of one operator with its types erased. params points to
// Op::Params. options: the operator's own table, or null; end: of the file.
// What runs at load alone is compiled for size.
template <class Op>
[[gnu::cold]] Status prepare_op(const Context& context, flat::Table options,
                  const uint8_t* end, void* params, Needs& needs);
template <class Op>
[[gnu::cold]] void fill_op(const Context& context, const void* params, int table, void* out);
template <class Op>
[[gnu::cold]] void reset_op(const void* params, void* state);
template <class Op>
[[gnu::cold]] bool sound_op(const void* params, int table, const void* data);
template <class Op, class Variant>
Status eval_op(const void* params, const Buffers& buffers);

using EvalFn = Status (*)(const void* params, const Buffers& buffers);

// Operators that call other subgraphs, or share variables with them, work with
// the interpreter: at each stage their row's `call` is asked.
enum class CallStage : uint8_t {
  kLoad,   // runtime: the loader; data: uint64_t, scratch bytes to add to;
           // the record may be altered
  kPlace,  // runtime: the loader; data: the address of the scratch
  kReset,  // runtime: the interpreter
  kRun,    // runtime: the interpreter
};
struct CallSite {
  CallStage stage;
  void* runtime;
  const Record* record;
  void** slots;  // addresses of its refs; null in kLoad
  void* data;
};
using CallFn = Status (*)(const CallSite& site);

// One row of a list.
struct OpEntry {
  int16_t code;            // BuiltinOperator; 32: custom, found by name
  uint16_t options_type;   // tag of its options; 256 + tag in the second union
  uint16_t params_bytes;
  uint8_t version;         // newest that it knows
  uint8_t variants;        // entries of eval
  const char* custom_name;
  Status (*prepare)(const Context&, flat::Table, const uint8_t*, void*, Needs&);
  void (*fill)(const Context&, const void*, int, void*);
  void (*reset)(const void*, void*);
  // Whether eval stays in bounds with this content of a table; null: not known.
  bool (*sound)(const void* params, int table, const void* data);
  const EvalFn* eval;      // by variant; null where the list leaves it out
  CallFn call;             // null: an ordinary operator
};

using OpList = Span<const OpEntry>;

// In a list: the operator, evaluated for these variants only.
template <class Op, class... Kept>
struct Only {};

template <class... Items>
struct List {};

namespace detail {

template <class A, class B>
inline constexpr bool kSame = false;
template <class A>
inline constexpr bool kSame<A, A> = true;

template <class Op, class Variant, bool kept>
struct Evaluate {
  static constexpr EvalFn kFn = nullptr;
};
template <class Op, class Variant>
struct Evaluate<Op, Variant, true> {
  static constexpr EvalFn kFn = &eval_op<Op, Variant>;
};

template <class Op, class All, class Kept>
struct EvalRow;
template <class Op, class... A, class... K>
struct EvalRow<Op, Variants<A...>, Variants<K...>> {
  template <class T>
  static constexpr bool kKept = (kSame<T, K> || ...);
  static constexpr EvalFn kFns[] = {Evaluate<Op, A, kKept<A>>::kFn...};
};

// Whether the operator declares the optional parts.
template <class Op, class = decltype(&Op::fill)>
constexpr bool has_fill(int) { return true; }
template <class Op>
constexpr bool has_fill(...) { return false; }
template <class Op, class = decltype(&Op::reset)>
constexpr bool has_reset(int) { return true; }
template <class Op>
constexpr bool has_reset(...) { return false; }
template <class Op, class = decltype(&Op::sound)>
constexpr bool has_sound(int) { return true; }
template <class Op>
constexpr bool has_sound(...) { return false; }
template <class Op, class = decltype(Op::kCustomName)>
constexpr const char* custom_name(int) { return Op::kCustomName; }
template <class Op>
constexpr const char* custom_name(...) { return nullptr; }

template <class Op, class = decltype(Op::kCall)>
constexpr CallFn call_of(int) { return Op::kCall; }
template <class Op>
constexpr CallFn call_of(...) { return nullptr; }

template <class Op, class Kept>
constexpr OpEntry make_entry() {
  using Row = EvalRow<Op, typename Op::Variants, Kept>;
  OpEntry entry = {};
  entry.code = Op::kCode;
  entry.options_type = Op::kOptionsType;
  entry.params_bytes = sizeof(typename Op::Params);
  entry.version = Op::kVersion;
  entry.variants = sizeof(Row::kFns) / sizeof(EvalFn);
  entry.custom_name = custom_name<Op>(0);
  entry.prepare = &prepare_op<Op>;
  if constexpr (has_fill<Op>(0)) entry.fill = &fill_op<Op>;
  if constexpr (has_reset<Op>(0)) entry.reset = &reset_op<Op>;
  if constexpr (has_sound<Op>(0)) entry.sound = &sound_op<Op>;
  entry.eval = Row::kFns;
  entry.call = call_of<Op>(0);
  return entry;
}

template <class Item>
struct Entry {
  static constexpr OpEntry kRow = make_entry<Item, typename Item::Variants>();
};
template <class Op, class... Kept>
struct Entry<Only<Op, Kept...>> {
  static constexpr OpEntry kRow = make_entry<Op, Variants<Kept...>>();
};

template <class L>
struct Entries;
template <class... Items>
struct Entries<List<Items...>> {
  static constexpr OpEntry kRows[] = {Entry<Items>::kRow...};
  static constexpr OpList kList{kRows, sizeof...(Items)};
};
template <>
struct Entries<List<>> {
  static constexpr OpList kList{};
};

}  // namespace detail

// The rows of a List, in flash.
template <class L>
inline constexpr OpList kOps = detail::Entries<L>::kList;

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_LIST_H_
