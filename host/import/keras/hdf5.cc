// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/keras/hdf5.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace mote::keras {
namespace {

using base::Error;
using base::Result;

constexpr std::string_view kMagic = "\x89HDF\r\n\x1a\n";
constexpr size_t kMostMessages = 65536;
constexpr size_t kMostNodes = 4096;  // of a group's tree
constexpr size_t kMostChunks = 1024;
constexpr uint64_t kUndefined = ~uint64_t{0};

// Types of messages of an object's header.
constexpr uint16_t kDataspace = 0x01, kDatatype = 0x03, kLayout = 0x08,
                   kAttribute = 0x0c, kContinuation = 0x10, kSymbols = 0x11;

constexpr uint64_t padded(uint64_t n) { return (n + 7) / 8 * 8; }

}  // namespace

std::optional<uint64_t> Hdf5::number(uint64_t at, int n) const {
  if (!holds(at, static_cast<uint64_t>(n))) return std::nullopt;
  uint64_t value = 0;
  std::memcpy(&value, bytes_.data() + at, static_cast<size_t>(n));
  return value;
}

Result<Hdf5> Hdf5::open(base::Bytes bytes, std::string where) {
  Hdf5 file;
  file.bytes_ = std::move(bytes);
  file.where_ = std::move(where);
  const Error unknown = {file.where_, "this is no HDF5 file as Keras writes it",
                         "save it again, with Keras' own model.save"};
  const std::string_view text(reinterpret_cast<const char*>(
      file.bytes_.data()), file.bytes_.size());
  const uint64_t version = file.number(8, 1).value_or(kUndefined);
  if (!text.starts_with(kMagic) || version > 1 ||
      file.number(13, 1) != 8 || file.number(14, 1) != 8) {
    return unknown;
  }
  // Behind the fixed part: four addresses, then the entry of the root group.
  const uint64_t base = version == 0 ? 24 : 28;
  const auto origin = file.number(base, 8);
  const auto root = file.number(base + 4 * 8 + 8, 8);
  if (!origin || *origin != 0 || !root || !file.holds(*root, 16)) {
    return unknown;
  }
  file.root_ = *root;
  return file;
}

std::vector<Hdf5::Message> Hdf5::messages(uint64_t header) const {
  struct Chunk {
    uint64_t at, size;
  };
  std::vector<Message> out;
  const auto size = number(header + 8, 4);
  if (number(header, 1) != 1 || !size) return out;
  std::vector<Chunk> chunks = {{header + 16, *size}};
  for (size_t i = 0; i < chunks.size(); ++i) {
    uint64_t at = chunks[i].at;
    if (!holds(at, chunks[i].size)) return out;
    const uint64_t end = at + chunks[i].size;
    while (at + 8 <= end && out.size() < kMostMessages) {
      Message message{static_cast<uint16_t>(*number(at, 2)), at + 8,
                      *number(at + 2, 2)};
      if (message.size > end - message.at) return out;
      if (message.type == kContinuation && message.size >= 16) {
        if (chunks.size() >= kMostChunks) return out;
        chunks.push_back({*number(message.at, 8), *number(message.at + 8, 8)});
      } else {
        out.push_back(message);
      }
      at = message.at + message.size;
    }
  }
  return out;
}

std::optional<std::string> Hdf5::text(uint64_t at, uint64_t most) const {
  if (at > bytes_.size()) return std::nullopt;
  const uint64_t room = std::min<uint64_t>(most, bytes_.size() - at);
  const auto begin = bytes_.begin() + static_cast<ptrdiff_t>(at);
  const auto end = std::find(begin, begin + static_cast<ptrdiff_t>(room), 0);
  return std::string(begin, end);
}

