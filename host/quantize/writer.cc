// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/writer.h"

#include "host/quantize/constants.h"

namespace mote::quantize {
namespace {

using ir::ValueId;

class Writer {
 public:
  Writer(ir::Module& module, int32_t index, const Plan& plan,
         const Static& options)
      : module_(module), index_(index),
        graph_(module.graphs[static_cast<size_t>(index)]), plan_(plan),
        affine_(plan.values[static_cast<size_t>(index)]), options_(options),
        nodes_(std::move(graph_.nodes)) {
    graph_.nodes.clear();
  }

  void write() {
    const std::vector<Rule>& rules = plan_.rules[static_cast<size_t>(index_)];
    for (ValueId& id : graph_.inputs) take_input(id);
    for (size_t i = 0; i < nodes_.size(); ++i) {
      if (rules[i].kind == Kind::kFloat) {
        write_float(nodes_[i]);
      } else {
        write_integer(nodes_[i], rules[i]);
      }
    }
    for (ValueId& id : graph_.outputs) give_output(id);
  }

 private:
  using Pairs = std::map<ValueId, ValueId>;

  Type type() const { return plan_.activations; }
  bool main() const { return index_ == 0; }
  const std::optional<Affine>& affine(ValueId id) const {
    return affine_[static_cast<size_t>(id)];
  }
  // Values that the plan knows: others were added here.
  bool planned(ValueId id) const {
    return id != ir::kNoValue && static_cast<size_t>(id) < affine_.size() &&
           affine(id).has_value();
  }

  ValueId add(const ir::Value& like, Type type, const ir::Quantization& q,
              const char* suffix) {
    ir::Value made;
    made.name = like.name + suffix;
    made.type = type;
    made.shape = like.shape;
    made.stand_in = like.stand_in;
    made.quantization = q;
    return graph_.add(std::move(made));
  }

  void convert(const char* op, ValueId from, ValueId to) {
    ir::Node node;
    node.op = op;
    node.name = graph_.value(to).name;
    node.inputs = {from};
    node.outputs = {to};
    graph_.nodes.push_back(std::move(node));
  }

  void make_integer(ValueId id, const Affine& affine) {
    graph_.value(id).type = type();
    graph_.value(id).quantization = quantization_of(affine);
  }

  // The value as integers of its plan's scale.
  ValueId integer(ValueId id) {
    const ir::Value value = graph_.value(id);
    if (value.type != Type::kFloat32) return id;
    const auto [known, is_new] = integers_.try_emplace(id, ir::kNoValue);
    if (!is_new) return known->second;
    if (value.constant != nullptr) {
      known->second = graph_.add(quantized_constant(value, *affine(id), type()));
    } else {
      known->second =
          add(value, type(), quantization_of(*affine(id)), "/quantized");
      convert("QUANTIZE", id, known->second);
    }
    return known->second;
  }

  // The value as floats.
  ValueId real(ValueId id) {
    const ir::Value value = graph_.value(id);
    if (value.type == Type::kFloat32 || !planned(id)) return id;
    const auto [known, is_new] = reals_.try_emplace(id, ir::kNoValue);
    if (is_new) {
      known->second = add(value, Type::kFloat32, {}, "/float");
      convert("DEQUANTIZE", id, known->second);
    }
    return known->second;
  }

  void take_input(ValueId& id) {
    if (!planned(id) || graph_.value(id).type != Type::kFloat32) return;
    const Type wanted = main() ? options_.input : type();
    if (wanted == Type::kFloat32) return;
    if (wanted == type()) return make_integer(id, *affine(id));
    // uint8 outside is int8 inside, moved by 128. The name stays outside.
    ValueId outer = add(graph_.value(id), wanted,
                        quantization_of({affine(id)->scale,
                                         affine(id)->zero_point + 128}), "");
    graph_.value(id).name += "/int8";
    make_integer(id, *affine(id));
    convert("QUANTIZE", outer, id);
    rename(id, outer, true);
    id = outer;
  }

