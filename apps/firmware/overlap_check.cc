// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Runs operators with the output over the input, as far as they allow it, and
// apart from it: with the target's kernels both must give the same bytes.
#include "apps/firmware/seeded_numbers.h"
#include "device/kernels/isa.h"
#include "device/ops/add.h"
#include "device/ops/average_pool_2d.h"
#include "device/ops/conv_2d.h"
#include "device/ops/depthwise_conv_2d.h"
#include "device/ops/fully_connected.h"
#include "device/ops/max_pool_2d.h"
#include "device/ops/softmax.h"
#include "ports/common/port.h"
#include "ports/common/print.h"

namespace mote {
namespace {

using ops::kOutput;
using ops::Padding;

constexpr uint32_t kMostBytes = 1024;  // of an input or an output
constexpr uint32_t kMostScratch = 3072;
constexpr int32_t kMostChannels = 24;
constexpr uint8_t kUnwritten = 0x55;

SeededNumbers numbers;
float scales[kMostChannels];
uint8_t zero_points[8 * kMostChannels];
alignas(16) int8_t weights[1536];
alignas(16) int32_t bias[kMostChannels];
alignas(16) int8_t input[kMostBytes];
alignas(16) int8_t second_input[64];
alignas(16) uint8_t both[3 * kMostBytes];
alignas(16) uint8_t apart[kMostBytes];
alignas(16) uint8_t scratch[kMostScratch + 16];
alignas(16) uint8_t tables[3][4 * kMostChannels];
alignas(16) uint8_t last_table[sizeof(weights)];

uint8_t* table(int i) { return i < 3 ? tables[i] : last_table; }

// Operands of an operator: a computed input, up to two others, an output.
class Operands : public ops::Context {
 public:
  explicit Operands(int inputs)
      : Context(this, &read, inputs, 1, {}, Isa::kSet, &refused_) {}

  Tensor tensors[4];  // the last is the output
  int32_t dims[4][4] = {};

  void set(int i, Type type, int32_t a, int32_t b, int32_t c, int32_t d) {
    const int32_t from[] = {a, b, c, d};
    for (int k = 0; k < 4; ++k) dims[i][k] = from[k];
    Tensor& t = tensors[i];
    t.type = type;
    t.shape = {dims[i], 4};
    t.quantization = {scales, zero_points, 1, 0};
    t.bytes = byte_size(type, t.shape);
  }
  void set_constant(int i, const void* data, int32_t channels, int axis) {
    tensors[i].data = data;
    tensors[i].quantization.count = channels;
    tensors[i].quantization.axis = axis;
  }
  // Weights of rank 2, a bias of rank 1.
  void flatten(int i, int rank) {
    tensors[i].shape = {dims[i] + 4 - rank, rank};
  }
  uint32_t bytes(int i) const { return tensors[i].bytes; }

