// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/io/npy.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "device/core/span.h"
#include "device/core/tensor.h"
#include "host/base/text.h"
#include "host/io/text_array.h"

namespace mote::io {
namespace {

using base::Error;
using base::Result;

struct TypeRow {
  std::string_view descr;
  Type type;
};

constexpr TypeRow kTypeRows[] = {
    {"<f4", Type::kFloat32}, {"<f2", Type::kFloat16}, {"<f8", Type::kFloat64},
    {"|i1", Type::kInt8},    {"|u1", Type::kUInt8},   {"<i2", Type::kInt16},
    {"<u2", Type::kUInt16},  {"<i4", Type::kInt32},   {"<u4", Type::kUInt32},
    {"<i8", Type::kInt64},   {"<u8", Type::kUInt64},  {"|b1", Type::kBool},
};

constexpr std::string_view kMagic = "\x93NUMPY";

// Reads the header: a Python dictionary that is known to hold three keys.
class HeaderParser {
 public:
  explicit HeaderParser(std::string_view text) : text_(text) {}

  std::string descr;
  std::optional<bool> fortran;
  std::optional<std::vector<int32_t>> shape;

  bool parse() {
    if (!eat('{')) return false;
    while (!eat('}')) {
      std::string key;
      if (!quoted(key) || !eat(':')) return false;
      const bool read = key == "descr" ? quoted(descr)
                        : key == "fortran_order" ? boolean()
                        : key == "shape" ? tuple() : false;
      if (!read) return false;
      if (!eat(',') && peek() != '}') return false;
    }
    blanks();
    return text_.empty() && !descr.empty() && fortran && shape;
  }

 private:
  void blanks() {
    const size_t n = text_.find_first_not_of(" \n\t\r");
    text_.remove_prefix(std::min(n, text_.size()));
  }
  char peek() {
    blanks();
    return text_.empty() ? '\0' : text_.front();
  }
  bool eat(char c) {
    if (peek() != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  bool quoted(std::string& out) {
    const char quote = peek();
    if (quote != '\'' && quote != '"') return false;
    const size_t end = text_.find(quote, 1);
    if (end == std::string_view::npos) return false;
    out = text_.substr(1, end - 1);
    text_.remove_prefix(end + 1);
    return true;
  }
  bool boolean() {
    blanks();
    for (const bool value : {true, false}) {
      const std::string_view word = value ? "True" : "False";
      if (!text_.starts_with(word)) continue;
      text_.remove_prefix(word.size());
      fortran = value;
      return true;
    }
    return false;
  }
  bool tuple() {
    if (!eat('(')) return false;
    shape.emplace();
    while (!eat(')')) {
      blanks();
      int32_t dim = -1;
      const auto [end, error] =
          std::from_chars(text_.data(), text_.data() + text_.size(), dim);
      if (error != std::errc() || dim < 0) return false;
      text_.remove_prefix(static_cast<size_t>(end - text_.data()));
      shape->push_back(dim);
      if (!eat(',') && peek() != ')') return false;
    }
    return true;
  }

  std::string_view text_;
};

// Bytes of the elements; nothing when they are more than 2 GiB.
std::optional<size_t> data_bytes(Type type, const std::vector<int32_t>& shape) {
  uint64_t n = bits(type) / 8;
  for (const int32_t dim : shape) {
    n *= static_cast<uint64_t>(std::max(dim, 1));
    if (n > INT32_MAX) return std::nullopt;
  }
  if (std::ranges::count(shape, 0) != 0) return 0;
  return static_cast<size_t>(n);
}

// The characters of a fixed width of an element of type S or U, as UTF-8.
struct TextWidth {
  uint32_t characters = 0;
  bool wide = false;  // U: 4 bytes a character

  size_t bytes() const { return wide ? 4ull * characters : characters; }
};

std::optional<TextWidth> text_width(std::string_view descr) {
  if (descr.size() < 3 || (descr[1] != 'S' && descr[1] != 'U')) {
    return std::nullopt;
  }
  TextWidth width = {0, descr[1] == 'U'};
  const char* end = descr.data() + descr.size();
  const auto read = std::from_chars(descr.data() + 2, end, width.characters);
  const bool swapped = width.wide && descr[0] == '>';
  if (read.ec != std::errc() || read.ptr != end || swapped ||
      width.characters > INT32_MAX / 4) {
    return std::nullopt;
  }
  return width;
}

void append_utf8(std::string& text, uint32_t c) {
  const auto put = [&](uint32_t byte) { text += static_cast<char>(byte); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xc0 | c >> 6);
  } else {
    if (c < 0x10000) {
      put(0xe0 | c >> 12);
    } else {
      put(0xf0 | (c >> 18 & 7));
      put(0x80 | (c >> 12 & 0x3f));
    }
    put(0x80 | (c >> 6 & 0x3f));
  }
  put(0x80 | (c & 0x3f));
}

std::string read_text(std::span<const uint8_t> data, bool wide) {
  std::string text;
  if (wide) {
    for (size_t i = 0; i < data.size(); i += 4) {
      append_utf8(text, load_unaligned<uint32_t>(data.data() + i));
    }
  } else {
    text.assign(data.begin(), data.end());
  }
  // What is shorter is filled up with zeros.
  text.resize(text.find_last_not_of('\0') + 1);
  return text;
}

Result<Array> to_texts(const std::vector<int32_t>& shape, TextWidth width,
                       std::span<const uint8_t> data,
                       const std::string& where) {
  const std::optional<size_t> count = data_bytes(Type::kUInt8, shape);
  if (!count || *count * width.bytes() != data.size()) {
    return Error{where, "the file does not hold as much as its shape asks for",
                 "save it again: it is cut short or damaged"};
  }
  std::vector<std::string> texts;
  for (size_t i = 0; i < *count; ++i) {
    texts.push_back(read_text(
        data.subspan(i * width.bytes(), width.bytes()), width.wide));
  }
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  return Array{Type::kString, shape, pack_texts(views)};
}

Result<Array> to_array(HeaderParser header, std::span<const uint8_t> data,
                       const std::string& where) {
  std::string descr = header.descr;
  // One byte has no order, whatever the file says of it.
  if (descr.size() == 3 && descr[2] == '1') descr[0] = '|';
  if (descr.size() == 3 && descr[0] == '=') descr[0] = '<';
  const auto row = std::ranges::find(kTypeRows, descr, &TypeRow::descr);
  const std::optional<TextWidth> width = text_width(descr);
  if (row == std::end(kTypeRows) && !width) {
    return Error{where, "elements of type '" + header.descr +
                 "' are not supported",
                 "save little-endian integers, floats or bools"};
  }
  if (*header.fortran && header.shape->size() > 1) {
    return Error{where, "the array is in Fortran order",
                 "save numpy.ascontiguousarray of it"};
  }
  if (header.shape->size() > kMaxRank) {
    return Error{where, "the array has more than 8 dimensions", "reshape it"};
  }
  if (width) return to_texts(*header.shape, *width, data, where);
  const std::optional<size_t> bytes = data_bytes(row->type, *header.shape);
  if (!bytes || *bytes != data.size()) {
    return Error{where,
                 base::text("shape ", base::shape_text(*header.shape), " asks "
                            "for ", bytes ? base::grouped(*bytes)
                                          : "more than 2 Gi",
                            " bytes and the file holds ",
                            base::grouped(data.size())),
                 "save it again: it is cut short or damaged"};
  }
  return Array{row->type, std::move(*header.shape),
               base::Bytes(data.begin(), data.end())};
}

}  // namespace

Result<Array> parse_npy(std::span<const uint8_t> bytes,
                        const std::string& where) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()),
                              bytes.size());
  if (bytes.size() < 12 || !text.starts_with(kMagic)) {
    return Error{where, "this is not an .npy file", "save it with numpy.save"};
  }
  const int version = bytes[6];
  if (version < 1 || version > 3) {
    return Error{where, base::text("version ", version, " of the .npy format "
                                   "is not known"),
                 "save it with numpy.save"};
  }
  const size_t start = version == 1 ? 10 : 12;
  const size_t length =
      version == 1 ? load_unaligned<uint16_t>(bytes.data() + 8)
                   : load_unaligned<uint32_t>(bytes.data() + 8);
  if (length > bytes.size() - start) {
    return Error{where, "the file ends within its header",
                 "save it again: it is cut short"};
  }
  HeaderParser header(text.substr(start, length));
  if (!header.parse()) {
    return Error{where, "the header of the .npy file cannot be understood",
                 "save it with numpy.save"};
  }
  return to_array(std::move(header), bytes.subspan(start + length), where);
}

