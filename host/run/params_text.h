// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Plain structs as C++ initializers with equal values, read by the types of
// their members: no operator has to describe its Params a second time.
#ifndef MOTE_HOST_RUN_PARAMS_TEXT_H_
#define MOTE_HOST_RUN_PARAMS_TEXT_H_

#include <cmath>
#include <cstdio>
#include <limits>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace mote::run {

// The type as C++ spells it, out of the compiler's mouth.
template <class T>
constexpr std::string_view full_name() {
  std::string_view text = __PRETTY_FUNCTION__;
  text.remove_prefix(text.find("T = ") + 4);
  return text.substr(0, text.find_first_of(";]"));
}

// Calls f with references to the members of an aggregate, in their order, and
// returns what it returns. `{}` initializes any member and just one, so that
// the longest list of them that compiles tells how many there are.
template <class T, class F>
constexpr auto with_members(T& x, const F& f) {
  using V = std::remove_cv_t<T>;
  static_assert(std::is_aggregate_v<V>, "Params are plain structs");
  if constexpr (requires {
                  V{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
                    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
                }) {
    auto& [a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, y,
           z] = x;
    return f(a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w,
             y, z);
  } else if constexpr (requires {
                         V{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
                           {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
                       }) {
    auto& [a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w,
           y] = x;
    return f(a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w,
             y);
  } else if constexpr (requires {
                         V{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
                           {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
                       }) {
    auto& [a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w] =
        x;
    return f(a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w);
  } else if constexpr (requires {
                         V{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
                           {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
                       }) {
    auto& [a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v] = x;
    return f(a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v);
  } else if constexpr (requires {
                         V{{}, {}, {}, {}, {}, {}, {}, {}, {}, {},
                           {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
                       }) {
    auto& [a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u] = x;
    return f(a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u);
  } else if constexpr (requires {
                         V{{}, {}, {}, {}, {}, {}, {}, {}, {}, {},
                           {}, {}, {}, {}, {}, {}, {}, {}, {}};
                       }) {
    auto& [a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q, r, s, t] = x;
    return f(a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q, r, s, t);
  } else if constexpr (requires {
                         V{{}, {}, {}, {}, {}, {}, {}, {}, {},
                           {}, {}, {}, {}, {}, {}, {}, {}, {}};
                       }) {
    auto& [a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q, r, s] = x;
    return f(a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q, r, s);
  } else if constexpr (requires {
                         V{{}, {}, {}, {}, {}, {}, {}, {}, {},
                           {}, {}, {}, {}, {}, {}, {}, {}};
                       }) {
    auto& [a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q, r] = x;
    return f(a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q, r);
  } else if constexpr (requires {
                         V{{}, {}, {}, {}, {}, {}, {}, {},
                           {}, {}, {}, {}, {}, {}, {}, {}};
                       }) {
    auto& [a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q] = x;
    return f(a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q);
  } else if constexpr (requires {
                         V{{}, {}, {}, {}, {}, {}, {}, {},
                           {}, {}, {}, {}, {}, {}, {}};
                       }) {
    auto& [a, b, c, d, e, g, h, i, j, k, l, m, n, o, p] = x;
    return f(a, b, c, d, e, g, h, i, j, k, l, m, n, o, p);
  } else if constexpr (requires {
                         V{{}, {}, {}, {}, {}, {}, {},
                           {}, {}, {}, {}, {}, {}, {}};
                       }) {
    auto& [a, b, c, d, e, g, h, i, j, k, l, m, n, o] = x;
    return f(a, b, c, d, e, g, h, i, j, k, l, m, n, o);
  } else if constexpr (requires {
                         V{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
                       }) {
    auto& [a, b, c, d, e, g, h, i, j, k, l, m, n] = x;
    return f(a, b, c, d, e, g, h, i, j, k, l, m, n);
  } else if constexpr (requires {
                         V{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
                       }) {
    auto& [a, b, c, d, e, g, h, i, j, k, l, m] = x;
    return f(a, b, c, d, e, g, h, i, j, k, l, m);
  } else if constexpr (requires {
                         V{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
                       }) {
    auto& [a, b, c, d, e, g, h, i, j, k, l] = x;
    return f(a, b, c, d, e, g, h, i, j, k, l);
  } else if constexpr (requires {
                         V{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
                       }) {
    auto& [a, b, c, d, e, g, h, i, j, k] = x;
    return f(a, b, c, d, e, g, h, i, j, k);
  } else if constexpr (requires { V{{}, {}, {}, {}, {}, {}, {}, {}, {}}; }) {
    auto& [a, b, c, d, e, g, h, i, j] = x;
    return f(a, b, c, d, e, g, h, i, j);
  } else if constexpr (requires { V{{}, {}, {}, {}, {}, {}, {}, {}}; }) {
    auto& [a, b, c, d, e, g, h, i] = x;
    return f(a, b, c, d, e, g, h, i);
  } else if constexpr (requires { V{{}, {}, {}, {}, {}, {}, {}}; }) {
    auto& [a, b, c, d, e, g, h] = x;
    return f(a, b, c, d, e, g, h);
  } else if constexpr (requires { V{{}, {}, {}, {}, {}, {}}; }) {
    auto& [a, b, c, d, e, g] = x;
    return f(a, b, c, d, e, g);
  } else if constexpr (requires { V{{}, {}, {}, {}, {}}; }) {
    auto& [a, b, c, d, e] = x;
    return f(a, b, c, d, e);
  } else if constexpr (requires { V{{}, {}, {}, {}}; }) {
    auto& [a, b, c, d] = x;
    return f(a, b, c, d);
  } else if constexpr (requires { V{{}, {}, {}}; }) {
    auto& [a, b, c] = x;
    return f(a, b, c);
  } else if constexpr (requires { V{{}, {}}; }) {
    auto& [a, b] = x;
    return f(a, b);
  } else if constexpr (requires { V{{}}; }) {
    auto& [a] = x;
    return f(a);
  } else
    return f();
}

// An object that is never made: its members' addresses carry their names.
template <class T>
struct Unmade {
  T value;
};
template <class T>
extern const Unmade<T> kUnmade;

template <auto pointer>
constexpr std::string_view pointer_name() {
  constexpr std::string_view text = __PRETTY_FUNCTION__;
  const size_t begin = text.find("pointer = ");
  const size_t end = text.find_first_of(")};]", begin);
  const size_t from = text.find_last_of(":.", end) + 1;
  return text.substr(from, end - from);
}

template <class T, size_t i>
constexpr auto member_address() {
  return &std::get<i>(with_members(kUnmade<T>.value, [](auto&... member) {
    return std::tie(member...);
  }));
}

template <class T>
std::string integer_text(T value) {
  if constexpr (std::is_signed_v<T>) {
    // The lowest value is no literal: its digits alone are out of range.
    if (value == std::numeric_limits<T>::min() && sizeof(T) >= 4) {
      return "(" + integer_text(static_cast<T>(value + 1)) + " - 1)";
    }
  }
  const char* suffix = sizeof(T) == 8 ? "ll" : "";
  return std::to_string(value) +
         (std::is_signed_v<T> || sizeof(T) < 4 ? "" : "u") + suffix;
}

inline std::string float_text(float value) {
  if (std::isnan(value)) return "__builtin_nanf(\"\")";
  if (std::isinf(value)) {
    return value < 0 ? "-__builtin_inff()" : "__builtin_inff()";
  }
  char text[40];
  std::snprintf(text, sizeof(text), "%af", static_cast<double>(value));
  return text;
}

template <class T>
std::string value_text(const T& value);

template <class T, size_t... i>
std::string members_text(const T& x, std::index_sequence<i...>) {
  return with_members(x, [](const auto&... member) {
    std::string text;
    ((text += std::string(i == 0 ? "" : ", ") + "/*" +
              std::string(pointer_name<member_address<T, i>()>()) + "=*/" +
              value_text(member)),
     ...);
    return text;
  });
}

template <class T>
std::string value_text(const T& value) {
  if constexpr (std::is_array_v<T>) {
    std::string text = "{";
    for (const auto& element : value) {
      text += (text.size() == 1 ? "" : ", ") + value_text(element);
    }
    return text + "}";
  } else if constexpr (std::is_same_v<T, bool>) {
    return value ? "true" : "false";
  } else if constexpr (std::is_enum_v<T>) {
    return std::string(full_name<T>()) + "(" +
           integer_text(static_cast<std::underlying_type_t<T>>(value)) + ")";
  } else if constexpr (std::is_integral_v<T>) {
    return integer_text(value);
  } else if constexpr (std::is_floating_point_v<T>) {
    static_assert(std::is_same_v<T, float>);
    return float_text(value);
  } else {
    constexpr size_t kMembers =
        with_members(kUnmade<T>.value, [](auto&... member) {
          return std::integral_constant<size_t, sizeof...(member)>();
        });
    return "{" + members_text(value, std::make_index_sequence<kMembers>()) +
           "}";
  }
}

}  // namespace mote::run

#endif  // MOTE_HOST_RUN_PARAMS_TEXT_H_