 private:
  static Tensor read(const void* source, int operand) {
    const Operands& self = *static_cast<const Operands*>(source);
    return self.tensors[operand == kOutput ? 3 : operand];
  }
  int refused_ = -1;
};

// Evaluates with input `over` at `in` and the output at `out`.
template <class Op>
Status evaluate(const typename Op::Params& params, const Operands& context,
                const ops::Needs& needs, int over, uint8_t* in, uint8_t* out) {
  void* slots[8];
  int n = 0;
  for (int i = 0; i < context.inputs(); ++i) {
    slots[n++] = const_cast<void*>(context.tensors[i].data);
  }
  slots[over] = in;
  slots[n++] = out;
  int made = 0;
  for (; made < ops::kMaxTables && needs.tables[made] != 0; ++made) {
    slots[n++] = table(made);
  }
  if (needs.scratch != 0) slots[n++] = scratch;
  return Op::template eval<Isa, int8_t>(params,
                                        ops::Buffers(slots, context.inputs(), 1,
                                                     made, n));
}

bool untouched(const uint8_t* at, const uint8_t* end) {
  for (; at != end; ++at) {
    if (*at != kUnwritten) return false;
  }
  return true;
}

bool equal(const uint8_t* a, const uint8_t* b, uint32_t bytes) {
  for (uint32_t i = 0; i < bytes; ++i) {
    if (a[i] != b[i]) return false;
  }
  return true;
}

template <class Op>
void fill_tables(const typename Op::Params&, const Operands&, ...) {}
template <class Op>
auto fill_tables(const typename Op::Params& params, const Operands& context,
                 const ops::Needs& needs)
    -> decltype(Op::fill(context, params, 0, table(0))) {
  for (int i = 0; i < ops::kMaxTables && needs.tables[i] != 0; ++i) {
    Op::fill(context, params, i, table(i));
  }
}

// Cases in which an overlap was possible.
uint32_t overlaps = 0;

// What went wrong in words, or null. Shapes that an operator refuses or that
// are too large for this check pass.
template <class Op>
const char* check(const Operands& context, const typename Op::Options& options,
                  int over) {
  typename Op::Params params = {};
  ops::Needs needs;
  const uint32_t in_bytes = context.bytes(over), out_bytes = context.bytes(3);
  if (in_bytes > kMostBytes || out_bytes > kMostBytes) return nullptr;
  if (Op::prepare(context, options, params, needs) != Status::kOk ||
      needs.lead[over] == ops::kApart || needs.scratch > kMostScratch) {
    return nullptr;
  }
  ++overlaps;
  fill_tables<Op>(params, context, needs);
  fill_bytes(scratch, kUnwritten, sizeof(scratch));
  uint8_t* in =
      static_cast<uint8_t*>(const_cast<void*>(context.tensors[over].data));
  if (evaluate<Op>(params, context, needs, over, in, apart) != Status::kOk) {
    return "failed";
  }
  if (!untouched(scratch + needs.scratch, scratch + sizeof(scratch))) {
    return "wrote behind its scratch";
  }
  const uint32_t lead = static_cast<uint32_t>(needs.lead[over]) +
                        (numbers.one_in(2) ? numbers.next() % 16 : 0);
  if (16 + max(lead + in_bytes, out_bytes) + 16 > sizeof(both)) return nullptr;
  fill_bytes(both, kUnwritten, sizeof(both));
  uint8_t* out = both + 16;
  copy_bytes(out + lead, in, in_bytes);
  static_cast<void>(
      evaluate<Op>(params, context, needs, over, out + lead, out));
  if (!equal(out, apart, out_bytes)) return "another result over its input";
  const uint8_t* end = out + max(out_bytes, lead + in_bytes);
  return untouched(both, out) && untouched(end, both + sizeof(both))
             ? nullptr
             : "wrote beside its output";
}

void set_layer(Operands& context, int axis, int32_t channels,
               int32_t weights_count) {
  for (float& scale : scales) {
    scale = static_cast<float>(numbers.in(1, 1000)) * 0.001f;
  }
  // The output's scale is the input's: keep it in the range of bytes.
  scales[0] = 8.0f;
  numbers.fill(input, static_cast<int32_t>(sizeof(input)));
  numbers.fill(weights, weights_count);
  for (int32_t& value : bias) value = numbers.in(-9000, 9000);
  context.set_constant(1, weights, channels, axis);
  context.set(2, Type::kInt32, 1, 1, 1, channels);
  context.set_constant(2, bias, channels, 0);
  context.flatten(2, 1);
  context.tensors[0].data = input;
}

struct Axis {
  int32_t in, kernel, stride, dilation;

