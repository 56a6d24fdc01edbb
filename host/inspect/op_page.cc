// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/inspect/op_page.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "device/model/model.h"
#include "host/base/text.h"
#include "host/inspect/kernel_words.h"
#include "host/run/all_ops.h"

namespace mote::inspect {
namespace {

using base::text;
using run::OpInfo;

bool custom(const OpInfo& op) { return op.entry.code == model::kCustom; }

// Builtin operators by their code, then the custom ones by name.
std::vector<const OpInfo*> in_order() {
  std::vector<const OpInfo*> out;
  for (const OpInfo& op : run::all_ops()) out.push_back(&op);
  std::ranges::sort(out, [](const OpInfo* a, const OpInfo* b) {
    return std::tuple(custom(*a), a->entry.code, a->name) <
           std::tuple(custom(*b), b->entry.code, b->name);
  });
  return out;
}

std::string code(const OpInfo& op) {
  return custom(op) ? "custom" : text(op.entry.code);
}

std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) {
    out += (out.empty() ? "" : ", ") + item;
  }
  return out;
}

std::string types(const OpInfo& op) {
  std::vector<std::string> out;
  for (const std::string_view variant : op.variants) {
    out.push_back(run::plain_variant(variant));
  }
  return joined(out);
}

std::string options(const OpInfo& op) {
  std::vector<std::string> out;
  for (const run::OptionInfo& option : op.options) {
    out.push_back(text(option.name, " ", option.type));
    if (option.otherwise != 0) out.back() += text(" = ", option.otherwise);
  }
  return joined(out);
}

int count(const CaseCounts& cases, const OpInfo& op) {
  const auto at = cases.find(std::string(op.name));
  return at == cases.end() ? 0 : at->second;
}

constexpr char kIntroduction[] =
    R"(<!-- Written by mote ops --markdown --cases tests/corpus; don't edit. -->
# Operators

Mote computes @ builtin operators of the format and @ custom ones. The page is
written from their declarations in [`device/ops`](../device/ops); `mote ops`
shows what a build has. A program links those that it lists.

- **version**: the newest that is accepted; models that say a newer one are
  refused.
- **types**: what the operator is compiled for, named by the elements of its
  activations; an operator takes one-byte types, signed and unsigned, by the same
  code where that makes no difference. With *packed weights*, two or four stand
  in a byte. `Only<Conv2D, int8_t>` in a program's list links one of them.
- **options**: as models spell them, with the value that one left out has, if it
  is not 0.
- **follows**: the engine whose results are repeated, integers to the bit:
  LiteRT's reference kernels, with which TFLM agrees where it has the operator,
  unless the row says otherwise.
- **kernels**: what it computes with where instruction sets have faster
  [kernels](../device/kernels/README.md) of their own, with the same bits, for
  quantized elements with sums of 32 bits:

@
- **cases**: golden cases in [`tests/corpus`](../tests/corpus) whose models have
  the operator.

)";

std::string kernel_table() {
  std::string out = "  | target | instruction set | kernels |\n"
                    "  | --- | --- | --- |\n";
  for (const KernelWords& it : kernel_words()) {
    out += text("  | ", it.target, " | ", it.folder, " | ", joined(it.words),
                " |\n");
  }
  return out;
}

// The text with its marks replaced.
std::string introduction(size_t builtin, size_t custom) {
  std::string out = kIntroduction;
  for (const std::string& part : {std::to_string(builtin),
                                  std::to_string(custom), kernel_table()}) {
    out.replace(out.find('@'), 1, part);
  }
  return out;
}

}  // namespace

std::string ops_text() {
  std::vector<base::Row> rows = {{"operator", "code", "version", "types"}};
  for (const OpInfo* op : in_order()) {
    rows.push_back({std::string(op->name), code(*op),
                    std::to_string(op->entry.version), types(*op)});
  }
  return base::table(rows);
}

std::string ops_markdown(const CaseCounts& cases) {
  const std::vector<const OpInfo*> ops = in_order();
  const auto customs = static_cast<size_t>(std::ranges::count_if(
      ops, [](const OpInfo* op) { return custom(*op); }));
  std::string out = introduction(ops.size() - customs, customs);
  out += "| code | operator | version | types | options | follows | kernels | "
         "cases |\n"
         "| --- | --- | --- | --- | --- | --- | --- | --- |\n";
  for (const OpInfo* op : ops) {
    out += text("| ", code(*op), " | ", op->name, " | ",
                static_cast<int>(op->entry.version), " | ", types(*op), " | ",
                options(*op), " | ", op->reference, " | ", op->kernels, " | ",
                count(cases, *op),
                " |\n");
  }
  return out;
}

nlohmann::ordered_json ops_json(const CaseCounts& cases) {
  auto out = nlohmann::ordered_json::array();
  for (const OpInfo* op : in_order()) {
    auto options = nlohmann::ordered_json::array();
    for (const run::OptionInfo& option : op->options) {
      options.push_back({{"name", option.name},
                         {"type", option.type},
                         {"default", option.otherwise}});
    }
    out.push_back({{"name", op->name},
                   {"code", op->entry.code},
                   {"version", op->entry.version},
                   {"struct", op->struct_name},
                   {"variants", op->variants},
                   {"options", options},
                   {"follows", op->reference},
                   {"kernels", op->kernels}});
    if (!cases.empty()) out.back()["cases"] = count(cases, *op);
  }
  return {{"operators", out}};
}

}  // namespace mote::inspect
