// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Messages from bytes, without a word of the library's own on stderr.
#ifndef MOTE_HOST_IMPORT_TENSORFLOW_PARSE_H_
#define MOTE_HOST_IMPORT_TENSORFLOW_PARSE_H_

#include <google/protobuf/stubs/logging.h>

#include <cstddef>

namespace mote::tensorflow {

// False when the bytes are no such message.
template <class Message>
bool parse(Message& message, const void* bytes, size_t size) {
  const google::protobuf::LogSilencer silencer;
  return message.ParseFromArray(bytes, static_cast<int>(size));
}

}  // namespace mote::tensorflow

#endif  // MOTE_HOST_IMPORT_TENSORFLOW_PARSE_H_
