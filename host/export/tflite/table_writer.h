// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Records as tables of a .tflite file.
#ifndef MOTE_HOST_EXPORT_TFLITE_TABLE_WRITER_H_
#define MOTE_HOST_EXPORT_TFLITE_TABLE_WRITER_H_

#include "host/base/result.h"
#include "host/ir/attribute.h"

namespace mote::tflite {

// A whole file from the record of its Model, as read_model() gives it. Small:
// equal strings, vectors and tables are written once, defaults not at all.
// Fails for a field that the schema does not have, or a value that it can't
// hold; the error names record and field.
base::Result<base::Bytes> write_model(const ir::Record& model);

}  // namespace mote::tflite

#endif  // MOTE_HOST_EXPORT_TFLITE_TABLE_WRITER_H_
