// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/tflite/schema.h"

#include <map>

#include "schema_bfbs_generated.h"

namespace mote::tflite {
namespace {

constexpr char kNamespace[] = "tflite.";

const reflection::Enum& enumeration(const char* name) {
  const std::string key = std::string(kNamespace) + name;
  return *schema().enums()->LookupByKey(key.c_str());
}

// Letters and digits in lower case: names that differ in spelling only are
// then equal ("CONV_2D" and "Conv2D").
std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c != '_') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

// Operators whose option table has another name than theirs.
std::string table_stem(const std::string& op) {
  static const std::map<std::string, std::string> kOthers = {
      {"AVERAGE_POOL_2D", "Pool2D"},    {"MAX_POOL_2D", "Pool2D"},
      {"L2_POOL_2D", "Pool2D"},         {"MEAN", "Reducer"},
      {"SUM", "Reducer"},               {"REDUCE_PROD", "Reducer"},
      {"REDUCE_MAX", "Reducer"},        {"REDUCE_MIN", "Reducer"},
      {"REDUCE_ANY", "Reducer"},        {"REDUCE_ALL", "Reducer"},
      {"MAXIMUM", "MaximumMinimum"},    {"MINIMUM", "MaximumMinimum"},
      {"L2_NORMALIZATION", "L2Norm"},   {"CONV_3D_TRANSPOSE", "Conv3D"},
      {"RANDOM_UNIFORM", "Random"},     {"RANDOM_STANDARD_NORMAL", "Random"},
      {"MULTINOMIAL", "Random"},
      {"UNIDIRECTIONAL_SEQUENCE_RNN", "SequenceRNN"},
  };
  const auto it = kOthers.find(op);
  return it == kOthers.end() ? op : it->second;
}

// The unions' members: their folded names to the names of tables.
const std::map<std::string, std::string>& members(const char* name) {
  static std::map<std::string, std::map<std::string, std::string>> cache;
  auto& found = cache[name];
  if (!found.empty()) return found;
  for (const reflection::EnumVal* member : *enumeration(name).values()) {
    found[folded(member->name()->string_view())] = member->name()->str();
  }
  return found;
}

}  // namespace

const reflection::Schema& schema() {
  return *reflection::GetSchema(::tflite::ModelBinarySchema::data());
}

const reflection::Object* find_table(std::string_view name) {
  const std::string key = kNamespace + std::string(name);
  return schema().objects()->LookupByKey(key.c_str());
}

std::string_view bare_name(const reflection::Object& table) {
  return table.name()->string_view().substr(sizeof kNamespace - 1);
}

const reflection::Enum* enum_of(const reflection::Field& field) {
  const reflection::BaseType base = field.type()->base_type();
  const bool vector = base == reflection::Vector;
  const reflection::BaseType element =
      vector ? field.type()->element() : base;
  const int32_t index = field.type()->index();
  if (index < 0 || element == reflection::Obj) return nullptr;
  return schema().enums()->Get(static_cast<flatbuffers::uoffset_t>(index));
}

bool holds_type(const reflection::Field& field) {
  return enum_of(field) == &enumeration("TensorType");
}

bool holds_graph(const reflection::Field& field) {
  const std::string_view name = field.name()->string_view();
  return field.type()->base_type() != reflection::Vector &&
         (name == "subgraph" || name.ends_with("subgraph_index"));
}

std::string_view builtin_name(int32_t code) {
  const reflection::EnumVal* found =
      enumeration("BuiltinOperator").values()->LookupByKey(code);
  return found == nullptr ? std::string_view() : found->name()->string_view();
}

std::optional<int32_t> builtin_code(const std::string& name) {
  static const std::map<std::string, int32_t> kCodes = [] {
    std::map<std::string, int32_t> codes;
    for (const auto* item : *enumeration("BuiltinOperator").values()) {
      codes[item->name()->str()] = static_cast<int32_t>(item->value());
    }
    return codes;
  }();
  const auto it = kCodes.find(name);
  if (it == kCodes.end()) return std::nullopt;
  return it->second;
}

std::string options_of(const std::string& op) {
  const std::string name = folded(table_stem(op)) + "options";
  for (const char* one : {"BuiltinOptions", "BuiltinOptions2"}) {
    const auto it = members(one).find(name);
    if (it != members(one).end()) return it->second;
  }
  return "";
}

const char* union_of(const std::string& options) {
  return members("BuiltinOptions2").contains(folded(options))
             ? "builtin_options_2"
             : "builtin_options";
}

}  // namespace mote::tflite
