// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What mote run prints.
#ifndef MOTE_APPS_CLI_RUN_REPORT_H_
#define MOTE_APPS_CLI_RUN_REPORT_H_

#include "host/run/runner.h"

namespace mote::cli {

struct RunReport {
  const run::ModelFile& model;
  const run::CaseResult& result;
  std::string target;
  bool steps = false;               // show the number of each
  size_t top = 0;                   // of output 0; 0: none
  std::vector<std::string> labels;

  void print_text() const;
  void print_json() const;
};

}  // namespace mote::cli

#endif  // MOTE_APPS_CLI_RUN_REPORT_H_
