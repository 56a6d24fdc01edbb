// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/inspect/kernel_words.h"

#include <type_traits>

#include "device/kernels/sets.h"

namespace mote::inspect {
namespace {

// The overloads that an instruction set may have beside Portable's templates.
using DenseFn = void (*)(const Dense<int8_t, int32_t>&);
using DepthwiseFn = void (*)(const Depthwise<int8_t, int32_t>&);
using DotFn = int32_t (*)(const int8_t*, const int8_t*, int32_t);
using AddFn = void (*)(const Sum<int8_t>&);
using CopyRowsFn = void (*)(const int8_t*, int32_t, int32_t, int32_t, int8_t*,
                            int32_t);

// Not by !=, which is no constant expression with sanitizers.
template <auto a, auto b>
constexpr bool differ = !std::is_same_v<std::integral_constant<decltype(a), a>,
                                        std::integral_constant<decltype(b), b>>;

template <class Isa>
std::vector<std::string> words() {
  std::vector<std::string> out;
  if constexpr (differ<DenseFn(&Isa::dense), DenseFn(&Portable::dense)>) {
    out.push_back("dense");
  }
  if constexpr (differ<DotFn(&Isa::dot), DotFn(&Portable::dot)>) {
    out.push_back("dot");
  }
  if constexpr (differ<DepthwiseFn(&Isa::depthwise),
                       DepthwiseFn(&Portable::depthwise)>) {
    out.push_back("depthwise");
  }
  if constexpr (differ<AddFn(&Isa::add), AddFn(&Portable::add)>) {
    out.push_back("add");
  }
  if constexpr (differ<CopyRowsFn(&Isa::copy_rows),
                       CopyRowsFn(&Portable::copy_rows)>) {
    out.push_back("copy_rows");
  }
  return out;
}

}  // namespace

std::vector<KernelWords> kernel_words() {
  return {{"cortex-m0", "armv6m", words<Armv6m>()},
          {"cortex-m3", "armv7m", words<Armv7m>()},
          {"cortex-m4", "armv7em", words<Armv7em>()},
          {"cortex-m55", "armv81m_mve", words<Armv81mMve>()},
          {"riscv32", "riscv32", words<Riscv32>()}};
}

}  // namespace mote::inspect
