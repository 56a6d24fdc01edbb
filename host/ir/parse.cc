// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <charconv>

#include "host/base/text.h"
#include "host/ir/text.h"

namespace mote::ir {
namespace {

using base::text;

// Reads the text from front to back; after the first thing that does not fit,
// problem() says what, and every function returns at once with anything.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  base::Result<Module> run() {
    Module module;
    expect("module");
    module.description = string();
    module.extra = extra();
    while (!problem_ && !at_end()) {
      if (take("graph")) {
        module.graphs.push_back(graph());
      } else if (take("signature")) {
        module.signatures.push_back(signature());
      } else if (take("metadata")) {
        Metadata entry{string(), nullptr};
        if (take("=")) entry.bytes = make_constant(bytes());
        module.metadata.push_back(std::move(entry));
      } else {
        fail("graph, signature or metadata");
      }
    }
    if (problem_) return *problem_;
    return module;
  }

 private:
  static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' ||
           c == '+' || c == ':';
  }

  void fail(const std::string& wanted) {
    if (problem_) return;
    const std::string_view before = text_.substr(0, at_);
    const size_t line_start = before.rfind('\n') + 1;
    problem_ = base::Error{
        text("line ", std::count(before.begin(), before.end(), '\n') + 1,
             ", column ", at_ - line_start + 1),
        "expected " + wanted, ""};
    at_ = text_.size();
  }

  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) {
      ++at_;
    }
  }

  bool at_end() {
    skip_space();
    return at_ == text_.size();
  }

  bool peek(std::string_view token) {
    skip_space();
    if (text_.substr(at_, token.size()) != token) return false;
    const size_t next = at_ + token.size();
    const bool word = is_word(token.back()) && token.back() != ':';
    return !word || next == text_.size() || text_[next] == ':' ||
           !is_word(text_[next]);
  }

  bool take(std::string_view token) {
    if (!peek(token)) return false;
    at_ += token.size();
    return true;
  }

  void expect(std::string_view token) {
    if (!take(token)) fail("'" + std::string(token) + "'");
  }

  // Letters, digits and signs up to the next other character.
  std::string_view word() {
    skip_space();
    const size_t from = at_;
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    if (at_ == from) fail("a word");
    return text_.substr(from, at_ - from);
  }

  // A word that ends before a colon, which is taken too.
  std::string key() {
    skip_space();
    const size_t end = text_.find(':', at_);
    const size_t stop = std::min(end, text_.size());
    std::string name(text_.substr(at_, stop - at_));
    if (end == std::string_view::npos ||
        !std::all_of(name.begin(), name.end(), is_word)) {
      fail("a name and ':'");
      return "";
    }
    at_ = end + 1;
    return name;
  }

  template <class T>
  T number() {
    skip_space();
    T value = {};
    const char* from = text_.data() + at_;
    const auto read = std::from_chars(from, text_.data() + text_.size(), value);
    if (read.ec != std::errc()) fail("a number");
    at_ += static_cast<size_t>(read.ptr - from);
    return value;
  }

  uint8_t hex_digit() {
    const char c = at_ < text_.size() ? text_[at_] : '\0';
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                             : -1;
    if (digit < 0) {
      fail("a hexadecimal digit");
      return 0;
    }
    ++at_;
    return static_cast<uint8_t>(digit);
  }

  uint8_t hex_byte() {
    const uint8_t high = hex_digit();
    return static_cast<uint8_t>(high << 4 | hex_digit());
  }

  std::string string() {
    std::string out;
    expect("\"");
    while (!problem_) {
      if (at_ == text_.size()) fail("'\"'");
      if (problem_) break;
      const char c = text_[at_++];
      if (c == '"') break;
      if (c != '\\') {
        out += c;
      } else if (at_ < text_.size() && text_[at_] == 'x') {
        ++at_;
        out += static_cast<char>(hex_byte());
      } else if (at_ < text_.size()) {
        out += text_[at_++];
      }
    }
    return out;
  }

  base::Bytes bytes() {
    base::Bytes out;
    if (peek("#")) fail("all bytes, where this text has their hash");
    expect("x\"");
    while (!problem_ && at_ < text_.size() && text_[at_] != '"') {
      out.push_back(hex_byte());
    }
    expect("\"");
    return out;
  }

  // Items between an opening and a closing mark, separated by commas.
  template <class Item>
  void list(std::string_view open, std::string_view close, Item&& item) {
    expect(open);
    if (take(close)) return;
    do item(); while (!problem_ && take(","));
    expect(close);
  }

  template <class T, class Item>
  std::vector<T> items(std::string_view open, std::string_view close,
                       Item&& item) {
    std::vector<T> out;
    list(open, close, [&] { out.push_back(item()); });
    return out;
  }

  std::vector<int64_t> dims() {
    return items<int64_t>("[", "]", [&] {
      return take("?") ? int64_t{-1} : number<int64_t>();
    });
  }

  Shape shape() {
    if (take("[...]")) return std::nullopt;
    return dims();
  }

  static std::optional<Type> find_type(std::string_view name) {
    for (int i = 0; i < kTypes; ++i) {
      if (base::type_name(static_cast<Type>(i)) == name) {
        return static_cast<Type>(i);
      }
    }
    int code = 0;
    if (!name.starts_with("type") ||
        std::from_chars(name.data() + 4, name.data() + name.size(), code).ec !=
            std::errc()) {
      return std::nullopt;
    }
    return static_cast<Type>(code);
  }

  Type type() {
    const std::optional<Type> found = find_type(word());
    if (!found) fail("a type");
    return found.value_or(Type::kNone);
  }

  ValueId id() {
    if (take("_")) return kNoValue;
    expect("%");
    return number<ValueId>();
  }

  std::vector<ValueId> ids() {
    return items<ValueId>("(", ")", [&] { return id(); });
  }

  Record record() {
    Record out{std::string(word()), {}};
    out.fields = attributes();
    return out;
  }

  TensorAttribute tensor() {
    TensorAttribute out{type(), dims(), nullptr};
    if (!take("_")) out.bytes = make_constant(bytes());
    return out;
  }

  // A number: a real one when it is written as one.
  Attribute numeric() {
    const size_t from = at_;
    const std::string_view spelled = word();
    if (problem_) return false;
    at_ = from;
    const bool digits = std::all_of(
        spelled.begin(), spelled.end(),
        [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
    if (digits) return number<int64_t>();
    return number<double>();
  }

  Attribute attribute() {
    if (take("true")) return true;
    if (take("false")) return false;
    if (peek("\"")) return string();
    if (peek("x\"") || peek("#")) return bytes();
    if (take("@")) return GraphRef{number<int32_t>()};
    if (take("shapes")) {
      return items<Shape>("[", "]", [&] {
        expect("shape");
        return shape();
      });
    }
    if (take("shape")) return shape();
    if (take("tensor")) return tensor();
    if (take("ints")) {
      return items<int64_t>("[", "]", [&] { return number<int64_t>(); });
    }
    if (take("reals")) {
      return items<double>("[", "]", [&] { return number<double>(); });
    }
    if (take("strings")) {
      return items<std::string>("[", "]", [&] { return string(); });
    }
    if (take("types")) {
      return items<Type>("[", "]", [&] { return type(); });
    }
    if (take("records")) {
      return items<Record>("[", "]", [&] { return record(); });
    }
    skip_space();
    const size_t from = at_;
    if (const auto found = find_type(word())) return *found;
    if (!problem_) at_ = from;
    return numeric();
  }

  Attributes attributes() {
    Attributes out;
    list("{", "}", [&] {
      std::string name = key();
      out[std::move(name)] = attribute();
    });
    return out;
  }

  Attributes extra() { return take("extra") ? attributes() : Attributes(); }

  std::vector<float> floats(std::string_view name) {
    if (!take(name)) return {};
    return items<float>("(", ")", [&] { return number<float>(); });
  }

  Value value() {
    Value out;
    out.type = type();
    out.shape = shape();
    if (peek("\"")) out.name = string();
    if (take("stand_in")) out.stand_in = dims();
    out.variable = take("variable");
    Quantization& q = out.quantization;
    q.scales = floats("scale");
    if (take("zero")) {
      q.zero_points =
          items<int64_t>("(", ")", [&] { return number<int64_t>(); });
    }
    if (take("axis")) {
      expect("(");
      q.axis = number<int32_t>();
      expect(")");
    }
    q.min = floats("min");
    q.max = floats("max");
    out.extra = extra();
    if (take("=")) out.constant = make_constant(bytes());
    return out;
  }

  Node node() {
    Node out;
    out.op = take("op") ? string() : std::string(word());
    if (take("/")) out.version = number<int32_t>();
    out.inputs = ids();
    expect("->");
    out.outputs = ids();
    if (peek("\"")) out.name = string();
    if (peek("{")) out.attributes = attributes();
    if (take("intermediates")) out.intermediates = ids();
    out.extra = extra();
    return out;
  }

  Graph graph() {
    Graph out;
    out.name = string();
    out.inputs = ids();
    expect("->");
    out.outputs = ids();
    out.extra = extra();
    expect("{");
    while (!problem_ && take("%")) {
      if (number<size_t>() != out.values.size()) {
        fail(text("value %", out.values.size()));
      }
      expect(":");
      out.values.push_back(value());
    }
    while (!problem_ && !take("}")) out.nodes.push_back(node());
    return out;
  }

  Signature signature() {
    const auto names = [&] {
      return items<std::pair<std::string, ValueId>>("(", ")", [&] {
        std::string name = string();
        expect(":");
        return std::make_pair(std::move(name), id());
      });
    };
    Signature out;
    out.key = string();
    expect("@");
    out.graph = number<int32_t>();
    out.inputs = names();
    expect("->");
    out.outputs = names();
    return out;
  }

  std::string_view text_;
  size_t at_ = 0;
  std::optional<base::Error> problem_;
};

}  // namespace

base::Result<Module> parse(std::string_view text) {
  return Parser(text).run();
}

}  // namespace mote::ir
