// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The steps of a program as pieces of C++. name: the program's.
#ifndef MOTE_HOST_CODEGEN_STEPS_H_
#define MOTE_HOST_CODEGEN_STEPS_H_

#include "host/codegen/program.h"

namespace mote::codegen {

// The array of arena i.
std::string arena_name(const std::string& name, size_t i);

// An expression of type void*, or of one that converts to it.
std::string address(const Place& place, const std::string& name);

// The constants that step i computes with: Params and Buffers, or the operands
// of a kernel.
std::string operands(const Program& program, size_t i, const std::string& name);

// The statements that run it. failed: what to return when `status` is not well.
std::string call_text(const Program& program, size_t i, const std::string& name,
                      const std::string& failed);
std::string copy_text(const Copy& copy, const std::string& name);
// Whether any of them sets `status`.
bool has_status(const Program& program);

// The statement that gives its state the first value; empty: it has none.
std::string reset_text(const Program& program, size_t i,
                       const std::string& name);

}  // namespace mote::codegen

#endif  // MOTE_HOST_CODEGEN_STEPS_H_
