// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/tensorflow/tensor.h"

#include <gtest/gtest.h>

#include <cstring>

namespace mote::tensorflow {
namespace {

proto::Tensor floats(int64_t count) {
  proto::Tensor tensor;
  tensor.set_dtype(1);
  tensor.mutable_tensor_shape()->add_dim()->set_size(count);
  return tensor;
}

std::vector<float> elements(const proto::Tensor& tensor) {
  const auto read = tensor_of(tensor, "x");
  EXPECT_TRUE(read.ok());
  std::vector<float> out(read.value().bytes->size() / sizeof(float));
  std::memcpy(out.data(), read.value().bytes->data(), out.size() * 4);
  return out;
}

TEST(Tensor, RepeatsTheLastElementToTheEnd) {
  proto::Tensor tensor = floats(4);
  tensor.add_float_val(1);
  tensor.add_float_val(2);
  EXPECT_EQ(elements(tensor), (std::vector<float>{1, 2, 2, 2}));
}

TEST(Tensor, WithoutElementsIsZeros) {
  EXPECT_EQ(elements(floats(3)), (std::vector<float>{0, 0, 0}));
}

TEST(Tensor, TakesRawBytesOfExactlyItsSize) {
  const float values[] = {3, 4};
  proto::Tensor tensor = floats(2);
  tensor.set_tensor_content(values, sizeof(values));
  EXPECT_EQ(elements(tensor), (std::vector<float>{3, 4}));
  tensor.set_tensor_content(values, 7);
  EXPECT_FALSE(tensor_of(tensor, "x").ok());
}

TEST(Tensor, RefusesMoreElementsThanItsShapeHolds) {
  proto::Tensor tensor = floats(1);
  tensor.add_float_val(1);
  tensor.add_float_val(2);
  EXPECT_FALSE(tensor_of(tensor, "x").ok());
}

TEST(Tensor, RefusesAFewBytesThatClaimGigabytes) {
  proto::Tensor tensor = floats(int64_t{1} << 40);
  tensor.add_float_val(1);
  EXPECT_FALSE(tensor_of(tensor, "x").ok());
}

TEST(Tensor, ReferenceTypesAreTheirBase) {
  EXPECT_EQ(type_of(101), Type::kFloat32);
  EXPECT_EQ(type_of(9999), Type::kNone);
}

}  // namespace
}  // namespace mote::tensorflow
