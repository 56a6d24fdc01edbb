// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/loaded_model.h"

namespace mote::ops {
namespace {

using testing::ElementsAre;
using tests::LoadedModel;
using tests::ModelDef;

// The 16 bytes before the elements: kind, and what is special to it.
base::Bytes header(uint8_t kind, uint8_t first, uint8_t second,
                   const base::Bytes& elements) {
  base::Bytes out(16);
  out[0] = kind;
  out[1] = out[4] = 1;
  out[5] = first;
  out[6] = second;
  out.insert(out.end(), elements.begin(), elements.end());
  return out;
}

ModelDef decode(base::Bytes codes, base::Bytes ancillary, int32_t count) {
  ModelDef model;
  const auto bytes = [](base::Bytes data) {
    const int32_t size = static_cast<int32_t>(data.size());
    return tests::TensorDef{.name = "", .type = Type::kUInt8, .shape = {size},
                            .data = std::move(data)};
  };
  model.tensors = {bytes(std::move(codes)), bytes(std::move(ancillary)),
                   {.name = "y", .shape = {count}}};
  model.ops = {{.code = 32, .inputs = {0, 1}, .outputs = {2},
                .custom_name = "TFLM_DECODE"}};
  model.outputs = {2};
  return model;
}

TEST(TflmDecode, LooksUpIndicesOfBits) {
  LoadedModel m(decode({0b00'01'10'00}, header(0, 2, 4, {10, 11, 12}), 3));
  ASSERT_EQ(m.interpreter.invoke(), Status::kOk);
  EXPECT_THAT(m.output<int8_t>(), ElementsAre(10, 11, 12));
}

TEST(TflmDecode, FailsAtAnIndexBeyondTheTable) {
  LoadedModel m(decode({0b11'000000}, header(0, 2, 4, {10, 11, 12}), 1));
  EXPECT_EQ(m.interpreter.invoke(), Status::kBadData);
}

TEST(TflmDecode, RefusesCodesThatAreTooFew) {
  const auto status = [](uint8_t kind, int32_t count) {
    return LoadedModel(decode({0, 0}, header(kind, 3, 8, {1}), count))
        .fault.status;
  };
  EXPECT_EQ(status(0, 5), Status::kOk);
  EXPECT_EQ(status(0, 6), Status::kBadBuffer);
  EXPECT_EQ(status(2, 16), Status::kOk);
  EXPECT_EQ(status(2, 17), Status::kBadBuffer);
}

TEST(TflmDecode, FailsWhereValuesRunOut) {
  LoadedModel m(decode({0b10100000}, header(2, 0, 0, {7}), 3));
  EXPECT_EQ(m.interpreter.invoke(), Status::kBadData);
}

// An entry that names no element and leads to itself.
TEST(TflmDecode, EndsWhenHuffmanTablesLeadInACircle) {
  LoadedModel m(decode({0, 0, 0, 0}, header(1, 0, 0, {0, 0, 0, 0}), 4));
  EXPECT_EQ(m.interpreter.invoke(), Status::kBadData);
}

TEST(TflmDecode, NeedsConstants) {
  ModelDef model = decode({0}, header(0, 1, 2, {1, 2}), 1);
  model.tensors[0].data.clear();
  model.inputs = {0};
  const LoadedModel m(model);
  EXPECT_EQ(m.fault.status, Status::kNotConstant);
  EXPECT_EQ(m.fault.tensor, 0);
}

}  // namespace
}  // namespace mote::ops
