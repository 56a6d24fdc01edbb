// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "host/ir/text.h"
#include "host/passes/optimize.h"
#include "host/passes/pass.h"

namespace mote::passes {
namespace {

ir::Module parsed(const std::string& body) {
  auto module = ir::parse("module \"\"\n" + body);
  EXPECT_TRUE(module.ok()) << module.error().sentence();
  EXPECT_TRUE(ir::verify(*module, "it").ok());
  return *module;
}

// The nodes alone, after all passes.
std::string optimized(const std::string& body) {
  ir::Module module = parsed(body);
  EXPECT_TRUE(optimize(module, {true}, "it").ok());
  const std::string text = ir::print(module, ir::Constants::kShort);
  std::string nodes;
  size_t at = 0;
  while (at < text.size()) {
    const size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    if (line.find(") -> (") != std::string::npos &&
        !line.starts_with("graph")) {
      nodes += line.substr(2) + "\n";
    }
    at = end + 1;
  }
  return nodes;
}

TEST(Identities, GoAndKeepInputAndOutput) {
  EXPECT_EQ(optimized(R"(graph "main" (%0) -> (%3) {
  %0: int8[2,2] "x" scale(0.5) zero(1)
  %1: int8[2,2] scale(0.5) zero(1)
  %2: int8[2,2] scale(0.5) zero(1)
  %3: int8[2,2] "y" scale(0.5) zero(1)
  %4: int32[2] = x"0200000002000000"
  %5: int32[2] = x"0000000001000000"
  RESHAPE(%0, %4) -> (%1)
  ABS(%1) -> (%2)
  TRANSPOSE(%2, %5) -> (%3)
})"), "ABS(%0) -> (%1)\n");
}

TEST(Identities, StayBetweenTheInputAndTheOutput) {
  EXPECT_EQ(optimized(R"(graph "main" (%0) -> (%1) {
  %0: int8[4] "x" scale(0.5) zero(1)
  %1: int8[4] "y" scale(0.5) zero(1)
  QUANTIZE(%0) -> (%1)
})"), "QUANTIZE(%0) -> (%1)\n");
}

TEST(Identities, ReshapesOfReshapesAreOne) {
  EXPECT_EQ(optimized(R"(graph "main" (%0) -> (%2) {
  %0: int8[4] "x"
  %1: int8[2,2]
  %2: int8[1,4] "y"
  RESHAPE(%0) -> (%1) {new_shape: ints[2, 2]}
  RESHAPE(%1) -> (%2) {new_shape: ints[1, 4]}
})"), "RESHAPE(%0) -> (%1) {new_shape: ints[1, 4]}\n");
}

TEST(Quantize, ThereAndBackIsNothing) {
  EXPECT_EQ(optimized(R"(graph "main" (%0) -> (%3) {
  %0: int8[4] "x" scale(0.3) zero(7)
  %1: float32[4]
  %2: int8[4] scale(0.3) zero(7)
  %3: int8[4] "y" scale(0.3) zero(7)
  DEQUANTIZE/2(%0) -> (%1)
  QUANTIZE(%1) -> (%2)
  ABS(%2) -> (%3)
})"), "ABS(%0) -> (%1)\n");
}

// The same steps in between lose nothing; coarser ones do.
std::string requantized(const char* between) {
  return optimized(std::string(R"(graph "main" (%0) -> (%2) {
  %0: int8[4] "x" scale(1.0) zero(0)
  %1: int16[4] scale()") + between + R"() zero(0)
  %2: int8[4] "y" scale(2.0) zero(0)
  QUANTIZE/2(%0) -> (%1)
  QUANTIZE/2(%1) -> (%2)
})");
}

TEST(Quantize, TwiceIsOnceWhereEveryValueShowsIt) {
  EXPECT_EQ(requantized("1.0"), "QUANTIZE/2(%0) -> (%1)\n");
  EXPECT_EQ(requantized("3.0"),
            "QUANTIZE/2(%0) -> (%1)\nQUANTIZE/2(%1) -> (%2)\n");
}

TEST(Activations, FuseWhereTheQuantizationStays) {
  const std::string before = R"(graph "main" (%0) -> (%2) {
  %0: int8[4] "x" scale(0.5) zero(0)
  %1: int8[4] scale(0.5) zero(-3)
  %2: int8[4] "y" scale(0.5) zero()";
  const std::string after = R"()
  ADD/2(%0, %0) -> (%1)
  RELU6/2(%1) -> (%2)
})";
  EXPECT_EQ(optimized(before + "-3" + after),
            "ADD/2(%0, %0) -> (%1) {fused_activation_function: \"RELU6\"}\n");
  EXPECT_EQ(optimized(before + "-4" + after),
            "ADD/2(%0, %0) -> (%1)\nRELU6/2(%1) -> (%2)\n");
}

