// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Result: a value, or the reason why there is none, with place and cure.
#ifndef MOTE_HOST_BASE_RESULT_H_
#define MOTE_HOST_BASE_RESULT_H_

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace mote::base {

// What went wrong, for a person to read.
struct Error {
  std::string where;  // a file, and the operator and tensor in it; or empty
  std::string what;   // what was found there
  std::string cure;   // what to do about it; or empty

  // All of it in one sentence: "where: what; cure".
  std::string sentence() const;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::move(value)) {}
  Result(Error error) : held_(std::move(error)) {}

  bool ok() const { return held_.index() == 0; }
  // Legal only when ok().
  T& value() & { return std::get<0>(held_); }
  const T& value() const& { return std::get<0>(held_); }
  T value() && { return std::get<0>(std::move(held_)); }
  T& operator*() { return value(); }
  T* operator->() { return &value(); }
  // Legal only when not ok().
  const Error& error() const { return std::get<1>(held_); }

 private:
  std::variant<T, Error> held_;
};

// Of an action that gives nothing back.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  bool ok() const { return !error_.has_value(); }
  const Error& error() const { return *error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace mote::base

#endif  // MOTE_HOST_BASE_RESULT_H_
