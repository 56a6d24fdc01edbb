// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/tflite/tables.h"

#include "host/import/tflite/schema.h"
#include "schema_generated.h"

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
      const auto* item =
          flatbuffers::GetAnyVectorElemPointer<const Table>(&v, i);
      return read_table(object_at(field.type()->index()), *item);
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

int64_t union_tag(const Object& object, const Field& field,
                  const Table& table) {
  const std::string name =
      field.name()->str() + flatbuffers::UnionTypeFieldSuffix();
  return flatbuffers::GetAnyFieldI(table,
                                   *object.fields()->LookupByKey(name.c_str()));
}

// The table that a union holds; null for one that the schema does not know.
const Object* member_of(const Object& object, const Field& field,
                        const Table& table) {
  const reflection::EnumVal* member =
      enum_of(field)->values()->LookupByKey(union_tag(object, field, table));
  return member == nullptr ? nullptr
                           : &object_at(member->union_type()->index());
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
  const Object* held = base == reflection::Union
                           ? member_of(object, field, table)
                           : &object_at(field.type()->index());
  if (held == nullptr) return std::vector<ir::Record>{{kUnknownTable, {}}};
  return std::vector<ir::Record>{
      read_table(*held, *flatbuffers::GetFieldT(table, field))};
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
  if (base == reflection::Bool) {
    const bool is = flatbuffers::GetAnyFieldI(table, field) != 0;
    return is != (field.default_integer() != 0);
  }
  if (flatbuffers::IsScalar(base)) {
    return flatbuffers::GetAnyFieldI(table, field) != field.default_integer();
  }
  if (base != reflection::Union) return true;
  return union_tag(object, field, table) != 0;
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
  flatbuffers::Verifier verifier(file.data(), file.size());
  return ::tflite::VerifyModelBuffer(verifier);
}

ir::Record read_model(std::span<const uint8_t> file) {
  return read_table(*schema().root_table(),
                    *flatbuffers::GetAnyRoot(file.data()));
}

}  // namespace mote::tflite
