// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Runs cases on an emulated board: ready firmware in QEMU, many cases in one
// process.
#ifndef MOTE_HOST_EMULATE_EMULATOR_H_
#define MOTE_HOST_EMULATE_EMULATOR_H_

#include "host/emulate/plugin/mix.h"
#include "host/run/runner.h"
#include "ports/common/boards.h"

namespace mote::emulate {

// The board of this target; null: none.
const port::Board* find_board(std::string_view target);

// What a run was made of, operator by operator.
struct Profile {
  run::CaseResult result;
  std::vector<Mix> operators;  // those that ran, in their order
};

class Emulator : public run::Runner {
 public:
  // Firmware is TARGET.elf where find_file() looks.
  explicit Emulator(const port::Board& board) : board_(board) {}
  // With firmware of one's own instead of TARGET.elf from there.
  Emulator(const port::Board& board, std::filesystem::path firmware)
      : board_(board), firmware_(std::move(firmware)) {}

  size_t batch_size() const override { return 256; }
  base::Result<std::vector<run::CaseResult>> run_batch(
      std::span<const run::Case> cases) override;
  // Runs one case of one step under the counting plugin, profile.so beside the
  // firmware.
  base::Result<Profile> profile(const run::Case& it);

 private:
  // Runs the cases from the first one on; gives results up to one that brought
  // the board down, with that one's error.
  // counts: set, a stream of Mix comes back in it.
  base::Result<std::vector<run::CaseResult>> run_image(
      std::span<const run::Case> cases, std::vector<Mix>* counts = nullptr);

  const port::Board& board_;
  std::filesystem::path firmware_;
};

}  // namespace mote::emulate

#endif  // MOTE_HOST_EMULATE_EMULATOR_H_
