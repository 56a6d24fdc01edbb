// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// A model in an interpreter, for tests of operators.
#ifndef MOTE_TESTS_LOADED_MODEL_H_
#define MOTE_TESTS_LOADED_MODEL_H_

#include <algorithm>

#include "device/runtime/interpreter.h"
#include "host/run/all_ops.h"
#include "tests/model_builder.h"

namespace mote::tests {

struct LoadedModel {
  explicit LoadedModel(const ModelDef& model)
      : bytes(build(model)), arena(1 << 20) {
    fault = interpreter.load({bytes.data(), bytes.size()}, run::all_op_list(),
                             {arena.data(), arena.size()});
  }

  // Fills input 0 and runs.
  template <class T>
  Status invoke(const std::vector<T>& values) {
    std::copy(values.begin(), values.end(), interpreter.input<T>(0));
    return interpreter.invoke();
  }
  template <class T>
  std::vector<T> output(int i = 0) const {
    const T* data = interpreter.output<T>(i);
    const int32_t count = interpreter.output(i).elements();
    return std::vector<T>(data, data + count);
  }

  base::Bytes bytes;
  base::Bytes arena;
  Interpreter interpreter;
  Fault fault;
};

}  // namespace mote::tests

#endif  // MOTE_TESTS_LOADED_MODEL_H_
