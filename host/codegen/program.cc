// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/codegen/program.h"

#include <map>

#include "host/base/text.h"
#include "host/codegen/layout.h"
#include "host/codegen/variables.h"
#include "host/run/explain.h"

namespace mote::codegen {
namespace {

using base::Error;
using base::Result;

// The operators prepared, or why the first that can't be can't.
Result<std::vector<run::Prepared>> prepare(const run::ModelFile& model,
                                           const TargetKernels& target) {
  std::vector<run::Prepared> all = run::prepare_all(model, 0, target.set);
  for (run::Prepared& it : all) {
    if (it.fault.status != Status::kOk) {
      return run::explain(it.fault, model.where(), &model.view());
    }
    if (handles_variables(*it.info)) {
      it.needs.state = 0;  // the interpreter's
    } else if (it.info->entry.call != nullptr) {
      return Error{base::text(model.where(), ", operator ", it.fault.op, " ",
                              it.info->name),
                   "data decides which operators run, and a compiled model "
                   "runs all of them in one order",
                   "run it with the interpreter"};
    }
  }
  return all;
}

// Sorts out where each tensor lies.
class Builder {
 public:
  Builder(const run::ModelFile& model, const TargetKernels& target)
      : model_(model), graph_(model.view().subgraph(0)) {
    program_.source = std::filesystem::path(model.where()).filename();
    program_.target = &target;
  }

  Result<Program> build(std::vector<run::Prepared> prepared) {
    layout_ = lay_out(model_, prepared);
    Result<Variables> shared = Variables::place(model_, prepared, layout_);
    if (!shared.ok()) return shared.error();
    variables_ = std::move(shared).value();
    if (layout_.arena_bytes > INT32_MAX) {
      return Error{model_.where(), "its activations exceed 2 GiB", ""};
    }
    program_.arena_bytes = static_cast<uint32_t>(layout_.arena_bytes);
    for (size_t op = 0; op < prepared.size(); ++op) {
      if (const int32_t sparse = sparse_input(op); sparse >= 0) {
        Fault fault = {Status::kWrongType, 0, static_cast<int32_t>(op), sparse,
                       0};
        return run::explain(fault, model_.where(), &model_.view());
      }
      add_step(static_cast<uint32_t>(op), std::move(prepared[op]));
    }
    add_boundary(graph_.inputs(), model_.inputs(), program_.inputs);
    add_boundary(graph_.outputs(), model_.outputs(), program_.outputs);
    for (const Boundary& it : program_.outputs) {
      if (it.place.kind == Place::kNone) {
        return Error{model_.where(), "an output is never computed",
                     "convert the model again"};
      }
    }
    for (const Variable& it : layout_.variables) {
      program_.variables.push_back(
          {{Place::kArena, it.offset}, it.bytes, it.first_value});
    }
    for (const Variables::FirstValue& it : variables_.first_values()) {
      const Place value = keep({"first value of a variable",
                                Type::kUInt8,
                                {it.bytes.begin(), it.bytes.end()}});
      program_.first_values.push_back(
          {{Place::kArena, it.offset}, value, it.bytes.size});
    }
    return std::move(program_);
  }

 private:
  int32_t sparse_input(size_t op) const {
    for (const int32_t tensor :
         graph_.op(static_cast<uint32_t>(op)).inputs().span()) {
      if (tensor < 0) continue;
      const auto view = graph_.tensor(static_cast<uint32_t>(tensor));
      if (view.sparse() && model_.view().constant(view).size != 0) {
        return tensor;
      }
    }
    return -1;
  }

