// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/codegen/program.h"

#include <map>

#include "host/base/text.h"
#include "host/codegen/layout.h"
#include "host/codegen/variables.h"
#include "host/import/tflite/import.h"
#include "host/passes/optimize.h"
#include "host/plan/reorder.h"
#include "host/run/explain.h"

namespace mote::codegen {
namespace {

using base::Error;
using base::Result;

// The operators prepared, or why the first that can't be can't.
Result<std::vector<run::Prepared>> prepare(const run::ModelFile& model,
                                           const TargetKernels& target) {
  auto all = plan::prepare(model, target.set);
  if (!all.ok()) return all;
  for (run::Prepared& it : *all) {
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

// The same model with less to do.
Result<run::ModelFile::Pointer> simplified(const run::ModelFile& model,
                                           const TargetKernels& target) {
  Result<ir::Module> module =
      tflite::import_model(model.bytes(), model.where());
  if (!module.ok()) return module.error();
  const auto optimized = passes::optimize(
      *module, {.keep_names = true, .inline_composites = true}, model.where());
  if (!optimized.ok()) return optimized.error();
  const auto ordered = plan::reorder(*module, model.where(), target.set);
  if (!ordered.ok()) return ordered.error();
  return plan::as_file(*module, model.where());
}

// Sorts out where each tensor lies.
class Builder {
 public:
  Builder(run::ModelFile::Pointer model, const TargetKernels& target)
      : model_(*model), graph_(model_.view().subgraph(0)) {
    program_.source = std::filesystem::path(model_.where()).filename();
    program_.target = &target;
    program_.model = std::move(model);
  }

  Result<Program> build(std::vector<run::Prepared> prepared,
                        const std::vector<plan::Region>& regions) {
    Result<Layout> layout = lay_out(model_, prepared, regions);
    if (!layout.ok()) return layout.error();
    layout_ = std::move(layout).value();
    Result<Variables> shared = Variables::place(model_, prepared, layout_);
    if (!shared.ok()) return shared.error();
    variables_ = std::move(shared).value();
    const Result<void> room = check_room(layout_, model_.where());
    if (!room.ok()) return room.error();
    program_.arenas = layout_.arenas;
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
    program_.variables = layout_.variables;
    for (const Variables::FirstValue& it : variables_.first_values()) {
      const Place value = keep({"first value of a variable",
                                Type::kUInt8,
                                {it.bytes.begin(), it.bytes.end()}});
      program_.first_values.push_back(
          {it.place, value, it.bytes.size});
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
      step.state = memory.state;
      step.slots.push_back(step.state);
    }
    if (prepared.needs.scratch != 0) {
      step.slots.push_back(memory.scratch);
    }
    step.what = description(view);
    step.prepared = std::move(prepared);
    program_.steps.push_back(std::move(step));
  }

  // Of a variable from or to its memory; nothing for what makes one.
  void add_copy(const model::OperatorView& view, run::Prepared prepared) {
    const bool reads = view.outputs().size() == 1;
    if (view.inputs().size() != (reads ? 1u : 2u)) return;
    const Place memory = variables_.at(view.inputs()[0]);
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
    return layout_.tensors[static_cast<uint32_t>(tensor)];
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

uint32_t Program::arena_bytes() const {
  uint32_t bytes = 0;
  for (const Arena& it : arenas) bytes += it.bytes;
  return bytes;
}

Result<Program> make_program(const run::ModelFile& model,
                             const TargetKernels& target,
                             const std::vector<plan::Region>& regions) {
  // What is refused is told in terms of the model as it was given.
  const auto original = plan::prepare(model, target.set);
  if (!original.ok()) return original.error();
  const auto simple = simplified(model, target);
  if (!simple.ok()) return simple.error();
  auto prepared = prepare(*simple.value(), target);
  if (!prepared.ok()) return prepared.error();
  return Builder(simple.value(), target)
      .build(std::move(prepared).value(), regions);
}

}  // namespace mote::codegen
