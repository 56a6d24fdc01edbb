// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// BATCH_MATMUL: a [..., m, k] times b [..., k, n] -> [..., m, n]; adj_x and
// adj_y: the last two dimensions of a, of b are exchanged. Others broadcast.
#ifndef MOTE_DEVICE_OPS_BATCH_MATMUL_H_
#define MOTE_DEVICE_OPS_BATCH_MATMUL_H_

#include "device/kernels/portable.h"
#include "device/ops/hybrid.h"
#include "device/ops/op.h"

namespace mote::ops {

struct BatchMatmul {
  static constexpr char kName[] = "BATCH_MATMUL";
  static constexpr char kKernels[] = "dot";
  static constexpr int16_t kCode = 126;
  static constexpr uint8_t kVersion = 4;
  static constexpr uint16_t kOptionsType = 101;
  using Variants = ops::Variants<int8_t, int16_t, float, Hybrid>;
  enum Variant : uint8_t { kInt8, kInt16, kFloat, kHybrid };
  static constexpr int kBatchRank = kMaxRank - 2;

  struct Options {
    bool adj_x, adj_y, asymmetric_quantize_inputs;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "adj_x", o.adj_x);
      v(1, "adj_y", o.adj_y);
      v(2, "asymmetric_quantize_inputs", o.asymmetric_quantize_inputs);
    }
  };
  struct Params {
    int32_t m, k, n;
    int32_t dims[kBatchRank];    // of the output's batches, right aligned
    uint8_t a_moves, b_moves;    // bit i: the operand has batch dimension i
    uint8_t adj_x, adj_y;
    uint8_t narrow_b;            // int16 times int8
    uint8_t raw;                 // int8 to int32, not rescaled
    uint8_t asymmetric;          // hybrid
    uint8_t per_channel;         // hybrid: table 0 holds the scales of b
    int32_t a_zero, b_zero, out_zero;
    Multiplier multiplier;
    float b_scale;               // hybrid, one for all

    int32_t batches() const {
      int32_t count = 1;
      for (const int32_t dim : dims) count *= dim;
      return count;
    }
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  static void fill(const Context& context, const Params& p, int table,
                   void* out);
  template <class Isa, class V>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace batch_matmul {

// The matrix that batch i of the output is made of, among an operand's.
int32_t matrix(const BatchMatmul::Params& p, uint8_t moves, int32_t i);

// Rows of a or columns of b.
template <class X>
struct Lines {
  const X* first;
  int32_t line, step;  // distances between lines, and along one
};

template <class X>
Lines<X> rows(const BatchMatmul::Params& p, const X* a, int32_t i) {
  a += matrix(p, p.a_moves, i) * p.m * p.k;
  return p.adj_x != 0 ? Lines<X>{a, 1, p.m} : Lines<X>{a, p.k, 1};
}
template <class X>
Lines<X> columns(const BatchMatmul::Params& p, const X* b, int32_t i) {
  b += matrix(p, p.b_moves, i) * p.k * p.n;
  return p.adj_y != 0 ? Lines<X>{b, p.k, 1} : Lines<X>{b, 1, p.n};
}

// Line i of depth numbers less zero, in one piece.
template <class X, class Y>
Y* gather(const Lines<X>& lines, int32_t i, int32_t depth, int32_t zero,
          Y* copy) {
  const X* at = lines.first + i * lines.line;
  for (int32_t d = 0; d < depth; ++d) {
    copy[d] = static_cast<Y>(at[d * lines.step] - static_cast<Y>(zero));
  }
  return copy;
}
template <class X>
const X* in_place(const Lines<X>& lines, int32_t i, int32_t depth, X* copy) {
  return lines.step == 1 ? lines.first + i * lines.line
                         : gather(lines, i, depth, 0, copy);
}

template <class Isa>
void floats(const BatchMatmul::Params& p, const Buffers& buffers) {
  float* copy = buffers.scratch<float>();
  float* out = buffers.output<float>(0);
  for (int32_t i = 0; i < p.batches(); ++i, out += p.m * p.n) {
    const Lines<float> a = rows(p, buffers.input<float>(0), i);
    const Lines<float> b = columns(p, buffers.input<float>(1), i);
    for (int32_t n = 0; n < p.n; ++n) {
      const float* column = in_place(b, n, p.k, copy);
      for (int32_t m = 0; m < p.m; ++m) {
        const float* row = in_place(a, m, p.k, copy + p.k);
        out[m * p.n + n] = Isa::dot(row, column, p.k);
      }
    }
  }
}

inline void store(const BatchMatmul::Params& p, int32_t sum, int8_t* out) {
  *out = saturate<int8_t>(add_wrapping(multiply(sum, p.multiplier),
                                       p.out_zero));
}
inline void store(const BatchMatmul::Params&, int32_t sum, int32_t* out) {
  *out = sum;
}
inline void store(const BatchMatmul::Params& p, int64_t sum, int16_t* out) {
  *out = saturate<int16_t>(multiply(sum, p.multiplier));
}

template <class Isa>
int32_t dot(const int8_t* row, const int16_t* column, int32_t k) {
  return Isa::dot(row, column, k);
}
template <class Isa>
int64_t dot(const int16_t* row, const int16_t* column, int32_t k) {
  return Isa::wide_dot(row, column, k);
}

// Columns are copied with their zero point taken off, so that that of a counts
// once a column: sum (a - za) b = sum a b - za * sum b.
template <class Isa, class A, class B, class Y>
void integers(const BatchMatmul::Params& p, const Buffers& buffers) {
  int16_t* column_copy = buffers.scratch<int16_t>();
  A* row_copy = reinterpret_cast<A*>(column_copy + p.k);
  Y* out = buffers.output<Y>(0);
  for (int32_t i = 0; i < p.batches(); ++i, out += p.m * p.n) {
    const Lines<A> a = rows(p, buffers.input<A>(0), i);
    const Lines<B> b = columns(p, buffers.input<B>(1), i);
    for (int32_t n = 0; n < p.n; ++n) {
      const int16_t* column = gather(b, n, p.k, p.b_zero, column_copy);
      int32_t start = 0;
      for (int32_t k = 0; k < p.k && p.a_zero != 0; ++k) {
        start = add_wrapping(start, -p.a_zero * column[k]);
      }
      for (int32_t m = 0; m < p.m; ++m) {
        const A* row = in_place(a, m, p.k, row_copy);
        const auto sum = dot<Isa>(row, column, p.k);
        store(p, add_wrapping(sum, static_cast<decltype(sum)>(start)),
              out + m * p.n + n);
      }
    }
  }
}

// Scratch: a column and a row of floats, m rows of numbers, m scales and zero
// points.
template <class Isa>
void hybrid(const BatchMatmul::Params& p, const Buffers& buffers) {
  using Quantized = Row<int8_t>;
  Quantized* lines = buffers.scratch<Quantized>();
  float* row_copy = reinterpret_cast<float*>(lines + p.m);
  int8_t* quantized = reinterpret_cast<int8_t*>(row_copy + p.k);
  int8_t* column_copy = quantized + p.m * p.k;
  const float* scales =
      p.per_channel != 0 ? buffers.table<float>(0) : nullptr;
  float* out = buffers.output<float>(0);
  for (int32_t i = 0; i < p.batches(); ++i, out += p.m * p.n) {
    const Lines<float> a = rows(p, buffers.input<float>(0), i);
    const Lines<int8_t> b = columns(p, buffers.input<int8_t>(1), i);
    for (int32_t m = 0; m < p.m; ++m) {
      lines[m] = quantize_row(in_place(a, m, p.k, row_copy), p.k,
                              p.asymmetric != 0, quantized + m * p.k);
    }
    for (int32_t n = 0; n < p.n; ++n) {
      const int8_t* column = in_place(b, n, p.k, column_copy);
      for (int32_t m = 0; m < p.m; ++m) {
        const float scale =
            lines[m].scale * (scales == nullptr ? p.b_scale : scales[n]);
        out[m * p.n + n] =
            scale * static_cast<float>(steps_dot<Isa>(lines[m], column));
      }
    }
  }
}

}  // namespace batch_matmul

template <class Isa, class V>
Status BatchMatmul::eval(const Params& p, const Buffers& buffers) {
  namespace matmul = batch_matmul;
  if constexpr (kTypeOf<V> == Type::kFloat32) {
    matmul::floats<Isa>(p, buffers);
  } else if constexpr (kTypeOf<V> == Type::kNone) {
    matmul::hybrid<Isa>(p, buffers);
  } else if constexpr (sizeof(V) == 1) {
    if (p.raw != 0) {
      matmul::integers<Isa, int8_t, int8_t, int32_t>(p, buffers);
    } else {
      matmul::integers<Isa, int8_t, int8_t, int8_t>(p, buffers);
    }
  } else if (p.narrow_b != 0) {
    matmul::integers<Isa, int16_t, int8_t, int16_t>(p, buffers);
  } else {
    matmul::integers<Isa, int16_t, int16_t, int16_t>(p, buffers);
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_BATCH_MATMUL_H_
