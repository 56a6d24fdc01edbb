// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/export/tensorflow/graph_writer.h"

#include "host/base/text.h"
#include "host/import/tensorflow/attributes.h"

namespace mote::tensorflow {
namespace {

using base::Error;
using base::Result;
using base::text;

constexpr int kMostDepth = 64;  // of loops within loops
constexpr int32_t kFloat = 1, kBool = 10, kVariant = 21;

proto::Shape message_of(const ir::Shape& shape) {
  proto::Shape out;
  if (!shape) out.set_unknown_rank(true);
  if (!shape) return out;
  for (const int64_t extent : *shape) out.add_dim()->set_size(extent);
  return out;
}

proto::Tensor message_of(const ir::TensorAttribute& tensor) {
  proto::Tensor out;
  out.set_dtype(dtype_of(tensor.type));
  *out.mutable_tensor_shape() = message_of(tensor.shape);
  out.set_tensor_content(tensor.bytes->data(), tensor.bytes->size());
  return out;
}

// One overload for each kind of attribute; those of other formats have none.
struct Setter {
  proto::AttrValue& out;

  void operator()(bool value) const { out.set_b(value); }
  void operator()(int64_t value) const { out.set_i(value); }
  void operator()(double value) const { out.set_f(static_cast<float>(value)); }
  void operator()(const std::string& value) const { out.set_s(value); }
  void operator()(Type value) const { out.set_type(dtype_of(value)); }
  void operator()(const ir::Shape& value) const {
    *out.mutable_shape() = message_of(value);
  }
  void operator()(const ir::TensorAttribute& value) const {
    *out.mutable_tensor() = message_of(value);
  }
  void operator()(const std::vector<int64_t>& list) const {
    auto& into = *out.mutable_list();
    for (const int64_t value : list) into.add_i(value);
  }
  void operator()(const std::vector<double>& list) const {
    for (const double value : list) {
      out.mutable_list()->add_f(static_cast<float>(value));
    }
  }
  void operator()(const std::vector<std::string>& list) const {
    for (const std::string& value : list) out.mutable_list()->add_s(value);
  }
  void operator()(const std::vector<Type>& list) const {
    for (const Type value : list) out.mutable_list()->add_type(dtype_of(value));
  }
  void operator()(const std::vector<ir::Shape>& list) const {
    for (const ir::Shape& value : list) {
      *out.mutable_list()->add_shape() = message_of(value);
    }
  }
  void operator()(const ir::GraphRef&) const {}
  void operator()(const base::Bytes&) const {}
  void operator()(const std::vector<ir::Record>&) const {}
};

const char* name_or(const std::string& name, const char* absent) {
  return name.empty() ? absent : name.c_str();
}

}  // namespace

// Letters, digits and a few signs, the first of them a letter, a digit or a
// dot.
std::string GraphWriter::unique(const std::string& wanted) {
  std::string name = wanted.substr(0, wanted.find(':'));
  for (char& c : name) {
    const bool fine = std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                      c == '.' || c == '_' || c == '/' || c == '-';
    if (!fine) c = '_';
  }
  const bool starts =
      !name.empty() && (name[0] == '.' ||
                        std::isalnum(static_cast<unsigned char>(name[0])) != 0);
  if (!starts) name = "n" + name;
  std::string free = name;
  for (int i = 1; !names_.insert(free).second; ++i) free = text(name, "_", i);
  return free;
}

proto::NodeDef& GraphWriter::add(const std::string& op, const std::string& name,
                                 const References& inputs) {
  proto::NodeDef& node = *out_.add_node();
  node.set_op(op);
  node.set_name(unique(name));
  for (const Reference& input : inputs) node.add_input(input.text);
  return node;
}

Reference GraphWriter::add_typed(const std::string& op, const std::string& name,
                                 const References& inputs, int32_t dtype) {
  proto::NodeDef& node = add(op, name, inputs);
  (*node.mutable_attr())["T"].set_type(dtype);
  return {node.name(), dtype};
}

Reference GraphWriter::constant(const ir::Value& value,
                                const std::string& pivot) {
  ir::TensorAttribute tensor{value.type, *value.shape, value.constant};
  proto::NodeDef& node = add("Const", name_or(value.name, "constant"), {});
  if (!pivot.empty()) node.add_input("^" + pivot);
  (*node.mutable_attr())["dtype"].set_type(dtype_of(value.type));
  *(*node.mutable_attr())["value"].mutable_tensor() = message_of(tensor);
  return {node.name(), dtype_of(value.type)};
}

Reference GraphWriter::operand(Scope& scope, ir::ValueId id) {
  if (id == ir::kNoValue) return {};
  const auto made = scope.made.find(id);
  if (made != scope.made.end()) return made->second;
  const Reference written = constant(scope.graph.value(id), scope.pivot);
  scope.made[id] = written;
  return written;
}

GraphWriter::References GraphWriter::operands(Scope& scope,
                                              const ir::Node& node) {
  References out;
  for (const ir::ValueId id : node.inputs) out.push_back(operand(scope, id));
  return out;
}

Reference GraphWriter::stacked(const Scope& scope, const std::string& name,
                               const Reference& list) {
  ir::Value any_shape;
  any_shape.name = name + "/shape";
  any_shape.type = Type::kInt32;
  any_shape.constant = ir::make_constant(base::Bytes(sizeof(int32_t), 0xff));
  proto::NodeDef& node = add("TensorListStack", name + "/TensorListStack",
                             {list, constant(any_shape, scope.pivot)});
  (*node.mutable_attr())["element_dtype"].set_type(kFloat);
  return {node.name(), kFloat};
}

Reference GraphWriter::element(const Scope& scope, const std::string& name,
                               const References& inputs) {
  ir::Value axis;
  axis.name = name + "/axis";
  axis.type = Type::kInt32;
  axis.constant = ir::make_constant(base::Bytes(sizeof(int32_t)));
  const References operands = {inputs[0], inputs[1],
                               constant(axis, scope.pivot)};
  proto::NodeDef& node = add("GatherV2", name, operands);
  complete_types(operands, node);
  return {node.name(), inputs[0].dtype};
}

void GraphWriter::write_plain(Scope& scope, const ir::Node& node) {
  References inputs = operands(scope, node);
  const bool of_lists = node.op.starts_with("tf.TensorList");
  if (node.op == "tf.TensorListGetItem" && inputs.size() > 1 &&
      inputs[0].dtype != kVariant) {
    scope.made[node.output(0)] = element(scope, node.name, inputs);
    return;
  }
  for (Reference& input : inputs) {
    if (input.dtype != kVariant || of_lists) continue;
    input = stacked(scope, node.name, input);
  }
  proto::NodeDef& out = add(node.op.substr(3), node.name, inputs);
  if (inputs.empty() && !scope.pivot.empty()) out.add_input("^" + scope.pivot);
  for (const auto& [name, value] : node.attributes) {
    std::visit(Setter{(*out.mutable_attr())[name]}, value.base());
  }
  complete_types(inputs, out);
  for (size_t i = 0; i < node.outputs.size(); ++i) {
    const int32_t dtype = dtype_of(output_type(out, i));
    scope.made[node.outputs[i]] = {i == 0 ? out.name()
                                          : text(out.name(), ":", i),
                                   dtype};
  }
}

Result<void> GraphWriter::write_node(Scope& scope, const ir::Node& node) {
  if (node.op == "tf.While") return write_while(scope, node);
  if (node.op == "tf.If") return write_if(scope, node);
  if (node.op == "tf.VarHandleOp") {
    // Its content is a constant where it is read; loops hand it on all the
    // same.
    ir::Value stand_in;
    stand_in.name = node.name;
    stand_in.constant = ir::make_constant(base::Bytes(sizeof(float)));
    scope.made[node.outputs[0]] = constant(stand_in, scope.pivot);
    return {};
  }
  for (const ir::ValueId id : node.inputs) {
    if (id == ir::kNoValue || scope.made.contains(id)) continue;
    const ir::Value& value = scope.graph.value(id);
    if (value.constant != nullptr && value.shape && bits(value.type) >= 8) {
      continue;
    }
    return Error{where_ + ", node " + node.name,
                 "it reads '" + value.name +
                     "', a constant that no frozen graph can hold",
                 "convert the model to .tflite instead"};
  }
  if (!node.op.starts_with("tf.")) {
    return Error{where_ + ", node " + node.name,
                 "TensorFlow has no operator for " + node.op,
                 "give a model in floats, from before its conversion if there "
                 "is one"};
  }
  write_plain(scope, node);
  return {};
}

Result<GraphWriter::References> GraphWriter::write_called(
    const ir::Node& node, const char* attribute, const References& given,
    const std::string& pivot) {
  const ir::GraphRef* ref = ir::find<ir::GraphRef>(node.attributes, attribute);
  if (ref == nullptr || ++depth_ > kMostDepth) {
    return Error{where_ + ", node " + node.name,
                 "it calls nothing that could be written",
                 "save the model again: it is damaged"};
  }
  Scope inner{module_.graphs[static_cast<size_t>(ref->index)], pivot, {}};
  for (size_t i = 0; i < inner.graph.inputs.size() && i < given.size(); ++i) {
    inner.made[inner.graph.inputs[i]] = given[i];
  }
  for (const ir::Node& each : inner.graph.nodes) {
    const Result<void> done = write_node(inner, each);
    if (!done.ok()) return done.error();
  }
  References results;
  for (const ir::ValueId id : inner.graph.outputs) {
    results.push_back(operand(inner, id));
  }
  --depth_;
  return results;
}

Result<void> GraphWriter::write_while(Scope& scope, const ir::Node& node) {
  const References given = operands(scope, node);
  References merged, inside, left;
  std::vector<std::string> next;
  for (const Reference& x : given) {
    proto::NodeDef& enter = add("Enter", node.name + "/Enter", {x});
    (*enter.mutable_attr())["T"].set_type(x.dtype);
    (*enter.mutable_attr())["frame_name"].set_s(node.name);
    next.push_back(unique(node.name + "/NextIteration"));
    const Reference first{enter.name(), x.dtype};
    proto::NodeDef& merge =
        add("Merge", node.name + "/Merge", {first, {next.back(), x.dtype}});
    (*merge.mutable_attr())["T"].set_type(x.dtype);
    (*merge.mutable_attr())["N"].set_i(2);
    merged.push_back({merge.name(), x.dtype});
  }
  const auto decided =
      write_called(node, "cond", merged, merged.empty() ? "" : merged[0].text);
  if (!decided.ok()) return decided.error();
  const Reference condition{
      add("LoopCond", node.name + "/LoopCond", {decided.value().at(0)}).name(),
      kBool};
  for (const Reference& x : merged) {
    const Reference parted =
        add_typed("Switch", node.name + "/Switch", {x, condition}, x.dtype);
    inside.push_back(add_typed("Identity", node.name + "/Identity",
                               {{parted.text + ":1", x.dtype}}, x.dtype));
    left.push_back(add_typed("Exit", node.name + "/Exit", {parted}, x.dtype));
  }
  const auto results =
      write_called(node, "body", inside, inside.empty() ? "" : inside[0].text);
  if (!results.ok()) return results.error();
  for (size_t i = 0; i < next.size() && i < results.value().size(); ++i) {
    proto::NodeDef& again = *out_.add_node();
    again.set_op("NextIteration");
    again.set_name(next[i]);
    again.add_input(results.value()[i].text);
    (*again.mutable_attr())["T"].set_type(given[i].dtype);
  }
  for (size_t i = 0; i < node.outputs.size() && i < left.size(); ++i) {
    scope.made[node.outputs[i]] = left[i];
  }
  return {};
}

Result<void> GraphWriter::write_if(Scope& scope, const ir::Node& node) {
  const References given = operands(scope, node);
  const Reference condition = given.at(0);
  std::vector<References> results;
  for (const bool taken : {false, true}) {
    const auto side = [&](const Reference& x) {
      const Reference parted =
          add_typed("Switch", node.name + "/Switch", {x, condition}, x.dtype);
      return Reference{parted.text + (taken ? ":1" : ""), x.dtype};
    };
    const Reference pivot =
        add_typed("Identity", node.name + "/pivot", {side(condition)}, kBool);
    References inside;
    for (size_t i = 1; i < given.size(); ++i) inside.push_back(side(given[i]));
    auto made = write_called(node, taken ? "then_branch" : "else_branch",
                             inside, pivot.text);
    if (!made.ok()) return made.error();
    results.push_back(std::move(made).value());
  }
  for (size_t i = 0; i < node.outputs.size(); ++i) {
    const Reference& other = results[0].at(i);
    proto::NodeDef& merge =
        add("Merge", node.name + "/Merge", {other, results[1].at(i)});
    (*merge.mutable_attr())["T"].set_type(other.dtype);
    (*merge.mutable_attr())["N"].set_i(2);
    scope.made[node.outputs[i]] = {merge.name(), other.dtype};
  }
  return {};
}

Result<proto::GraphDef> GraphWriter::write() {
  // Newest of the format's versions that say how attributes default.
  out_.mutable_versions()->set_producer(1087);
  Scope scope{module_.main(), "", {}};
  for (const ir::ValueId id : scope.graph.inputs) {
    const ir::Value& value = scope.graph.value(id);
    const int32_t dtype = dtype_of(value.type);
    proto::NodeDef& node = add("Placeholder", name_or(value.name, "x"), {});
    (*node.mutable_attr())["dtype"].set_type(dtype);
    *(*node.mutable_attr())["shape"].mutable_shape() = message_of(value.shape);
    inputs_.push_back({node.name(), dtype});
    scope.made[id] = inputs_.back();
  }
  for (const ir::Node& node : scope.graph.nodes) {
    const Result<void> done = write_node(scope, node);
    if (!done.ok()) return done.error();
  }
  for (const ir::ValueId id : scope.graph.outputs) {
    const Reference x = operand(scope, id);
    outputs_.push_back(add_typed("Identity", "Identity", {x}, x.dtype));
  }
  return std::move(out_);
}

}  // namespace mote::tensorflow
