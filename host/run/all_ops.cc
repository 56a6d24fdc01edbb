// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/all_ops.h"

#include <type_traits>

#include "device/model/model.h"
#include "device/ops/all.h"

namespace mote::run {
namespace {

// The type as C++ spells it, out of the compiler's mouth.
template <class T>
constexpr std::string_view full_name() {
  std::string_view text = __PRETTY_FUNCTION__;
  text.remove_prefix(text.find("T = ") + 4);
  return text.substr(0, text.find_first_of(";]"));
}

template <class T>
constexpr std::string_view bare_name() {
  const std::string_view full = full_name<T>();
  return full.substr(full.rfind(':') + 1);
}

// Arithmetic types as programs spell them.
template <class T>
constexpr std::string_view variant_name() {
  if constexpr (std::is_same_v<T, int8_t>) return "int8_t";
  else if constexpr (std::is_same_v<T, uint8_t>) return "uint8_t";
  else if constexpr (std::is_same_v<T, int16_t>) return "int16_t";
  else if constexpr (std::is_same_v<T, uint16_t>) return "uint16_t";
  else if constexpr (std::is_same_v<T, int32_t>) return "int32_t";
  else if constexpr (std::is_same_v<T, uint32_t>) return "uint32_t";
  else if constexpr (std::is_same_v<T, int64_t>) return "int64_t";
  else if constexpr (std::is_same_v<T, uint64_t>) return "uint64_t";
  else if constexpr (std::is_same_v<T, ops::Narrow<int8_t>>)
    return "mote::ops::Narrow<int8_t>";
  else if constexpr (std::is_same_v<T, ops::Narrow<int16_t>>)
    return "mote::ops::Narrow<int16_t>";
  else if constexpr (std::is_same_v<T, ops::Narrow<ops::Hybrid>>)
    return "mote::ops::Narrow<mote::ops::Hybrid>";
  else return full_name<T>();
}

template <class... T>
std::vector<std::string_view> variant_names(ops::Variants<T...>) {
  return {variant_name<T>()...};
}

template <class Op>
OpInfo info() {
  const ops::OpEntry& entry = ops::detail::Entry<Op>::kRow;
  const std::string_view name =
      entry.custom_name == nullptr ? Op::kName : entry.custom_name;
  return {name, bare_name<Op>(), variant_names(typename Op::Variants()), entry};
}

template <class... Op>
std::vector<OpInfo> infos(ops::List<Op...>) {
  return {info<Op>()...};
}

}  // namespace

std::span<const OpInfo> all_ops() {
  static const std::vector<OpInfo> kInfos = infos(ops::All());
  return kInfos;
}

ops::OpList all_op_list() { return ops::kOps<ops::All>; }

const OpInfo* find_op(int32_t code, std::string_view custom_name) {
  for (const OpInfo& info : all_ops()) {
    if (info.entry.code != code) continue;
    if (code != model::kCustom || info.name == custom_name) return &info;
  }
  return nullptr;
}

}  // namespace mote::run
