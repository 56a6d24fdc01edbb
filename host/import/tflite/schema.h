// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What schema.fbs declares, at run time: importer and exporter find fields,
// defaults and enumerators here, so that no operator needs code of its own.
#ifndef MOTE_HOST_IMPORT_TFLITE_SCHEMA_H_
#define MOTE_HOST_IMPORT_TFLITE_SCHEMA_H_

#include <flatbuffers/reflection.h>

#include <optional>
#include <string>
#include <string_view>

namespace mote::tflite {

const reflection::Schema& schema();

// A table by its name, without the namespace; null when there is none.
const reflection::Object* find_table(std::string_view name);
// An object's name without the namespace.
std::string_view bare_name(const reflection::Object& table);

// The enumeration that a field holds, or its vector's elements; null: none.
const reflection::Enum* enum_of(const reflection::Field& field);
// Whether a field holds a TensorType.
bool holds_type(const reflection::Field& field);
// Whether a field holds the position of one subgraph.
bool holds_graph(const reflection::Field& field);

// "CONV_2D" of 3; empty for a code that the format does not define.
std::string_view builtin_name(int32_t code);
std::optional<int32_t> builtin_code(const std::string& name);

// The option table of a builtin operator: "Conv2DOptions" of "CONV_2D"; empty
// where the operator has none.
std::string options_of(const std::string& op);
// "builtin_options" or "builtin_options_2": the union that holds this table.
const char* union_of(const std::string& options);

}  // namespace mote::tflite

#endif  // MOTE_HOST_IMPORT_TFLITE_SCHEMA_H_