std::string padded(const char* amounts) {
  return optimized(std::string(R"(graph "main" (%0) -> (%3) {
  %0: float32[1,4,4,1] "x"
  %1: int32[4,2] = x"0000000000000000)") + amounts + R"(0000000000000000"
  %2: float32[1,6,6,1]
  %3: float32[1,4,4,1] "y"
  %4: float32[1,3,3,1] = x"000000000000000000000000000000000000803f00000000000000000000000000000000"
  PAD(%0, %1) -> (%2)
  CONV_2D(%2, %4) -> (%3) {padding: "VALID", stride_h: 1, stride_w: 1}
})");
}

TEST(Depthwise, OfOneChannelIsAConvolution) {
  const char* before = R"(graph "main" (%0) -> (%3) {
  %0: int8[1,2,2,1] "x" scale(0.5) zero(0)
  %1: int8[1,1,2,3] "w" scale(0.1, 0.2, 0.3) zero(0, 0, 0) axis(3) = x"010203040506"
  %2: int32[3] "b" = x"000000000000000000000000"
  %3: int8[1,2,1,3] "y" scale(0.5) zero(0)
  DEPTHWISE_CONV_2D/3(%0, %1, %2) -> (%3) {depth_multiplier: 3, padding: "VALID", stride_h: 1, stride_w: 1}
})";
  ir::Module module = parsed(before);
  EXPECT_EQ(depthwise_to_conv(module), 1);
  EXPECT_TRUE(ir::verify(module, "it").ok());
  const ir::Node& node = module.main().nodes[0];
  EXPECT_EQ(node.op, "CONV_2D");
  EXPECT_FALSE(node.attributes.contains("depth_multiplier"));
  const ir::Value& weights = module.main().value(node.inputs[1]);
  EXPECT_EQ(weights.shape, (ir::Shape({3, 1, 2, 1})));
  EXPECT_EQ(*weights.constant, (base::Bytes{1, 4, 2, 5, 3, 6}));
  EXPECT_EQ(weights.quantization.axis, 0);
  EXPECT_EQ(depthwise_to_conv(module), 0);
}

TEST(Pads, FoldWhereSamePadsAsMuch) {
  EXPECT_EQ(padded("01000000010000000100000001000000"),
            "CONV_2D(%0, %2) -> (%1) {stride_h: 1, stride_w: 1}\n");
  // Two pixels before and none after.
  EXPECT_EQ(padded("02000000000000000100000001000000"),
            "PAD(%0, %1) -> (%2)\nCONV_2D(%2, %4) -> (%3) "
            "{padding: \"VALID\", stride_h: 1, stride_w: 1}\n");
}

TEST(Constants, AreComputedAndMerged) {
  EXPECT_EQ(optimized(R"(graph "main" (%0) -> (%4) {
  %0: float32[2] "x"
  %1: float32[2] "a" = x"0000803f00000040"
  %2: float32[2] "b" = x"0000803f00000040"
  %3: float32[2]
  %4: float32[2] "y"
  %5: float32[2]
  NEG(%1) -> (%3)
  ADD(%0, %2) -> (%5) {pot_scale_int16: false}
  MUL(%5, %3) -> (%4)
})"), "ADD(%0, %1) -> (%4) {pot_scale_int16: false}\nMUL(%4, %2) -> (%3)\n");
}

