// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What the user of mote convert asks for, in its own words or in those of
// tflite_convert.
#ifndef MOTE_APPS_CLI_CONVERT_OPTIONS_H_
#define MOTE_APPS_CLI_CONVERT_OPTIONS_H_

#include <CLI/CLI.hpp>

#include "host/convert/convert.h"

namespace mote::cli {

struct ConvertOptions {
  convert::Source source;
  convert::Target target;
  std::optional<quantize::Mode> mode;  // empty: floats
  quantize::Options quantize;
  std::string in, out;
  std::vector<std::string> shapes;  // NAME=N,N,...
  bool json = false;
};

// What to read of a model that holds several, and how.
void add_source_options(CLI::App& command, convert::Source& source);

// The flags of TensorFlow's tflite_convert, of its first version too, as given.
class TfliteConvertFlags {
 public:
  void add_to(CLI::App& command);

  // Puts their meaning into the options. Refuses by name what contradicts
  // them, has no meaning, or cannot be done here.
  base::Result<void> apply(ConvertOptions& options) const;

 private:
  struct Given {
    std::string name;  // with dashes
    std::vector<std::string> values;
  };

  const Given* find(const std::string& name) const;
  std::string value(const std::string& name) const;
  bool on(const std::string& name) const;
  base::Result<void> apply_source(ConvertOptions& options) const;
  base::Result<void> apply_shapes(ConvertOptions& options) const;
  base::Result<void> apply_types(ConvertOptions& options) const;
  base::Result<void> refuse_others() const;

  std::vector<Given> given_;
};

}  // namespace mote::cli

#endif  // MOTE_APPS_CLI_CONVERT_OPTIONS_H_
