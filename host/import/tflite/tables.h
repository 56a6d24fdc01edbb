// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Tables of a .tflite file as records of named fields.
#ifndef MOTE_HOST_IMPORT_TFLITE_TABLES_H_
#define MOTE_HOST_IMPORT_TFLITE_TABLES_H_

#include <span>

#include "host/ir/attribute.h"

namespace mote::tflite {

// Whether the bytes hold the container's tables, sound in every offset and
// length; reading is legal only then.
bool sound(std::span<const uint8_t> file);

// The file's Model with everything below it. Fields that hold their default are
// left out; vectors of bytes are Bytes, of other integers lists of int64;
// tables and unions are lists of one record, types Type, enumerators strings
// (a number where the schema names none), positions of subgraphs GraphRef.
// A union of a table that the schema does not know is a record of
// kUnknownTable.
ir::Record read_model(std::span<const uint8_t> file);

inline constexpr char kUnknownTable[] = "unknown table";

}  // namespace mote::tflite

#endif  // MOTE_HOST_IMPORT_TFLITE_TABLES_H_