void Hdf5::read_node(uint64_t node, uint64_t heap, std::set<uint64_t>& seen,
                     std::map<std::string, uint64_t>& out) const {
  const auto magic = text(node, 4);
  const bool tree = magic == "TREE";
  const auto count = number(node + 6, 2);
  if (!count || !seen.insert(node).second || seen.size() > kMostNodes) return;
  if (tree) {
    const uint64_t first = node + 8 + 2 * 8 + 8;  // behind the first key
    for (uint64_t i = 0; i < *count; ++i) {
      const auto child = number(first + i * 16, 8);
      if (child) read_node(*child, heap, seen, out);
    }
    return;
  }
  if (magic != "SNOD") return;
  for (uint64_t i = 0; i < *count; ++i) {
    const uint64_t entry = node + 8 + i * 40;
    const auto name = number(entry, 8);
    const auto header = number(entry + 8, 8);
    if (!name || !header || *name > bytes_.size()) return;
    if (const auto label = text(heap + *name, 65536)) out[*label] = *header;
  }
}

std::map<std::string, uint64_t> Hdf5::links(uint64_t header) const {
  std::map<std::string, uint64_t> out;
  for (const Message& message : messages(header)) {
    if (message.type != kSymbols || message.size < 16) continue;
    const uint64_t tree = *number(message.at, 8);
    const uint64_t heap = *number(message.at + 8, 8);
    const auto data = number(heap + 24, 8);
    std::set<uint64_t> seen;
    if (text(heap, 4) == "HEAP" && data) read_node(tree, *data, seen, out);
  }
  return out;
}

std::optional<uint64_t> Hdf5::find(const std::string& path) const {
  uint64_t at = root_;
  for (size_t start = 0; start < path.size();) {
    const size_t slash = std::min(path.find('/', start), path.size());
    const auto found = links(at);
    const auto link = found.find(path.substr(start, slash - start));
    if (link == found.end()) return std::nullopt;
    at = link->second;
    start = slash + 1;
  }
  return at;
}

std::vector<std::string> Hdf5::list(const std::string& path) const {
  std::vector<std::string> out;
  const auto at = find(path);
  if (!at) return out;
  for (const auto& [name, header] : links(*at)) out.push_back(name);
  return out;
}

bool Hdf5::contains(const std::string& path) const {
  return find(path).has_value();
}

std::optional<Hdf5::DataType> Hdf5::data_type(uint64_t at,
                                              uint64_t size) const {
  if (size < 8 || !holds(at, size)) return std::nullopt;
  DataType out;
  out.kind = static_cast<int>(*number(at, 1) & 15);
  const uint64_t flags = *number(at + 1, 3);
  out.size = *number(at + 4, 4);
  out.is_signed = (flags >> 3 & 1) != 0;
  out.vlen_string = out.kind == 9 && (flags & 15) == 1;
  return out;
}

std::optional<std::vector<int64_t>> Hdf5::dims(uint64_t at,
                                               uint64_t size) const {
  if (size < 4 || !holds(at, size)) return std::nullopt;
  const uint64_t version = *number(at, 1), rank = *number(at + 1, 1);
  const uint64_t first = at + (version == 1 ? 8 : 4);
  if (rank > 8 || !holds(first, rank * 8) || first + rank * 8 > at + size) {
    return std::nullopt;
  }
  std::vector<int64_t> out;
  for (uint64_t i = 0; i < rank; ++i) {
    const uint64_t extent = *number(first + i * 8, 8);
    if (extent > INT32_MAX) return std::nullopt;
    out.push_back(static_cast<int64_t>(extent));
  }
  return out;
}

