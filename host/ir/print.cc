// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <charconv>
#include <type_traits>

#include "host/base/text.h"
#include "host/ir/text.h"

namespace mote::ir {
namespace {

using base::text;

constexpr size_t kShortBytes = 16;
constexpr char kHex[] = "0123456789abcdef";

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_' || c == '.';
}

std::string in_quotes(std::string_view raw) {
  std::string out = "\"";
  for (const char c : raw) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (byte < 32 || byte == 127) {
      out += {'\\', 'x', kHex[byte >> 4], kHex[byte & 15]};
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string hex(const base::Bytes& bytes) {
  std::string out = "x\"";
  for (const uint8_t byte : bytes) out += {kHex[byte >> 4], kHex[byte & 15]};
  return out + '"';
}

// FNV-1a.
uint64_t hash(const base::Bytes& bytes) {
  uint64_t sum = 0xcbf29ce484222325u;
  for (const uint8_t byte : bytes) sum = (sum ^ byte) * 0x100000001b3u;
  return sum;
}

// The fewest digits that give the number back, and a mark that it is none of
// the integers.
template <class Real>
std::string real(Real value) {
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
  std::string out(buffer, end.ptr);
  return out.find_first_of(".en") == std::string::npos ? out + ".0" : out;
}

template <class List, class Item>
std::string joined(const List& list, const char* between, Item&& item) {
  std::string out;
  for (const auto& entry : list) {
    if (!out.empty()) out += between;
    out += item(entry);
  }
  return out;
}

std::string dims(const std::vector<int64_t>& shape) {
  return "[" + joined(shape, ",", [](int64_t extent) {
           return extent < 0 ? "?" : text(extent);
         }) + "]";
}

std::string shape_text(const Shape& shape) {
  return shape ? dims(*shape) : "[...]";
}

std::string type_text(Type type) {
  return static_cast<int>(type) < kTypes
             ? base::type_name(type)
             : text("type", static_cast<int>(type));
}

std::string id_text(ValueId id) { return id == kNoValue ? "_" : text("%", id); }

std::string ids(const std::vector<ValueId>& list) {
  return "(" + joined(list, ", ", id_text) + ")";
}

class Printer {
 public:
  explicit Printer(Constants constants) : constants_(constants) {}

  std::string module(const Module& module) const {
    std::string out = "module " + in_quotes(module.description) +
                      extra(module.extra) + "\n";
    for (const Graph& graph : module.graphs) out += this->graph(graph);
    for (const Signature& entry : module.signatures) {
      out += text("signature ", in_quotes(entry.key), " @", entry.graph, " ",
                  names(entry.inputs), " -> ", names(entry.outputs), "\n");
    }
    for (const Metadata& entry : module.metadata) {
      out += "metadata " + in_quotes(entry.name);
      if (entry.bytes != nullptr) out += " = " + bytes(*entry.bytes);
      out += "\n";
    }
    return out;
  }

 private:
  std::string bytes(const base::Bytes& bytes) const {
    if (constants_ == Constants::kFull || bytes.size() <= kShortBytes) {
      return hex(bytes);
    }
    return text("#", bytes.size(), ":", std::hex, hash(bytes));
  }

  static std::string names(
      const std::vector<std::pair<std::string, ValueId>>& list) {
    return "(" + joined(list, ", ", [](const auto& entry) {
             return in_quotes(entry.first) + ": " + id_text(entry.second);
           }) + ")";
  }

  std::string record(const Record& record) const {
    return record.type + " " + attributes(record.fields);
  }

  std::string attribute(const Attribute& attribute) const {
    return std::visit([&](const auto& held) { return this->held(held); },
                      attribute.base());
  }

  std::string held(bool value) const { return value ? "true" : "false"; }
  std::string held(int64_t value) const { return text(value); }
  std::string held(double value) const { return real(value); }
  std::string held(const std::string& value) const { return in_quotes(value); }
  std::string held(Type value) const { return type_text(value); }
  std::string held(const Shape& value) const {
    return "shape" + shape_text(value);
  }
  std::string held(GraphRef value) const { return text("@", value.index); }
  std::string held(const TensorAttribute& value) const {
    return "tensor " + type_text(value.type) + dims(value.shape) + " " +
           (value.bytes == nullptr ? "_" : bytes(*value.bytes));
  }
  std::string held(const base::Bytes& value) const { return bytes(value); }
  template <class T>
  std::string held(const std::vector<T>& list) const {
    const char* kind = std::is_same_v<T, int64_t>       ? "ints"
                       : std::is_same_v<T, double>      ? "reals"
                       : std::is_same_v<T, std::string> ? "strings"
                       : std::is_same_v<T, Type>        ? "types"
                       : std::is_same_v<T, Shape>       ? "shapes"
                                                        : "records";
    return kind + ("[" + joined(list, ", ", [&](const T& item) {
                     if constexpr (std::is_same_v<T, Record>) {
                       return record(item);
                     } else {
                       return held(item);
                     }
                   })) + "]";
  }

  std::string attributes(const Attributes& fields) const {
    return "{" + joined(fields, ", ", [&](const auto& field) {
             return field.first + ": " + attribute(field.second);
           }) + "}";
  }

  std::string extra(const Attributes& fields) const {
    return fields.empty() ? "" : " extra " + attributes(fields);
  }

  static std::string floats(const char* name, const std::vector<float>& list) {
    return list.empty() ? ""
                        : text(" ", name, "(",
                               joined(list, ", ", real<float>), ")");
  }

  std::string value(ValueId id, const Value& value) const {
    const Quantization& q = value.quantization;
    std::string out = text("  ", id_text(id), ": ", type_text(value.type),
                           shape_text(value.shape));
    if (!value.name.empty()) out += " " + in_quotes(value.name);
    if (!value.stand_in.empty()) out += " stand_in" + dims(value.stand_in);
    if (value.variable) out += " variable";
    out += floats("scale", q.scales);
    if (!q.zero_points.empty()) {
      out += " zero(" + joined(q.zero_points, ", ",
                               [](int64_t zero) { return text(zero); }) + ")";
    }
    if (q.axis != 0) out += text(" axis(", q.axis, ")");
    out += floats("min", q.min) + floats("max", q.max) + extra(value.extra);
    if (value.constant != nullptr) out += " = " + bytes(*value.constant);
    return out + "\n";
  }

  // Custom operators may have any name.
  static std::string op_text(const std::string& op) {
    const bool word = !op.empty() && std::all_of(op.begin(), op.end(), is_word);
    return word && op != "op" ? op : "op " + in_quotes(op);
  }

  std::string node(const Node& node) const {
    std::string out = "  " + op_text(node.op);
    if (node.version != 1) out += text("/", node.version);
    out += ids(node.inputs) + " -> " + ids(node.outputs);
    if (!node.name.empty()) out += " " + in_quotes(node.name);
    if (!node.attributes.empty()) out += " " + attributes(node.attributes);
    if (!node.intermediates.empty()) {
      out += " intermediates" + ids(node.intermediates);
    }
    return out + extra(node.extra) + "\n";
  }

  std::string graph(const Graph& graph) const {
    std::string out = "graph " + in_quotes(graph.name) + " " +
                      ids(graph.inputs) + " -> " + ids(graph.outputs) +
                      extra(graph.extra) + " {\n";
    for (size_t i = 0; i < graph.values.size(); ++i) {
      out += value(static_cast<ValueId>(i), graph.values[i]);
    }
    for (const Node& node : graph.nodes) out += this->node(node);
    return out + "}\n";
  }

  Constants constants_;
};

}  // namespace

std::string print(const Module& module, Constants constants) {
  return Printer(constants).module(module);
}

}  // namespace mote::ir