  void give_output(ValueId& id) {
    if (!main()) {
      if (planned(id)) id = integer(id);
      return;
    }
    const Type now = graph_.value(id).type;
    if (!planned(id) || now == options_.output) return;
    ValueId out = ir::kNoValue;
    const std::string name = graph_.value(id).name;
    if (now == Type::kFloat32) {
      if (options_.output != type()) return;  // floats that no plan covers
      out = integer(id);
    } else if (options_.output == Type::kFloat32) {
      out = real(id);
    } else {
      const Affine inner = *affine(id);
      out = add(graph_.value(id), options_.output,
                quantization_of({inner.scale, inner.zero_point + 128}), "");
      convert("QUANTIZE", id, out);
    }
    graph_.value(id).name = name + "/inner";
    graph_.value(out).name = name;
    rename(id, out, false);
    id = out;
  }

  // Signatures follow the graph's inputs or outputs.
  void rename(ValueId from, ValueId to, bool inputs) {
    for (ir::Signature& signature : module_.signatures) {
      if (signature.graph != index_) continue;
      for (auto& [name, id] : inputs ? signature.inputs : signature.outputs) {
        if (id == from) id = to;
      }
    }
  }

  void write_float(ir::Node& node) {
    for (ValueId& id : node.inputs) {
      if (id != ir::kNoValue) id = real(id);
    }
    graph_.nodes.push_back(std::move(node));
  }

  void write_integer(ir::Node& node, const Rule& rule) {
    for (size_t i = 0; i < node.inputs.size(); ++i) {
      if (node.inputs[i] == ir::kNoValue) continue;
      if (is_activation(graph_, node, rule, i)) {
        node.inputs[i] = integer(node.inputs[i]);
      }
    }
    if (rule.kind == Kind::kWeighted) write_weights(node, rule);
    if ((node.op == "ADD" || node.op == "SUB") && type() == Type::kInt16) {
      node.attributes["pot_scale_int16"] = false;
    }
    std::vector<std::pair<ValueId, ValueId>> moved;
    for (ValueId& id : node.outputs) {
      if (id == ir::kNoValue || graph_.value(id).type != Type::kFloat32) {
        continue;
      }
      make_integer(id, *affine(id));
      if (rule.kind == Kind::kFixed && *affine(id) != rule.output) {
        const ValueId fixed = add(graph_.value(id), type(),
                                  quantization_of(rule.output), "/fixed");
        moved.emplace_back(fixed, id);
        id = fixed;
      }
    }
    graph_.nodes.push_back(std::move(node));
    for (const auto& [from, to] : moved) convert("QUANTIZE", from, to);
  }

  void write_weights(ir::Node& node, const Rule& rule) {
    const size_t x = node.op == "TRANSPOSE_CONV" ? 2 : 0;
    const float input =
        graph_.value(node.inputs[x]).quantization.scales.front();
    const bool biased = node.inputs.size() > rule.bias &&
                        node.inputs[rule.bias] != ir::kNoValue;
    std::vector<float> least;
    if (biased && type() == Type::kInt8) {
      least = least_scales(graph_.value(node.inputs[rule.bias]), input);
    }
    const ValueId weights = graph_.add(quantized_weights(
        graph_.value(node.inputs[rule.weights]), rule.axis, least));
    node.inputs[rule.weights] = weights;
    if (!biased) return;
    const Type wide = type() == Type::kInt16 ? Type::kInt64 : Type::kInt32;
    const std::vector<float> scales =
        graph_.value(weights).quantization.scales;
    node.inputs[rule.bias] = graph_.add(quantized_bias(
        graph_.value(node.inputs[rule.bias]), input, scales, wide));
  }

  ir::Module& module_;
  int32_t index_;
  ir::Graph& graph_;
  const Plan& plan_;
  const std::vector<std::optional<Affine>>& affine_;
  const Static& options_;
  std::vector<ir::Node> nodes_;
  Pairs integers_, reals_;
};

}  // namespace

void write_graph(ir::Module& module, int32_t graph, const Plan& plan,
                 const Static& options) {
  Writer(module, graph, plan, options).write();
}

}  // namespace mote::quantize
