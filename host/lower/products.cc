// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Matrix products.
#include <algorithm>
#include <numeric>

#include "host/lower/call.h"

namespace mote::lower {
namespace {

// The last two dimensions exchanged.
ir::ValueId turned(Emitter& e, ir::ValueId id) {
  std::vector<int64_t> order(e.shape(id).size());
  std::iota(order.begin(), order.end(), 0);
  std::swap(order[order.size() - 1], order[order.size() - 2]);
  return e.transpose(id, order);
}

void require_rank(const Call& call, size_t operand, size_t least) {
  if (call.shape(operand).size() < least) {
    call.e().refuse("a matrix product of an array of fewer dimensions",
                    "give the shapes of the inputs with --input-shape");
  }
}

// x [..., k] times w [k, n], which is known.
ir::ValueId dense(Emitter& e, ir::ValueId x, ir::ValueId w) {
  const Dims from = e.shape(x);
  const int64_t k = e.shape(w)[0];
  if (from.back() != k) {
    e.refuse("the inner dimensions of a matrix product differ",
             "give the shapes of the inputs with --input-shape");
  }
  Dims to = from;
  to.back() = e.shape(w)[1];
  ir::Attributes options;
  if (from.size() != 2) options["keep_num_dims"] = true;
  return e.emit("FULLY_CONNECTED", {x, turned(e, w), ir::kNoValue}, e.type(x),
                to, options);
}

// x [..., m, k] times y [..., k, n].
ir::ValueId batched(Emitter& e, ir::ValueId x, ir::ValueId y) {
  const Dims a = e.shape(x);
  const Dims b = e.shape(y);
  if (a[a.size() - 1] != b[b.size() - 2]) {
    e.refuse("the inner dimensions of a matrix product differ",
             "give the shapes of the inputs with --input-shape");
  }
  Dims to = broadcast(e, {a.begin(), a.end() - 2}, {b.begin(), b.end() - 2});
  to.push_back(a[a.size() - 2]);
  to.push_back(b[b.size() - 1]);
  return e.emit("BATCH_MATMUL", {x, y}, e.type(x), to);
}

ir::ValueId product_of(Emitter& e, ir::ValueId x, ir::ValueId y) {
  const bool floats = e.type(x) == Type::kFloat32;
  if (e.is_constant(y) && !e.is_constant(x) && e.rank(y) == 2 && floats) {
    return dense(e, x, y);
  }
  return batched(e, x, y);
}

Ids matmul(const Call& call, const char* left, const char* right) {
  Emitter& e = call.e();
  require_rank(call, 0, 2);
  require_rank(call, 1, 2);
  ir::ValueId x = call.in(0);
  ir::ValueId y = call.in(1);
  if (call.attribute(left, false)) x = turned(e, x);
  if (call.attribute(right, false)) y = turned(e, y);
  return {product_of(e, x, y)};
}

// One operand of an Einsum with its dimensions sorted into groups.
struct Labels {
  std::string x, y, out;
  std::string batch, rows, columns, inner;

  bool split(const std::string& equation) {
    const size_t comma = equation.find(',');
    const size_t arrow = equation.find("->");
    if (comma == std::string::npos || arrow == std::string::npos) return false;
    x = equation.substr(0, comma);
    y = equation.substr(comma + 1, arrow - comma - 1);
    out = equation.substr(arrow + 2);
    const auto in = [](const std::string& set, char c) {
      return set.find(c) != std::string::npos;
    };
    for (const char c : x) {
      (in(y, c) ? (in(out, c) ? batch : inner) : rows) += c;
    }
    for (const char c : y) {
      if (!in(x, c)) columns += c;
    }
    const auto letters = [](const std::string& s) {
      return std::ranges::all_of(s, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      });
    };
    return letters(x) && letters(y) && letters(out) && !inner.empty() &&
           out.size() == batch.size() + rows.size() + columns.size();
  }
};

std::vector<int64_t> order_of(const std::string& from, const std::string& to) {
  std::vector<int64_t> order;
  for (const char c : to) {
    order.push_back(static_cast<int64_t>(from.find(c)));
  }
  return order;
}

Ids einsum(const Call& call) {
  Emitter& e = call.e();
  Labels labels;
  const std::string equation = call.attribute<std::string>("equation", "");
  if (call.operands().size() != 2 || !labels.split(equation) ||
      labels.x.size() != call.shape(0).size() ||
      labels.y.size() != call.shape(1).size()) {
    e.refuse("Einsum of '" + equation + "' is not converted",
             "write it as transposes and matrix products of two arrays");
  }
  std::map<char, int64_t> extent;
  for (size_t i = 0; i < labels.x.size(); ++i) {
    extent[labels.x[i]] = call.shape(0)[i];
  }
  for (size_t i = 0; i < labels.y.size(); ++i) {
    extent[labels.y[i]] = call.shape(1)[i];
  }
  const auto dims = [&](const std::string& group) {
    Dims out;
    for (const char c : group) out.push_back(extent[c]);
    return out;
  };
  const auto joined = [&](const std::string& group) {
    return product(dims(group));
  };
  const std::string& b = labels.batch;
  Dims head = dims(b);
  const auto matrix = [&](ir::ValueId id, const std::string& from,
                          const std::string& high, const std::string& low) {
    Dims shape = head;
    shape.push_back(joined(high));
    shape.push_back(joined(low));
    id = e.transpose(id, order_of(from, b + high + low));
    return e.reshape(id, shape);
  };
  const ir::ValueId x = matrix(call.in(0), labels.x, labels.rows, labels.inner);
  const ir::ValueId y =
      matrix(call.in(1), labels.y, labels.inner, labels.columns);
  const std::string made = b + labels.rows + labels.columns;
  const ir::ValueId whole = e.reshape(product_of(e, x, y), dims(made));
  return {e.transpose(whole, order_of(made, labels.out))};
}

}  // namespace

void add_products(Table& table) {
  table["tf.MatMul"] = [](const Call& call) {
    return matmul(call, "transpose_a", "transpose_b");
  };
  for (const char* op : {"tf.BatchMatMul", "tf.BatchMatMulV2",
                         "tf.BatchMatMulV3"}) {
    table[op] = [](const Call& call) { return matmul(call, "adj_x", "adj_y"); };
  }
  table["tf.Einsum"] = einsum;
}

}  // namespace mote::lower
