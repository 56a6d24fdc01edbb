// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// HASHTABLE, HASHTABLE_IMPORT, HASHTABLE_FIND and HASHTABLE_SIZE: a table from
// numbers to numbers that outlives an invoke. It is filled once, and has room
// for as many keys as its import has.
#ifndef MOTE_DEVICE_OPS_HASHTABLE_H_
#define MOTE_DEVICE_OPS_HASHTABLE_H_

#include "device/ops/control.h"

namespace mote::ops {

Status call_hashtable(const CallSite& site);
Status call_hashtable_import(const CallSite& site);
Status call_hashtable_find(const CallSite& site);
Status call_hashtable_size(const CallSite& site);

struct Hashtable : Control<Hashtable> {
  static constexpr char kName[] = "HASHTABLE";
  static constexpr int16_t kCode = 136;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 107;
  static constexpr CallFn kCall = call_hashtable;

  struct Options {
    int32_t table_id;
    Type key_dtype, value_dtype;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "table_id", o.table_id);
      v(1, "key_dtype", o.key_dtype);
      v(2, "value_dtype", o.value_dtype);
    }
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs&) {
    if (context.inputs() != 0 || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    if (context.output(0).type != Type::kResource) {
      return context.refuse(Status::kWrongType, kOutput);
    }
    p = {{-1, -1}};
    return Status::kOk;
  }
};

// Keys and values, or 1.
struct TableParams {
  int32_t count;
};

// Of those that use a table, whose keys are compared as numbers. Op gives name,
// code, tag of its options and kCall, the numbers of inputs and outputs, and
//   static Status check(const Context&, Needs&);
template <class Op>
struct HashtableUse : Control<Op, TableParams> {
  static constexpr uint8_t kVersion = 1;
  using Options = NoOptions;

  static Status prepare(const Context& context, const Options&, TableParams& p,
                        Needs& needs) {
    if (context.inputs() != Op::kInputs || context.outputs() != Op::kOutputs) {
      return Status::kWrongOperands;
    }
    if (context.input(0).type != Type::kResource) {
      return context.refuse(Status::kWrongType, 0);
    }
    for (int i = 1; i < Op::kInputs; ++i) {
      if (context.input(i).type != Type::kInt64) {
        return context.refuse(Status::kWrongType, i);
      }
    }
    if (Op::kOutputs != 0 && context.output(0).type != Type::kInt64) {
      return context.refuse(Status::kWrongType, kOutput);
    }
    p.count = Op::kInputs > 1 ? context.input(1).elements() : 1;
    return Op::check(context, needs);
  }
};

// Table, keys, values.
struct HashtableImport : HashtableUse<HashtableImport> {
  static constexpr char kName[] = "HASHTABLE_IMPORT";
  static constexpr int16_t kCode = 138;
  static constexpr uint16_t kOptionsType = 109;
  static constexpr CallFn kCall = call_hashtable_import;
  static constexpr int kInputs = 3, kOutputs = 0;

  static Status check(const Context& context, Needs& needs) {
    const uint64_t count = static_cast<uint32_t>(context.input(1).elements());
    // Each may move all that are there.
    needs.work = count * count / 2 + count;
    return context.input(2).elements() == context.input(1).elements()
               ? Status::kOk
               : context.refuse(Status::kWrongShape, 2);
  }
};

// Table, keys, what stands for those that are not there -> values.
struct HashtableFind : HashtableUse<HashtableFind> {
  static constexpr char kName[] = "HASHTABLE_FIND";
  static constexpr int16_t kCode = 137;
  static constexpr uint16_t kOptionsType = 108;
  static constexpr CallFn kCall = call_hashtable_find;
  static constexpr int kInputs = 3, kOutputs = 1;

  static Status check(const Context& context, Needs& needs) {
    needs.work = 32ull * static_cast<uint32_t>(context.input(1).elements());
    if (context.input(2).elements() != 1) {
      return context.refuse(Status::kWrongShape, 2);
    }
    return context.output(0).shape == context.input(1).shape
               ? Status::kOk
               : context.refuse(Status::kWrongShape, kOutput);
  }
};

// Table -> how many keys it has.
struct HashtableSize : HashtableUse<HashtableSize> {
  static constexpr char kName[] = "HASHTABLE_SIZE";
  static constexpr int16_t kCode = 139;
  static constexpr uint16_t kOptionsType = 110;
  static constexpr CallFn kCall = call_hashtable_size;
  static constexpr int kInputs = 1, kOutputs = 1;

  static Status check(const Context& context, Needs&) {
    return context.output(0).elements() == 1
               ? Status::kOk
               : context.refuse(Status::kWrongShape, kOutput);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_HASHTABLE_H_
