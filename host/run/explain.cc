// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/explain.h"

#include "host/base/text.h"
#include "host/run/all_ops.h"
#include "host/run/model_file.h"

namespace mote::run {
namespace {

using base::text;

constexpr char kConvertAgain[] =
    "the file is damaged or its writer is at fault: copy or convert it again";

struct Words {
  std::string what;
  std::string cure;
};

// A fault with what the model tells about its place.
class Explainer {
 public:
  Explainer(const Fault& fault, const model::Model* model) : fault_(fault) {
    if (model == nullptr || fault.subgraph < 0) return;
    graph_ = model->subgraph(static_cast<uint32_t>(fault.subgraph));
    if (fault.op < 0) return;
    op_ = graph_.op(static_cast<uint32_t>(fault.op));
    code_ = model->operator_code(op_.code());
    info_ = find_op(code_.code(), string_view(code_.custom_name()));
  }

  base::Error error(const std::string& where) const {
    const Words words = this->words();
    return {where + place(), words.what, words.cure};
  }

 private:
  bool has_op() const { return static_cast<bool>(op_.table); }
  bool has_tensor() const { return graph_.table && fault_.tensor >= 0; }
  std::string name() const { return has_op() ? op_name(code_) : "it"; }
  io::TensorSpec tensor(int32_t index) const {
    return tensor_spec(graph_.tensor(static_cast<uint32_t>(index)));
  }

  std::string place() const;
  std::string operand() const;
  std::string other_operands() const;
  std::string variants() const;
  Words words() const;
  Words file_words() const;
  Words operator_words() const;

  Fault fault_;
  model::SubGraph graph_ = {};
  model::OperatorView op_ = {};
  model::OperatorCode code_ = {};
  const OpInfo* info_ = nullptr;
};

// ", subgraph 1, operator 3 ADD, input 1 (tensor 5 'x')".
std::string Explainer::place() const {
  std::string out;
  if (fault_.subgraph > 0) out += text(", subgraph ", fault_.subgraph);
  if (fault_.op >= 0) {
    out += text(", operator ", fault_.op);
    if (has_op()) out += " " + op_name(code_);
  }
  if (fault_.tensor < 0) return out;
  const std::string role = has_op() ? operand() : "";
  out += role.empty() ? ", " : ", " + role + " (";
  out += text("tensor ", fault_.tensor);
  if (has_tensor()) out += " '" + tensor(fault_.tensor).name + "'";
  return out + (role.empty() ? "" : ")");
}

std::string Explainer::operand() const {
  const auto inputs = op_.inputs();
  for (uint32_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i] == fault_.tensor) return text("input ", i);
  }
  const auto outputs = op_.outputs();
  for (uint32_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i] == fault_.tensor) return text("output ", i);
  }
  return "";
}

// "int8 [1,4] and float32 [2]".
std::string Explainer::other_operands() const {
  std::vector<std::string> kinds;
  for (const auto& tensors : {op_.inputs(), op_.outputs()}) {
    for (uint32_t i = 0; i < tensors.size(); ++i) {
      if (tensors[i] < 0 || tensors[i] == fault_.tensor) continue;
      kinds.push_back(tensor(tensors[i]).kind());
    }
  }
  return base::listed(kinds);
}

std::string Explainer::variants() const {
  if (info_ == nullptr) return "";
  std::vector<std::string> names;
  for (const std::string_view variant : info_->variants) {
    names.push_back(plain_variant(variant));
  }
  return base::listed(names);
}

