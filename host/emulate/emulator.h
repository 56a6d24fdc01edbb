// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Runs cases on an emulated board: ready firmware in QEMU, many cases in one
// process.
#ifndef MOTE_HOST_EMULATE_EMULATOR_H_
#define MOTE_HOST_EMULATE_EMULATOR_H_

#include "host/run/runner.h"
#include "ports/common/boards.h"

namespace mote::emulate {

// The board of this target; null: none.
const port::Board* find_board(std::string_view target);

class Emulator : public run::Runner {
 public:
  // Firmware is looked for in the folder that MOTE_FIRMWARE names, in firmware/
  // beside the running program and in firmware/ beside its folder.
  explicit Emulator(const port::Board& board) : board_(board) {}

  size_t batch_size() const override { return 256; }
  base::Result<std::vector<run::CaseResult>> run_batch(
      std::span<const run::Case> cases) override;

 private:
  // Runs the cases from the first one on; gives results up to one that brought
  // the board down, with that one's error.
  base::Result<std::vector<run::CaseResult>> run_image(
      std::span<const run::Case> cases);

  const port::Board& board_;
};

}  // namespace mote::emulate

#endif  // MOTE_HOST_EMULATE_EMULATOR_H_
