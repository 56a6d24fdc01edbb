// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// STRING tensors, which only the workstation has: operators get for each text
// its number, an int64, and equal texts have equal numbers. So whatever moves
// elements or asks whether they are equal works on texts, and nothing on a
// device knows of them.
#ifndef MOTE_HOST_RUN_STRINGS_H_
#define MOTE_HOST_RUN_STRINGS_H_

#include <deque>
#include <unordered_map>

#include "host/run/model_file.h"

namespace mote::run {

class Strings {
 public:
  // Whether a model has tensors of texts.
  static bool in(const ModelFile& model);

  // The model with numbers in their place. Fails where an operator has texts
  // that does more than move or compare them.
  base::Result<base::Bytes> numbered(const ModelFile& model);

  // The numbers of packed texts; fails unless they are `count`.
  base::Result<base::Bytes> numbers(std::span<const uint8_t> packed,
                                    size_t count);
  // The packed texts of numbers, which all came from here.
  base::Result<base::Bytes> texts(std::span<const uint8_t> numbers) const;

 private:
  int64_t number(std::string_view text);

  // The empty text is 0, as zeros are where nothing else stands.
  std::deque<std::string> texts_ = {""};
  std::unordered_map<std::string_view, int64_t> numbers_ = {{texts_[0], 0}};
};

}  // namespace mote::run

#endif  // MOTE_HOST_RUN_STRINGS_H_