  void add_step(uint32_t op, run::Prepared prepared) {
    const model::OperatorView view = graph_.op(op);
    if (handles_variables(*prepared.info)) {
      return add_copy(view, std::move(prepared));
    }
    Step step;
    step.inputs = static_cast<int>(view.inputs().size());
    step.outputs = static_cast<int>(view.outputs().size());
    for (int i = 0; i < step.inputs; ++i) {
      const bool unread = i < 32 && (prepared.needs.unread >> i & 1) != 0;
      step.slots.push_back(
          place(view.inputs()[static_cast<uint32_t>(i)], unread));
    }
    for (const int32_t tensor : view.outputs().span()) {
      step.slots.push_back(place(tensor, false));
      const auto output = graph_.tensor(static_cast<uint32_t>(tensor));
      step.output_bytes.push_back(byte_size(output.type(), output.shape()));
    }
    for (base::Bytes& table : prepared.tables) {
      const Type type = table.size() % 4 == 0 ? Type::kInt32 : Type::kUInt8;
      step.slots.push_back(
          keep({base::text("table of operator ", op), type, std::move(table)}));
    }
    const OperatorMemory& memory = layout_.operators[op];
    if (prepared.needs.state != 0) {
      step.state = {Place::kArena, memory.state};
      step.slots.push_back(step.state);
    }
    if (prepared.needs.scratch != 0) {
      step.slots.push_back({Place::kArena, memory.scratch});
    }
    step.what = description(view);
    step.prepared = std::move(prepared);
    program_.steps.push_back(std::move(step));
  }

  // Of a variable from or to its memory; nothing for what makes one.
  void add_copy(const model::OperatorView& view, run::Prepared prepared) {
    const bool reads = view.outputs().size() == 1;
    if (view.inputs().size() != (reads ? 1u : 2u)) return;
    const Place memory = {Place::kArena, variables_.offset(view.inputs()[0])};
    const int32_t other = reads ? view.outputs()[0] : view.inputs()[1];
    const Place value = place(other, false);
    const auto tensor = graph_.tensor(static_cast<uint32_t>(other));
    const uint32_t bytes = byte_size(tensor.type(), tensor.shape());
    Step step;
    step.copy = reads ? Copy{value, memory, bytes} : Copy{memory, value, bytes};
    step.what = description(view);
    step.prepared = std::move(prepared);
    program_.steps.push_back(std::move(step));
  }

  std::string description(const model::OperatorView& view) const {
    if (view.outputs().size() == 0) return "";
    const io::TensorSpec spec = run::tensor_spec(
        graph_.tensor(static_cast<uint32_t>(view.outputs()[0])));
    return spec.name + ": " + spec.kind();
  }

  // unread: nobody looks at it if it is a constant.
  Place place(int32_t tensor, bool unread) {
    if (tensor < 0) return {};
    const auto view = graph_.tensor(static_cast<uint32_t>(tensor));
    const Span<const uint8_t> constant = model_.view().constant(view);
    if (constant.data != nullptr) {
      if (unread) return {};
      const uint32_t bytes = view.type() == Type::kString
                                 ? constant.size
                                 : byte_size(view.type(), view.shape());
      return keep({std::string(run::string_view(view.name())),
                   view.type(),
                   {constant.data, constant.data + bytes}});
    }
    const uint32_t offset = layout_.tensors[static_cast<uint32_t>(tensor)];
    if (offset == memory::kUnplaced) return {};
    return {Place::kArena, offset};
  }

  // Equal constants are one.
  Place keep(Constant constant) {
    const auto key = std::pair(bits(constant.type), constant.bytes);
    const auto [at, is_new] =
        kept_.try_emplace(key,
                          static_cast<uint32_t>(program_.constants.size()));
    if (is_new) program_.constants.push_back(std::move(constant));
    return {Place::kConstant, at->second};
  }

  void add_boundary(flat::Vector<int32_t> tensors,
                    std::vector<io::TensorSpec> specs,
                    std::vector<Boundary>& out) {
    for (uint32_t i = 0; i < tensors.size(); ++i) {
      out.push_back({std::move(specs[i]), place(tensors[i], false)});
    }
  }

  const run::ModelFile& model_;
  model::SubGraph graph_;
  Layout layout_;
  Variables variables_;
  Program program_;
  std::map<std::pair<uint32_t, base::Bytes>, uint32_t> kept_;
};

}  // namespace

const TargetKernels* find_target(std::string_view name) {
  for (const TargetKernels& it : kTargetKernels) {
    if (name == it.target) return &it;
  }
  return nullptr;
}

Result<Program> make_program(const run::ModelFile& model,
                             const TargetKernels& target) {
  auto prepared = prepare(model, target);
  if (!prepared.ok()) return prepared.error();
  return Builder(model, target).build(std::move(prepared).value());
}

}  // namespace mote::codegen