  explicit Axis(int32_t most) : in(numbers.in(1, most)) {
    kernel = numbers.one_in(3) ? 1 : numbers.in(1, 4);
    stride = numbers.one_in(2) ? 1 : numbers.in(1, 3);
    dilation = stride == 1 && numbers.one_in(4) ? 2 : 1;
  }
  int32_t out(Padding padding) const {
    const int32_t covered =
        padding == Padding::kSame ? in : in - (kernel - 1) * dilation;
    return covered < 1 ? 0 : (covered + stride - 1) / stride;
  }
};

const char* conv_2d() {
  const Axis h(10), w(14);
  const Padding padding = numbers.one_in(2) ? Padding::kSame : Padding::kValid;
  const int32_t groups = numbers.one_in(6) ? 2 : 1;
  const int32_t in = numbers.in(1, 10) * groups;
  const int32_t out = numbers.in(1, 10) * groups;
  const int32_t count = out * h.kernel * w.kernel * in / groups;
  if (count > static_cast<int32_t>(sizeof(weights))) return nullptr;
  Operands context(3);
  context.set(0, Type::kInt8, 1, h.in, w.in, in);
  context.set(1, Type::kInt8, out, h.kernel, w.kernel, in / groups);
  set_layer(context, 0, out, count);
  context.set(3, Type::kInt8, 1, h.out(padding), w.out(padding), out);
  return check<ops::Conv2D>(
      context,
      {padding, w.stride, h.stride, {}, w.dilation, h.dilation, Type::kInt32},
      0);
}

const char* depthwise_conv_2d() {
  const Axis h(10), w(14);
  const Padding padding = numbers.one_in(2) ? Padding::kSame : Padding::kValid;
  const int32_t in = numbers.in(1, kMostChannels / 2);
  const int32_t multiplier = in == 1 ? numbers.in(2, 6) : 2;
  const int32_t out = in * (numbers.one_in(4) ? multiplier : 1);
  const int32_t count = out * h.kernel * w.kernel;
  Operands context(3);
  context.set(0, Type::kInt8, 1, h.in, w.in, in);
  context.set(1, Type::kInt8, 1, h.kernel, w.kernel, out);
  set_layer(context, 3, out, count);
  context.set(3, Type::kInt8, 1, h.out(padding), w.out(padding), out);
  return check<ops::DepthwiseConv2D>(
      context, {padding, w.stride, h.stride, 1, {}, w.dilation, h.dilation}, 0);
}

const char* fully_connected() {
  const int32_t rows = numbers.in(1, 9);
  const int32_t depth = numbers.in(1, 60), out = numbers.in(1, kMostChannels);
  Operands context(3);
  context.set(0, Type::kInt8, 1, 1, rows, depth);
  context.set(1, Type::kInt8, 1, 1, out, depth);
  set_layer(context, 0, numbers.one_in(2) ? 1 : out, out * depth);
  context.set(2, Type::kInt32, 1, 1, 1, out);
  context.set_constant(2, bias, 1, 0);
  context.flatten(2, 1);
  context.flatten(1, 2);
  context.set(3, Type::kInt8, 1, 1, rows, out);
  return check<ops::FullyConnected>(context, {{}, 0, true, false, {}}, 0);
}

template <class Op>
const char* pool() {
  const Axis h(10), w(14);
  const Padding padding = numbers.one_in(2) ? Padding::kSame : Padding::kValid;
  const int32_t channels = numbers.in(1, 12);
  if (h.dilation != 1 || w.dilation != 1) return nullptr;
  Operands context(1);
  numbers.fill(input, static_cast<int32_t>(sizeof(input)));
  context.set(0, Type::kInt8, 1, h.in, w.in, channels);
  context.tensors[0].data = input;
  context.set(3, Type::kInt8, 1, h.out(padding), w.out(padding), channels);
  return check<Op>(context,
                   {padding, w.stride, h.stride, w.kernel, h.kernel, {}}, 0);
}

const char* add() {
  const int32_t count = numbers.in(1, 60);
  Operands context(2);
  numbers.fill(input, count);
  numbers.fill(second_input, count);
  context.set(0, Type::kInt8, 1, 1, 1, count);
  context.set(1, Type::kInt8, 1, 1, 1, count);
  context.set(3, Type::kInt8, 1, 1, 1, count);
  context.tensors[0].data = input;
  context.tensors[1].data = second_input;
  return check<ops::Add>(context, {}, numbers.in(0, 1));
}

const char* softmax() {
  Operands context(1);
  const int32_t rows = numbers.in(1, 4), depth = numbers.in(1, 20);
  numbers.fill(input, rows * depth);
  context.set(0, Type::kInt8, 1, 1, rows, depth);
  context.set(3, Type::kInt8, 1, 1, rows, depth);
  context.tensors[0].data = input;
  return check<ops::Softmax>(context, {1.0f}, 0);
}

using Test = const char* (*)();

// Says what went wrong; also when hardly any case was one of overlap.
bool all(const char* name, Test test, int32_t turns) {
  overlaps = 0;
  const char* wrong = nullptr;
  for (int32_t i = 0; i < turns && wrong == nullptr; ++i) wrong = test();
  if (wrong == nullptr && overlaps < static_cast<uint32_t>(turns) / 4) {
    wrong = "too few cases";
  }
  if (wrong == nullptr) return true;
  port::print(name);
  port::print(": ");
  port::print(wrong);
  port::print(" in case ");
  port::print_decimal(overlaps);
  port::print("\n");
  return false;
}

}  // namespace
}  // namespace mote

int main() {
  using namespace mote;
  const bool well = all("CONV_2D", conv_2d, 4000) &&
                    all("DEPTHWISE_CONV_2D", depthwise_conv_2d, 4000) &&
                    all("FULLY_CONNECTED", fully_connected, 500) &&
                    all("AVERAGE_POOL_2D", pool<ops::AveragePool2D>, 500) &&
                    all("MAX_POOL_2D", pool<ops::MaxPool2D>, 500) &&
                    all("ADD", add, 200) && all("SOFTMAX", softmax, 200);
  return well ? 0 : 1;
}