Result<Array> read_npy(const std::filesystem::path& path) {
  const Result<base::Bytes> bytes = base::read_file(path);
  if (!bytes.ok()) return bytes.error();
  return parse_npy(bytes.value(), path.string());
}

namespace {

// Texts, all as wide as the longest.
Array widened(const Array& array, std::string& descr) {
  const std::vector<std::string_view> texts = unpack_texts(array.data);
  size_t width = 1;
  for (const std::string_view text : texts) width = std::max(width, text.size());
  descr = base::text("|S", width);
  Array out = {Type::kUInt8, array.shape, {}};
  for (const std::string_view text : texts) {
    out.data.insert(out.data.end(), text.begin(), text.end());
    out.data.resize(out.data.size() + width - text.size());
  }
  return out;
}

base::Bytes npy_file(const Array& array, std::string_view descr) {
  std::string shape = "(";
  for (size_t i = 0; i < array.shape.size(); ++i) {
    shape += (i == 0 ? "" : " ") + std::to_string(array.shape[i]) + ",";
  }
  if (array.shape.size() > 1) shape.pop_back();
  std::string header =
      base::text("{'descr': '", descr, "', 'fortran_order': False, "
                 "'shape': ", shape, "), }");
  // The data starts at a multiple of 64.
  header.append(63 - (10 + header.size()) % 64, ' ');
  header += '\n';
  base::Bytes bytes(kMagic.begin(), kMagic.end());
  bytes.insert(bytes.end(), {1, 0, static_cast<uint8_t>(header.size() & 255),
                             static_cast<uint8_t>(header.size() >> 8)});
  bytes.insert(bytes.end(), header.begin(), header.end());
  bytes.insert(bytes.end(), array.data.begin(), array.data.end());
  return bytes;
}

}  // namespace

base::Bytes npy_bytes(const Array& array) {
  if (array.type == Type::kString) {
    std::string descr;
    const Array texts = widened(array, descr);
    return npy_file(texts, descr);
  }
  const auto row = std::ranges::find(kTypeRows, array.type, &TypeRow::type);
  return row == std::end(kTypeRows) ? base::Bytes{}
                                    : npy_file(array, row->descr);
}

Result<void> write_npy(const std::filesystem::path& path, const Array& array) {
  const base::Bytes bytes = npy_bytes(array);
  if (bytes.empty()) {
    return Error{path.string(), "NumPy has no type for " +
                 base::type_name(array.type), "leave out --out"};
  }
  return base::write_file(path, bytes);
}

}  // namespace mote::io
