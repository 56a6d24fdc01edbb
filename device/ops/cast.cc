// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/cast.h"

namespace mote::ops {
namespace {

// Toward zero, saturating; what is no number becomes the largest one.
template <class Y>
Y truncated(float x) {
  constexpr float kBeyond = static_cast<float>(Limits<Y>::kMax / 2 + 1) * 2.0f;
  if (!(x < kBeyond)) return Limits<Y>::kMax;
  return x <= static_cast<float>(Limits<Y>::kMin) ? Limits<Y>::kMin
                                                  : static_cast<Y>(x);
}

template <class Y>
Y converted(int64_t x) { return static_cast<Y>(x); }
template <class Y>
Y converted(float x) { return truncated<Y>(x); }
template <>
float converted<float>(float x) { return x; }
template <>
Half converted<Half>(int64_t x) { return to_half(static_cast<float>(x)); }
template <>
Half converted<Half>(float x) { return to_half(x); }
template <>
bool converted<bool>(int64_t x) { return x != 0; }
template <>
bool converted<bool>(float x) { return x != 0.0f; }

template <class Y, class N>
void convert(const N* numbers, int32_t n, void* out, int32_t first) {
  Y* to = static_cast<Y*>(out) + first;
  for (int32_t i = 0; i < n; ++i) to[i] = converted<Y>(numbers[i]);
}

template <class N>
void store_as(const N* numbers, int32_t n, Type type, void* out,
              int32_t first) {
  switch (type) {
    case Type::kFloat32: return convert<float>(numbers, n, out, first);
    case Type::kFloat16: return convert<Half>(numbers, n, out, first);
    case Type::kInt8: return convert<int8_t>(numbers, n, out, first);
    case Type::kUInt8: return convert<uint8_t>(numbers, n, out, first);
    case Type::kInt16: return convert<int16_t>(numbers, n, out, first);
    case Type::kUInt16: return convert<uint16_t>(numbers, n, out, first);
    case Type::kInt32: return convert<int32_t>(numbers, n, out, first);
    case Type::kUInt32: return convert<uint32_t>(numbers, n, out, first);
    case Type::kInt64: return convert<int64_t>(numbers, n, out, first);
    default: return convert<bool>(numbers, n, out, first);
  }
}

}  // namespace

void cast::store(const int64_t* numbers, int32_t n, Type type, void* out,
                 int32_t first) {
  store_as(numbers, n, type, out, first);
}

void cast::store(const float* numbers, int32_t n, Type type, void* out,
                 int32_t first) {
  store_as(numbers, n, type, out, first);
}

Status Cast::prepare(const Context& context, const Options&, Params& p,
                     Needs& needs) {
  if (context.inputs() != 1 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor in = context.input(0);
  const Tensor out = context.output(0);
  const int variant = find_variant(Variants{}, in.type);
  if (variant < 0) return context.refuse(Status::kWrongType, 0);
  if (find_variant(Variants{}, out.type) < 0) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  if (out.shape != in.shape) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  p = {in.elements(), out.type};
  needs.variant = static_cast<uint8_t>(variant);
  needs.lead[0] = element_lead(in.type, out.type, in.elements());
  return Status::kOk;
}

}  // namespace mote::ops
