// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// A program as C++17, and its interface as a header for C and C++.
#ifndef MOTE_HOST_CODEGEN_SOURCE_H_
#define MOTE_HOST_CODEGEN_SOURCE_H_

#include <set>

#include "host/codegen/program.h"

namespace mote::codegen {

// Everything that the program is called begins with `name`, an identifier.

// NAME_arena, NAME_invoke(), NAME_reset(), and accessors of inputs and outputs.
std::string header_text(const Program& program, const std::string& name);

// The headers that body_text() needs.
std::set<std::string> includes(const Program& program);

// The definitions, without includes: several may stand in one file.
std::string body_text(const Program& program, const std::string& name);

// The whole source file, which compiles the operators it uses.
std::string source_text(const Program& program, const std::string& name);

// The C type of an element. What C has no number for comes as the words that
// it takes, or as bytes.
const char* c_type(Type type);

// A name out of a model, for a comment of one line.
std::string comment(const std::string& words);

// Of code that only reads it: an array called `name`.
std::string array_text(const Constant& constant, const std::string& name);

}  // namespace mote::codegen

#endif  // MOTE_HOST_CODEGEN_SOURCE_H_
