// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/tflite/tables.h"

#include "host/import/tflite/schema.h"

namespace mote::tflite {
namespace {

using flatbuffers::Table;
using flatbuffers::uoffset_t;
using flatbuffers::VectorOfAny;
using reflection::BaseType;
using reflection::Field;
using reflection::Object;

ir::Record read_table(const Object& object, const Table& table);

const Object& object_at(int32_t index) {
  return *schema().objects()->Get(static_cast<uoffset_t>(index));
}

ir::Attribute scalar(const Field& field, int64_t value) {
  if (field.type()->base_type() == reflection::Bool) return value != 0;
  if (holds_type(field)) return static_cast<Type>(value);
  if (holds_graph(field)) {
    return ir::GraphRef{static_cast<int32_t>(value)};
  }
  if (const reflection::Enum* names = enum_of(field)) {
    const reflection::EnumVal* named = names->values()->LookupByKey(value);
    if (named != nullptr) return named->name()->str();
  }
  return value;
}

template <class T, class F>
std::vector<T> items(const VectorOfAny& vector, F&& item) {
  std::vector<T> out;
  out.reserve(vector.size());
  for (size_t i = 0; i < vector.size(); ++i) out.push_back(item(i));
  return out;
}

ir::Attribute vector(const Field& field, const VectorOfAny& v) {
  const BaseType element = field.type()->element();
  if (element == reflection::Obj) {
    return items<ir::Record>(v, [&](size_t i) {
      return read_table(object_at(field.type()->index()),
                        *flatbuffers::GetAnyVectorElemPointer<const Table>(&v, i));
    });
  }
  if (element == reflection::String) {
    return items<std::string>(v, [&](size_t i) {
      return flatbuffers::GetAnyVectorElemS(&v, element, i);
    });
  }
  if (element == reflection::UByte) {
    return base::Bytes(v.Data(), v.Data() + v.size());
  }
  if (flatbuffers::IsFloat(element)) {
    return items<double>(v, [&](size_t i) {
      return flatbuffers::GetAnyVectorElemF(&v, element, i);
    });
  }
  return items<int64_t>(v, [&](size_t i) {
    return flatbuffers::GetAnyVectorElemI(&v, element, i);
  });
}

ir::Attribute read_field(const Object& object, const Field& field,
                         const Table& table) {
  const BaseType base = field.type()->base_type();
  if (flatbuffers::IsFloat(base)) {
    return flatbuffers::GetAnyFieldF(table, field);
  }
  if (flatbuffers::IsScalar(base)) {
    return scalar(field, flatbuffers::GetAnyFieldI(table, field));
  }
  if (base == reflection::String) {
    return flatbuffers::GetFieldS(table, field)->str();
  }
  if (base == reflection::Vector) {
    return vector(field, *flatbuffers::GetFieldAnyV(table, field));
  }
  const Object& held =
      base == reflection::Union
          ? flatbuffers::GetUnionType(schema(), object, field, table)
          : object_at(field.type()->index());
  return std::vector<ir::Record>{
      read_table(held, *flatbuffers::GetFieldT(table, field))};
}

// Whether the table says more here than an absent field would.
bool says_something(const Object& object, const Field& field,
                    const Table& table) {
  const BaseType base = field.type()->base_type();
  if (field.deprecated() || base == reflection::UType ||
      !table.CheckField(field.offset())) {
    return false;
  }
  if (flatbuffers::IsFloat(base)) {
    return flatbuffers::GetAnyFieldF(table, field) != field.default_real();
  }
  if (flatbuffers::IsScalar(base)) {
    return flatbuffers::GetAnyFieldI(table, field) != field.default_integer();
  }
  if (base != reflection::Union) return true;
  const std::string tag =
      field.name()->str() + flatbuffers::UnionTypeFieldSuffix();
  const Field* type = object.fields()->LookupByKey(tag.c_str());
  return flatbuffers::GetAnyFieldI(table, *type) != 0;
}

ir::Record read_table(const Object& object, const Table& table) {
  ir::Record record{std::string(bare_name(object)), {}};
  for (const Field* field : *object.fields()) {
    if (!says_something(object, *field, table)) continue;
    record.fields.emplace(field->name()->str(),
                          read_field(object, *field, table));
  }
  return record;
}

}  // namespace

bool sound(std::span<const uint8_t> file) {
  return file.size() >= 8 &&
         flatbuffers::BufferHasIdentifier(file.data(), "TFL3") &&
         flatbuffers::Verify(schema(), *schema().root_table(), file.data(),
                             file.size());
}

ir::Record read_model(std::span<const uint8_t> file) {
  return read_table(*schema().root_table(),
                    *flatbuffers::GetAnyRoot(file.data()));
}

}  // namespace mote::tflite
