// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/export/tflite/table_writer.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <unordered_map>

#include "host/base/text.h"
#include "host/import/tflite/schema.h"

namespace mote::tflite {
namespace {

using flatbuffers::uoffset_t;
using reflection::BaseType;
using reflection::Field;
using reflection::Object;

// One field of a table, ready to be written: its slot, and either a number of
// some width or the place of what it refers to.
struct Slot {
  flatbuffers::voffset_t offset;
  size_t width;
  uint64_t bits;
  bool reference;
};

size_t width_of(BaseType base) { return flatbuffers::GetTypeSize(base); }

// The smallest and largest integer that a field of this type holds.
bool fits(BaseType base, int64_t value) {
  const size_t width = width_of(base);
  if (width == 8) return true;
  const int64_t span = int64_t{1} << (8 * width);
  const bool is_signed = base == reflection::Byte ||
                         base == reflection::Short || base == reflection::Int;
  return is_signed ? value >= -span / 2 && value < span / 2
                   : value >= 0 && value < span;
}

class TableWriter {
 public:
  base::Result<base::Bytes> write(const ir::Record& model) {
    const uoffset_t root = table(model);
    if (problem_) return *problem_;
    builder_.Finish(flatbuffers::Offset<void>(root), "TFL3");
    return base::Bytes(builder_.GetBufferPointer(),
                       builder_.GetBufferPointer() + builder_.GetSize());
  }

 private:
  void report(const std::string& where, const std::string& what) {
    if (!problem_) problem_ = base::Error{where, what, ""};
  }

  // The place of what was written with these bytes before, or 0.
  template <class Write>
  uoffset_t once(std::string key, Write&& write) {
    if (const auto it = written_.find(key); it != written_.end()) {
      return it->second;
    }
    const uoffset_t place = write();
    written_.emplace(std::move(key), place);
    return place;
  }

  uoffset_t bytes_vector(const void* data, size_t count, size_t width,
                         size_t align) {
    std::string key = base::text('v', width, '/', align, ':');
    key.append(static_cast<const char*>(data), count * width);
    return once(std::move(key), [&] {
      builder_.ForceVectorAlignment(count, width, align);
      builder_.StartVector(count, width);
      builder_.PushBytes(static_cast<const uint8_t*>(data), count * width);
      return builder_.EndVector(count);
    });
  }

  template <class T, class From>
  uoffset_t numbers(const std::vector<From>& list, size_t align) {
    std::vector<T> raw;
    for (const From item : list) raw.push_back(static_cast<T>(item));
    return bytes_vector(raw.data(), raw.size(), sizeof(T),
                        std::max(align, sizeof(T)));
  }

  uoffset_t integers(BaseType element, const std::vector<int64_t>& list,
                     size_t align) {
    switch (width_of(element)) {
      case 1: return numbers<uint8_t>(list, align);
      case 2: return numbers<uint16_t>(list, align);
      case 4: return numbers<uint32_t>(list, align);
      default: return numbers<uint64_t>(list, align);
    }
  }

  uoffset_t references(const std::vector<uoffset_t>& places) {
    std::string key = "r:";
    key.append(reinterpret_cast<const char*>(places.data()),
               places.size() * sizeof(uoffset_t));
    return once(std::move(key), [&] {
      const std::vector<flatbuffers::Offset<void>> list(places.begin(),
                                                        places.end());
      return builder_.CreateVector(list).o;
    });
  }

  uoffset_t string(const std::string& value) {
    return once("s:" + value, [&] { return builder_.CreateString(value).o; });
  }

  static size_t alignment(const Field& field) {
    if (field.attributes() == nullptr) return 1;
    const auto* forced = field.attributes()->LookupByKey("force_align");
    return forced == nullptr ? 1 : std::stoul(forced->value()->str());
  }

  // What is written first comes to lie last: from the last on, so that the items
  // lie in their order, and a model's last buffer at its very end.
  template <class T, class Place>
  uoffset_t each(const std::vector<T>& list, Place&& place) {
    std::vector<uoffset_t> places(list.size());
    for (size_t i = list.size(); i > 0; --i) places[i - 1] = place(list[i - 1]);
    return problem_ ? 0 : references(places);
  }

  uoffset_t vector(const std::string& where, const Field& field,
                   const ir::Attribute& value) {
    const BaseType element = field.type()->element();
    const ir::AttributeValue& held = value.base();
    if (const auto* list = std::get_if<std::vector<ir::Record>>(&held);
        list != nullptr && element == reflection::Obj) {
      return each(*list, [&](const ir::Record& item) { return table(item); });
    }
    if (const auto* list = std::get_if<std::vector<std::string>>(&held);
        list != nullptr && element == reflection::String) {
      return each(*list, [&](const std::string& s) { return string(s); });
    }
    if (const auto* list = std::get_if<base::Bytes>(&held);
        list != nullptr && element == reflection::UByte) {
      return bytes_vector(list->data(), list->size(), 1, alignment(field));
    }
    if (const auto* list = std::get_if<std::vector<double>>(&held);
        list != nullptr && element == reflection::Float) {
      return numbers<float>(*list, 1);
    }
    if (const auto* list = std::get_if<std::vector<int64_t>>(&held);
        list != nullptr && flatbuffers::IsInteger(element)) {
      const auto fit = [&](int64_t item) { return fits(element, item); };
      if (std::all_of(list->begin(), list->end(), fit)) {
        return integers(element, *list, alignment(field));
      }
    }
    report(where, "the container's field can't hold this list");
    return 0;
  }

