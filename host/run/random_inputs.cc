// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/random_inputs.h"

#include <cmath>

#include "host/base/text.h"

namespace mote::run {
namespace {

// Evenly in lo..hi. The library's distributions differ between vendors.
int64_t draw(std::mt19937_64& source, int64_t lo, int64_t hi) {
  const uint64_t count = static_cast<uint64_t>(hi - lo + 1);
  return lo + static_cast<int64_t>(source() % count);
}

double draw(std::mt19937_64& source, Type type) {
  switch (type) {
    case Type::kInt8: return static_cast<double>(draw(source, -128, 127));
    case Type::kUInt8: return static_cast<double>(draw(source, 0, 255));
    case Type::kInt16: return static_cast<double>(draw(source, -32768, 32767));
    case Type::kUInt16: return static_cast<double>(draw(source, 0, 65535));
    case Type::kBool: return static_cast<double>(draw(source, 0, 1));
    default: break;
  }
  if (io::is_integer(type)) return static_cast<double>(draw(source, 0, 7));
  constexpr int kBits = 20;
  return std::ldexp(static_cast<double>(draw(source, -(1 << kBits),
                                             1 << kBits)), -kBits);
}

}  // namespace

base::Result<io::Array> random_array(const io::TensorSpec& spec,
                                     std::mt19937_64& source) {
  if (!io::is_integer(spec.type) && !io::is_float(spec.type)) {
    return base::Error{"input '" + spec.name + "'",
                       "there are no random values of type " +
                           base::type_name(spec.type),
                       "convert the model to take numbers"};
  }
  io::Array array = {spec.type, spec.shape, base::Bytes(spec.bytes())};
  for (size_t i = 0; i < array.size(); ++i) {
    io::set_real(array, i, draw(source, spec.type));
  }
  return array;
}

}  // namespace mote::run