// What is wrong with the file itself.
Words Explainer::file_words() const {
  switch (fault_.status) {
    case Status::kNotAModel:
      return {"this is not a .tflite model: it does not carry the mark TFL3",
              "give the file that the TensorFlow Lite converter wrote"};
    case Status::kSchemaVersion:
      return {"the container's version is not 3",
              "convert the model with a TensorFlow of 2017 or later"};
    case Status::kBadIndex:
      return {"a tensor, buffer, subgraph or operator code is named that is "
              "not there", kConvertAgain};
    case Status::kBadType:
      return {"the tensor's type is not one that the format defines",
              kConvertAgain};
    case Status::kBadShape:
      return {"the tensor has a negative dimension, more than 8 dimensions or "
              "more than 2 GiB",
              "convert the model again with the sizes that it shall run with"};
    case Status::kBadBuffer:
      return {"the constant holds fewer bytes than its shape asks for",
              kConvertAgain};
    case Status::kBadQuantization:
      return {"scales or zero points are missing, too many or out of range",
              "quantize the model again"};
    case Status::kBadOrder:
      return {"a tensor is read before anything has written it, or written "
              "twice", kConvertAgain};
    default:
      return {"an offset, length or alignment leads out of the file",
              kConvertAgain};
  }
}

// What an operator refuses.
Words Explainer::operator_words() const {
  const std::string kind =
      has_tensor() ? tensor(fault_.tensor).kind() : "the operand";
  switch (fault_.status) {
    case Status::kNoOperator:
      if (info_ != nullptr) {
        return {"the operator is not in the program's list",
                text("add mote::ops::", info_->struct_name, " to it")};
      }
      return {"Mote does not have this operator",
              "replace it in the model, or declare it in device/ops"};
    case Status::kNoVersion:
      return {text("version ", code_.version(),
                   " is asked for and ", info_ ? info_->entry.version : 0,
                   " is the newest known"),
              "convert the model for an older runtime, or update Mote"};
    case Status::kNoVariant:
      return {text("the program's list holds ", name(),
                   ", but not for this type"),
              "list it without Only, or add the type; there are " + variants()};
    case Status::kWrongOperands:
      return {text(op_.inputs().size(), " inputs and ", op_.outputs().size(),
                   " outputs are not what ", name(), " takes"), kConvertAgain};
    case Status::kWrongType:
      return {text(kind, " is not of a type that ", name(), " takes there",
                   other_operands().empty() ? "" : " beside ",
                   other_operands()),
              "convert the model to one that it computes in: " + variants()};
    case Status::kWrongShape:
      return {text("the shape of ", kind, " is not one that ", name(),
                   " takes there", other_operands().empty() ? "" : " beside ",
                   other_operands()),
              "convert the model again, with all dimensions fixed"};
    case Status::kNotConstant:
      return {text(name(), " needs this operand to be a constant, and it is "
                   "computed"), "convert the model with a constant there"};
    case Status::kBadQuantization:
      return {text("the quantization of ", kind, " is not one that ", name(),
                   " computes with"), "quantize the model again"};
    default:
      return {text("an option of ", name(), " is out of its range"),
              "convert the model again with an option that is supported"};
  }
}

Words Explainer::words() const {
  switch (fault_.status) {
    case Status::kOk: return {"nothing is wrong", ""};
    case Status::kArenaTooSmall:
      return {text("the arena is at least ", base::grouped(fault_.bytes),
                   " bytes too small"), "give it more memory"};
    case Status::kArenaMisaligned:
      return {"the model does not start at a multiple of 4 bytes",
              "align it to 16"};
    case Status::kOverLimit:
      return {"the model does more work than the caller allows, or has more "
              "than 65,534 tensors and operators",
              "raise the limit or split the model"};
    case Status::kNotLoaded:
      return {"the model was not loaded before it was run", "load it first"};
    case Status::kBadData:
      return {text("the data asks ", name(), " for something impossible, such "
                   "as an index out of range"),
              "check the values that lead there"};
    default: break;
  }
  const bool refused = has_op() || fault_.status >= Status::kNoOperator;
  return refused ? operator_words() : file_words();
}

}  // namespace

base::Error explain(const Fault& fault, const std::string& where,
                    const model::Model* model) {
  return Explainer(fault, model).error(where);
}

}  // namespace mote::run