ir::Module with_composite(const std::string& body) {
  ir::Module module = parsed(R"(graph "main" (%0, %1) -> (%3) {
  %0: float32[2] "x"
  %1: float32[2] "y"
  %2: float32[2]
  %3: float32[2] "z"
  ADD(%0, %0) -> (%2)
  STABLEHLO_COMPOSITE(%2, %1) -> (%3) {decomposition_subgraph_index: @1}
}
)" + body);
  inline_composites(module);
  return module;
}

TEST(Composites, GiveWayToTheirOperators) {
  const ir::Module module = with_composite(R"(graph "f" (%0, %1) -> (%3) {
  %0: float32[2] "a"
  %1: float32[2] "b"
  %2: float32[2] "c"
  %3: float32[2] "d"
  MUL(%0, %1) -> (%2)
  SUB(%2, %1) -> (%3)
})");
  EXPECT_TRUE(ir::verify(module, "it").ok());
  const ir::Graph& main = module.main();
  ASSERT_EQ(main.nodes.size(), 3u);
  EXPECT_EQ(main.nodes[1].op, "MUL");
  EXPECT_EQ(main.nodes[1].inputs, (std::vector<ir::ValueId>{2, 1}));
  EXPECT_EQ(main.nodes[2].op, "SUB");
  EXPECT_EQ(main.nodes[2].inputs[1], 1);
  EXPECT_EQ(main.nodes[2].outputs, (std::vector<ir::ValueId>{3}));
  EXPECT_EQ(main.value(main.nodes[1].outputs[0]).name, "c");
}

TEST(Composites, StayWhereTheyMeanMoreThanTheirOperators) {
  for (const char* body : {
           // An output that no operator makes, another type, itself.
           R"(graph "f" (%0, %1) -> (%1) {
  %0: float32[2] "a"
  %1: float32[2] "b"
})",
           R"(graph "f" (%0, %1) -> (%2) {
  %0: int32[2] "a"
  %1: float32[2] "b"
  %2: float32[2] "c"
  ABS(%1) -> (%2)
})",
           R"(graph "f" (%0, %1) -> (%2) {
  %0: float32[2] "a"
  %1: float32[2] "b"
  %2: float32[2] "c"
  STABLEHLO_COMPOSITE(%0, %1) -> (%2) {decomposition_subgraph_index: @1}
})"}) {
    const ir::Module module = with_composite(body);
    EXPECT_EQ(module.main().nodes.back().op, "STABLEHLO_COMPOSITE");
  }
}

TEST(Strip, LeavesTheNamesOfInputsAndOutputs) {
  ir::Module module = parsed(R"(graph "main" (%0) -> (%2) {
  %0: int8[4] "x" scale(0.5) zero(0) min(-1.0) max(1.0)
  %1: int8[4] "inner" scale(0.5) zero(0) extra {has_rank: true}
  %2: int8[4] "y" scale(0.5) zero(0)
  ABS(%0) -> (%1)
  ABS(%1) -> (%2)
}
metadata "CONVERSION_METADATA" = x"00"
metadata "labels" = x"00")");
  EXPECT_EQ(strip(module), 5);
  EXPECT_EQ(module.main().values[0].name, "x");
  EXPECT_EQ(module.main().values[1].name, "");
  EXPECT_TRUE(module.main().values[1].extra.empty());
  ASSERT_EQ(module.metadata.size(), 1u);
  EXPECT_EQ(module.metadata[0].name, "labels");
}

TEST(Strip, GivesBiasesAnAxisThatTheyHave) {
  ir::Module module = parsed(R"(graph "main" () -> () {
  %0: int32[2] scale(0.5, 1.0) zero(0, 0) axis(3) = x"0100000002000000"
})");
  EXPECT_EQ(strip(module), 1);
  EXPECT_EQ(module.main().values[0].quantization.axis, 0);
}

}  // namespace
}  // namespace mote::passes