Result<ir::TensorAttribute> Hdf5::dataset(const std::string& path) const {
  const Error unreadable = {where_ + ", " + path,
                            "it is no array of numbers in one piece",
                            "save it with Keras' own model.save"};
  const auto header = find(path);
  if (!header) {
    return Error{where_, "there is no array '" + path + "'",
                 "save the model again: its weights are not complete"};
  }
  std::optional<DataType> type;
  std::optional<std::vector<int64_t>> shape;
  uint64_t at = kUndefined;
  for (const Message& message : messages(*header)) {
    if (message.type == kDatatype) type = data_type(message.at, message.size);
    if (message.type == kDataspace) shape = dims(message.at, message.size);
    if (message.type != kLayout || message.size < 4) continue;
    const uint64_t version = *number(message.at, 1);
    const uint64_t layout = *number(message.at + 1, 1);
    if (version == 3 && layout == 1) at = *number(message.at + 2, 8);
    if (version == 3 && layout == 0) at = message.at + 4;
  }
  if (!type || !shape) return unreadable;
  ir::TensorAttribute out;
  out.shape = *shape;
  if (type->kind == 1 && type->size == 4) {
    out.type = Type::kFloat32;
  } else if (type->kind == 1 && type->size == 8) {
    out.type = Type::kFloat64;
  } else if (type->kind == 1 && type->size == 2) {
    out.type = Type::kFloat16;
  } else if (type->kind == 0 && type->size == 4) {
    out.type = type->is_signed ? Type::kInt32 : Type::kUInt32;
  } else if (type->kind == 0 && type->size == 8) {
    out.type = type->is_signed ? Type::kInt64 : Type::kUInt64;
  } else {
    return unreadable;
  }
  const int64_t size = ir::byte_size(out.type, out.shape);
  if (size < 0 || (size > 0 && !holds(at, static_cast<uint64_t>(size)))) {
    return unreadable;
  }
  const uint8_t* data = bytes_.data() + (size > 0 ? at : 0);
  out.bytes = ir::make_constant(base::Bytes(data, data + size));
  return out;
}

// An object of a global heap, in which strings of any length lie.
std::optional<std::string> Hdf5::heap_object(uint64_t collection,
                                             uint64_t index,
                                             uint64_t length) const {
  const auto size = number(collection + 8, 8);
  if (text(collection, 4) != "GCOL" || !size || !holds(collection, *size)) {
    return std::nullopt;
  }
  const uint64_t end = collection + *size;
  for (uint64_t at = collection + 16; at + 16 <= end;) {
    const uint64_t found = *number(at, 2);
    const uint64_t bytes = *number(at + 8, 8);
    if (found == 0 || bytes > end - at - 16) break;
    if (found == index) return text(at + 16, std::min(bytes, length));
    at += 16 + padded(bytes);
  }
  return std::nullopt;
}

std::vector<std::string> Hdf5::attribute_strings(
    const Message& message, const std::string& name) const {
  std::vector<std::string> out;
  if (message.size < 8) return out;
  const uint64_t version = *number(message.at, 1);
  const uint64_t sizes[] = {*number(message.at + 2, 2),
                            *number(message.at + 4, 2),
                            *number(message.at + 6, 2)};
  const auto step = [&](uint64_t n) { return version == 1 ? padded(n) : n; };
  const uint64_t label = message.at + (version == 3 ? 9 : 8);
  const uint64_t type_at = label + step(sizes[0]);
  const uint64_t space_at = type_at + step(sizes[1]);
  const uint64_t data = space_at + step(sizes[2]);
  const uint64_t end = message.at + message.size;
  if (version < 1 || version > 3 || data > end ||
      text(label, sizes[0]) != name) {
    return out;
  }
  const auto type = data_type(type_at, sizes[1]);
  const auto shape = dims(space_at, sizes[2]);
  if (!type || !shape || type->size == 0) return out;
  const int64_t count = ir::elements(*shape);
  for (int64_t i = 0; i < count; ++i) {
    const uint64_t at = data + static_cast<uint64_t>(i) * type->size;
    if (at > end || type->size > end - at) break;
    std::optional<std::string> element;
    if (type->vlen_string && type->size >= 16) {
      element = heap_object(*number(at + 4, 8), *number(at + 12, 4),
                            *number(at, 4));
    } else if (type->kind == 3) {
      element = text(at, type->size);
    }
    if (!element) break;
    out.push_back(*element);
  }
  return out;
}

std::vector<std::string> Hdf5::strings(const std::string& path,
                                       const std::string& attribute) const {
  const auto header = find(path);
  if (!header) return {};
  for (const Message& message : messages(*header)) {
    if (message.type != kAttribute) continue;
    std::vector<std::string> found = attribute_strings(message, attribute);
    if (!found.empty()) return found;
  }
  return {};
}

}  // namespace mote::keras