  // The number that the attribute is in this field.
  uint64_t number(const std::string& where, const Field& field,
                  const ir::Attribute& value) {
    const ir::AttributeValue& held = value.base();
    const BaseType base = field.type()->base_type();
    if (base == reflection::Float) {
      if (const auto* real = std::get_if<double>(&held)) {
        return std::bit_cast<uint32_t>(static_cast<float>(*real));
      }
    } else if (const std::optional<int64_t> n = integer(field, held);
               n && fits(base, *n)) {
      return static_cast<uint64_t>(*n);
    }
    report(where, "the container's field can't hold this value");
    return 0;
  }

  static std::optional<int64_t> integer(const Field& field,
                                        const ir::AttributeValue& held) {
    if (const auto* flag = std::get_if<bool>(&held)) return *flag ? 1 : 0;
    if (const auto* n = std::get_if<int64_t>(&held)) return *n;
    if (const auto* type = std::get_if<Type>(&held)) {
      return static_cast<int64_t>(*type);
    }
    if (const auto* graph = std::get_if<ir::GraphRef>(&held)) {
      return graph->index;
    }
    const auto* name = std::get_if<std::string>(&held);
    const reflection::Enum* names = enum_of(field);
    if (name == nullptr || names == nullptr) return std::nullopt;
    for (const reflection::EnumVal* item : *names->values()) {
      if (item->name()->string_view() == *name) return item->value();
    }
    return std::nullopt;
  }

  // The default's bits, as number() gives them.
  static uint64_t default_bits(const Field& field) {
    if (field.type()->base_type() != reflection::Float) {
      return static_cast<uint64_t>(field.default_integer());
    }
    return std::bit_cast<uint32_t>(static_cast<float>(field.default_real()));
  }

  void add_union_tag(const Object& object, const Field& field,
                     const std::string& type, std::vector<Slot>& slots) {
    const std::string name =
        field.name()->str() + flatbuffers::UnionTypeFieldSuffix();
    const Field& tag = *object.fields()->LookupByKey(name.c_str());
    const std::optional<int64_t> number = integer(tag, type);
    if (!number) return report(type, "the container has no such table here");
    slots.push_back({tag.offset(), 1, static_cast<uint64_t>(*number), false});
  }

  void add_field(const Object& object, const Field& field,
                 const std::string& where, const ir::Attribute& value,
                 std::vector<Slot>& slots) {
    const BaseType base = field.type()->base_type();
    if (flatbuffers::IsScalar(base)) {
      const uint64_t bits = number(where, field, value);
      if (bits == default_bits(field)) return;
      slots.push_back({field.offset(), width_of(base), bits, false});
      return;
    }
    uoffset_t place = 0;
    if (base == reflection::Vector) {
      place = vector(where, field, value);
    } else if (const auto* s = std::get_if<std::string>(&value.base());
               s != nullptr && base == reflection::String) {
      place = string(*s);
    } else if (const auto* one =
                   std::get_if<std::vector<ir::Record>>(&value.base());
               one != nullptr && one->size() == 1) {
      if (base == reflection::Union) {
        add_union_tag(object, field, one->front().type, slots);
      }
      place = table(one->front());
    } else {
      report(where, "the container's field can't hold this value");
    }
    slots.push_back({field.offset(), sizeof(uoffset_t), place, true});
  }

  void write_slot(const Slot& slot) {
    if (slot.reference) {
      return builder_.AddOffset(
          slot.offset,
          flatbuffers::Offset<void>(static_cast<uoffset_t>(slot.bits)));
    }
    switch (slot.width) {
      case 1:
        return builder_.AddElement(slot.offset,
                                   static_cast<uint8_t>(slot.bits));
      case 2:
        return builder_.AddElement(slot.offset,
                                   static_cast<uint16_t>(slot.bits));
      case 4:
        return builder_.AddElement(slot.offset,
                                   static_cast<uint32_t>(slot.bits));
      default: return builder_.AddElement(slot.offset, slot.bits);
    }
  }

  uoffset_t table(const ir::Record& record) {
    const Object* object = find_table(record.type);
    if (object == nullptr) {
      report(record.type, "the container has no such table");
      return 0;
    }
    std::vector<Slot> slots;
    for (const auto& [name, value] : record.fields) {
      const std::string where = record.type + ", " + name;
      const Field* field = object->fields()->LookupByKey(name.c_str());
      if (field == nullptr || field->deprecated()) {
        report(where, "the container has no such field");
        return 0;
      }
      add_field(*object, *field, where, value, slots);
    }
    if (problem_) return 0;
    // Widest first: no padding between fields.
    std::sort(slots.begin(), slots.end(), [](const Slot& a, const Slot& b) {
      return a.width != b.width ? a.width > b.width : a.offset < b.offset;
    });
    std::string key = "t:";
    for (const Slot& slot : slots) {
      key += base::text(slot.offset, slot.reference ? '@' : '=', slot.width,
                        ':', slot.bits, ' ');
    }
    return once(std::move(key), [&] {
      const uoffset_t start = builder_.StartTable();
      for (const Slot& slot : slots) write_slot(slot);
      return builder_.EndTable(start);
    });
  }

  flatbuffers::FlatBufferBuilder builder_;
  std::unordered_map<std::string, uoffset_t> written_;
  std::optional<base::Error> problem_;
};

}  // namespace

base::Result<base::Bytes> write_model(const ir::Record& model) {
  return TableWriter().write(model);
}

}  // namespace mote::tflite
