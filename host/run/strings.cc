// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/strings.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <set>

#include "host/base/text.h"
#include "host/io/text_array.h"

namespace mote::run {
namespace {

using base::Error;
using base::Result;
using base::text;

// What works on numbers of texts as on the texts.
constexpr std::string_view kOperators[] = {"ASSIGN_VARIABLE",
                                           "BROADCAST_TO",
                                           "CALL_ONCE",
                                           "CONCATENATION",
                                           "DYNAMIC_UPDATE_SLICE",
                                           "EQUAL",
                                           "EXPAND_DIMS",
                                           "FILL",
                                           "GATHER",
                                           "GATHER_ND",
                                           "HASHTABLE_FIND",
                                           "HASHTABLE_IMPORT",
                                           "IF",
                                           "NOT_EQUAL",
                                           "PACK",
                                           "RANK",
                                           "READ_VARIABLE",
                                           "RESHAPE",
                                           "REVERSE_V2",
                                           "SELECT",
                                           "SELECT_V2",
                                           "SHAPE",
                                           "SLICE",
                                           "SPLIT",
                                           "SPLIT_V",
                                           "SQUEEZE",
                                           "STRIDED_SLICE",
                                           "TILE",
                                           "TRANSPOSE",
                                           "UNPACK",
                                           "WHILE",
                                           "ZEROS_LIKE"};

bool is_string(const model::SubGraph& graph, int32_t index) {
  return index >= 0 &&
         graph.tensor(static_cast<uint32_t>(index)).type() == Type::kString;
}

template <class F>
void for_each_string(const model::Model& model, F f) {
  for (uint32_t g = 0; g < model.subgraphs().size(); ++g) {
    const model::SubGraph graph = model.subgraph(g);
    for (uint32_t t = 0; t < graph.tensors().size(); ++t) {
      if (is_string(graph, static_cast<int32_t>(t))) f(graph.tensor(t));
    }
  }
}

// The name of an operator that has texts and does not work on their numbers.
std::string unfit_operator(const model::Model& model) {
  for (uint32_t g = 0; g < model.subgraphs().size(); ++g) {
    const model::SubGraph graph = model.subgraph(g);
    for (uint32_t o = 0; o < graph.operators().size(); ++o) {
      const model::OperatorView op = graph.op(o);
      const auto has = [&](flat::Vector<int32_t> operands) {
        return std::ranges::any_of(operands.span(), [&](int32_t index) {
          return is_string(graph, index);
        });
      };
      const std::string name = op_name(model.operator_code(op.code()));
      if ((has(op.inputs()) || has(op.outputs())) &&
          std::ranges::find(kOperators, name) == std::end(kOperators)) {
        return name;
      }
    }
  }
  return {};
}

// Puts a vector of bytes behind a file, 16 bytes aligned, and lets the field
// point to it.
void append_vector(base::Bytes& file, size_t field, const base::Bytes& data) {
  file.resize((file.size() + 15) / 16 * 16 + 12);
  const uint32_t distance = static_cast<uint32_t>(file.size() - field);
  const uint32_t size = static_cast<uint32_t>(data.size());
  std::memcpy(file.data() + field, &distance, sizeof(distance));
  const uint8_t* at = reinterpret_cast<const uint8_t*>(&size);
  file.insert(file.end(), at, at + sizeof(size));
  file.insert(file.end(), data.begin(), data.end());
}

}  // namespace

bool Strings::in(const ModelFile& model) {
  bool found = false;
  for_each_string(model.view(), [&](model::TensorView) { found = true; });
  return found;
}

int64_t Strings::number(std::string_view text) {
  const auto at = numbers_.find(text);
  if (at != numbers_.end()) return at->second;
  const int64_t next = static_cast<int64_t>(texts_.size());
  numbers_.emplace(texts_.emplace_back(text), next);
  return next;
}

Result<base::Bytes> Strings::numbers(std::span<const uint8_t> packed,
                                     size_t count) {
  if (!io::are_packed(packed, count)) {
    return Error{"",
                 text("these are not ", base::counted(count, "text"),
                      " as .tflite packs them"),
                 "give an array of texts"};
  }
  base::Bytes out;
  for (const std::string_view it : io::unpack_texts(packed)) {
    const int64_t n = number(it);
    const uint8_t* at = reinterpret_cast<const uint8_t*>(&n);
    out.insert(out.end(), at, at + sizeof(n));
  }
  return out;
}

Result<base::Bytes> Strings::texts(std::span<const uint8_t> numbers) const {
  std::vector<std::string_view> out;
  for (size_t i = 0; i + sizeof(int64_t) <= numbers.size();
       i += sizeof(int64_t)) {
    const int64_t n = load_unaligned<int64_t>(numbers.data() + i);
    if (n < 0 || n >= static_cast<int64_t>(texts_.size())) {
      return Error{"",
                   text("element ", i / sizeof(int64_t),
                        " of an output is no text"),
                   "give every path of the model texts that exist"};
    }
    out.push_back(texts_[static_cast<size_t>(n)]);
  }
  return io::pack_texts(out);
}

Result<base::Bytes> Strings::numbered(const ModelFile& model) {
  const std::string unfit = unfit_operator(model.view());
  if (!unfit.empty()) {
    return Error{model.where(), unfit + " does not take texts",
                 "compute them outside of the model"};
  }
  base::Bytes file(model.bytes().begin(), model.bytes().end());
  const uint8_t* const begin = model.bytes().data();
  const flat::Tables buffers = model.view().root().tables(4);
  std::set<uint32_t> done;
  std::optional<Error> error;
  for_each_string(model.view(), [&](model::TensorView tensor) {
    const auto offset = [&](const uint8_t* at) {
      return static_cast<size_t>(at - begin);
    };
    file[offset(tensor.table.field(1))] = static_cast<uint8_t>(Type::kInt64);
    const Span<const uint8_t> value = model.view().constant(tensor);
    if (value.empty() || !done.insert(tensor.buffer()).second) return;
    const auto made = numbers({value.data, value.size},
                              static_cast<size_t>(tensor.shape().elements()));
    const uint8_t* field = buffers[tensor.buffer()].field(0);
    if (!made.ok() || field == nullptr) {
      error = Error{model.where(),
                    "the value of tensor '" +
                        std::string(string_view(tensor.name())) +
                        "' is no packed text",
                    "convert the model again"};
      return;
    }
    append_vector(file, offset(field), made.value());
  });
  if (error) return *error;
  return file;
}

}  // namespace mote::run
