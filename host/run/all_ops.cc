// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/all_ops.h"

#include <type_traits>

#include "device/model/model.h"
#include "device/ops/all.h"
#include "host/base/text.h"
#include "host/run/params_text.h"

namespace mote::run {
namespace {

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

// Notes the options that an operator would read.
class OptionLister {
 public:
  explicit OptionLister(std::vector<OptionInfo>& to) : to_(to) {}

  template <class T, class Default = T>
  void operator()(int, std::string_view name, T&,
                  Default otherwise = Default()) {
    to_.push_back({name, type_text<T>(), static_cast<double>(otherwise)});
  }
  template <class T>
  void operator()(int, std::string_view name, Numbers<T>&) {
    to_.push_back({name, "numbers of " + type_text<T>()});
  }
  void operator()(int, std::string_view name, Numbers<char>&) {
    to_.push_back({name, "text"});
  }

 private:
  template <class T>
  static std::string type_text() {
    if constexpr (std::is_enum_v<T>) {
      return type_text<std::underlying_type_t<T>>();
    } else {
      return base::type_name(kTypeOf<T>);
    }
  }

  std::vector<OptionInfo>& to_;
};

template <class Op>
std::vector<OptionInfo> option_infos() {
  std::vector<OptionInfo> infos;
  OptionLister lister(infos);
  typename Op::Options options{};
  Op::Options::fields(options, lister);
  return infos;
}

template <class Op>
constexpr std::string_view reference() {
  if constexpr (requires { Op::kReference; }) return Op::kReference;
  else return "LiteRT";
}

template <class Op>
constexpr std::string_view kernels() {
  if constexpr (requires { Op::kKernels; }) return Op::kKernels;
  else return {};
}

struct Declared {
  std::string_view struct_name, header;
};
// A row for each operator of All, written by the build.
constexpr Declared kDeclared[] = {
#include "operator_headers.inc"
};

std::string_view header_of(std::string_view struct_name) {
  for (const Declared& it : kDeclared) {
    if (it.struct_name == struct_name) return it.header;
  }
  return "device/ops/all.h";
}

template <class Op>
std::string params_text(const void* params) {
  return value_text(*static_cast<const typename Op::Params*>(params));
}

template <class Op>
OpInfo info() {
  const ops::OpEntry& entry = ops::detail::Entry<Op>::kRow;
  const std::string_view name =
      entry.custom_name == nullptr ? Op::kName : entry.custom_name;
  return {name, bare_name<Op>(), variant_names(typename Op::Variants()),
          option_infos<Op>(), reference<Op>(), kernels<Op>(), entry,
          header_of(bare_name<Op>()), &params_text<Op>};
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

std::string plain_variant(std::string_view variant) {
  constexpr std::string_view kRoom = "mote::ops::", kNarrow = "Narrow<";
  if (variant.starts_with(kRoom)) variant.remove_prefix(kRoom.size());
  if (variant.starts_with(kNarrow)) {
    variant.remove_prefix(kNarrow.size());
    variant.remove_suffix(1);
    const bool hybrid = variant == "mote::ops::Hybrid";
    return (hybrid ? "float32" : plain_variant(variant)) +
           " with packed weights";
  }
  if (variant == "Hybrid") return "float32 with int8 weights";
  if (variant == "Packed") return "packed int4 and int2";
  if (variant == "mote::Half") return "float16";
  if (variant == "float") return "float32";
  if (variant == "void") return "any type";
  if (variant.ends_with("_t")) variant.remove_suffix(2);
  return std::string(variant);
}

bool dense_layer(const OpInfo& info, std::string_view variant,
                 const void* params, DenseLayer& layer) {
  using Op = ops::FullyConnected;
  if (info.struct_name != bare_name<Op>() || variant != "int8_t") return false;
  const Op::Params& p = *static_cast<const Op::Params*>(params);
  const ops::Channels& c = p.channels;
  if (c.is(ops::Channels::kComputed) || c.weights_zero != 0 || c.count == 0) {
    return false;
  }
  layer = {p.rows, p.depth, c.count, c.is(ops::Channels::kPerChannel),
           c.mantissa, c.exponent, c.out_zero, c.lo, c.hi};
  return true;
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
