// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// A plugin for QEMU (API version 1) that counts executed instructions by kind
// between marks. Argument: out=FILE.
#include <cstdio>
#include <cstring>

#include "host/emulate/plugin/decode.h"
#include "host/emulate/plugin/mix.h"

// The emulator's interface, as far as it is used; its header is not packaged.
extern "C" {

struct qemu_plugin_tb;
struct qemu_plugin_insn;
using PluginId = uint64_t;

// What was translated for, of which the name of the target leads.
struct PluginInfo {
  const char* target_name;
};

void qemu_plugin_register_vcpu_tb_trans_cb(
    PluginId id, void (*callback)(PluginId, qemu_plugin_tb*));
size_t qemu_plugin_tb_n_insns(const qemu_plugin_tb* tb);
uint64_t qemu_plugin_tb_vaddr(const qemu_plugin_tb* tb);
qemu_plugin_insn* qemu_plugin_tb_get_insn(const qemu_plugin_tb* tb, size_t i);
const void* qemu_plugin_insn_data(const qemu_plugin_insn* insn);
size_t qemu_plugin_insn_size(const qemu_plugin_insn* insn);
void qemu_plugin_register_vcpu_insn_exec_inline(qemu_plugin_insn* insn,
                                                int operation, void* counter,
                                                uint64_t value);
void qemu_plugin_register_vcpu_insn_exec_cb(
    qemu_plugin_insn* insn, void (*callback)(unsigned cpu, void* user),
    int registers, void* user);
void qemu_plugin_register_vcpu_tb_exec_cb(
    qemu_plugin_tb* tb, void (*callback)(unsigned cpu, void* user),
    int registers, void* user);
void qemu_plugin_register_atexit_cb(PluginId id,
                                    void (*callback)(PluginId, void* user),
                                    void* user);

}  // extern "C"

namespace mote::emulate {
namespace {

constexpr int kAdd = 0;
constexpr int kNoRegisters = 0;

// The emulator keeps what it translated, and this with it.
struct Block {
  uint64_t begin, end;
};

Mix mix;
uint64_t next_in_line = 0;
bool riscv = false;
std::FILE* out = nullptr;

void enter(unsigned, void* user) {
  const Block& block = *static_cast<const Block*>(user);
  if (block.begin != next_in_line) ++mix.jumps;
  next_in_line = block.end;
}

void reach_mark(unsigned, void*) {
  std::fwrite(&mix, sizeof(mix), 1, out);
  mix = Mix();
}

void count(qemu_plugin_insn* insn, uint64_t& counter, uint64_t value) {
  if (value == 0) return;
  qemu_plugin_register_vcpu_insn_exec_inline(insn, kAdd, &counter, value);
}

void translate(PluginId, qemu_plugin_tb* tb) {
  Block* block = new Block{qemu_plugin_tb_vaddr(tb), qemu_plugin_tb_vaddr(tb)};
  bool after_load = false;
  for (size_t i = 0; i < qemu_plugin_tb_n_insns(tb); ++i) {
    qemu_plugin_insn* insn = qemu_plugin_tb_get_insn(tb, i);
    const auto* bytes =
        static_cast<const uint8_t*>(qemu_plugin_insn_data(insn));
    const int size = static_cast<int>(qemu_plugin_insn_size(insn));
    block->end += static_cast<uint64_t>(size);
    const Kind kind =
        riscv ? decode_riscv(bytes, size) : decode_thumb(bytes, size);
    count(insn, mix.instructions, 1);
    const bool load = kind.loads > 0;
    const bool store = kind.stores > 0;
    count(insn, mix.loads, load);
    count(insn, mix.streamed, load && after_load);
    count(insn, mix.stores, store);
    count(insn, mix.words, kind.loads + kind.stores - load - store);
    count(insn, mix.multiplies, kind.multiply);
    count(insn, mix.long_multiplies, kind.long_multiply);
    count(insn, mix.divisions, kind.division);
    count(insn, mix.vectors, kind.vector);
    after_load = load;
    if (kind.mark) {
      qemu_plugin_register_vcpu_insn_exec_cb(insn, reach_mark, kNoRegisters,
                                             nullptr);
    }
  }
  qemu_plugin_register_vcpu_tb_exec_cb(tb, enter, kNoRegisters, block);
}

void finish(PluginId, void*) { std::fclose(out); }

}  // namespace
}  // namespace mote::emulate

extern "C" {

[[gnu::visibility("default")]] extern const int qemu_plugin_version;
const int qemu_plugin_version = 1;

[[gnu::visibility("default")]] int qemu_plugin_install(PluginId id,
                                                       const PluginInfo* info,
                                                       int argc, char** argv) {
  using namespace mote::emulate;
  constexpr char kOut[] = "out=";
  if (argc != 1 || std::strncmp(argv[0], kOut, sizeof(kOut) - 1) != 0) return 1;
  out = std::fopen(argv[0] + sizeof(kOut) - 1, "wb");
  if (out == nullptr) return 1;
  riscv = std::strncmp(info->target_name, "riscv", 5) == 0;
  qemu_plugin_register_vcpu_tb_trans_cb(id, translate);
  qemu_plugin_register_atexit_cb(id, finish, nullptr);
  return 0;
}

}  // extern "C"
