// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Reads a GraphDef into the graph: what the outputs need, with calls inlined
// and loops as nodes that name the graphs of their condition and body.
#ifndef MOTE_HOST_IMPORT_TENSORFLOW_GRAPH_READER_H_
#define MOTE_HOST_IMPORT_TENSORFLOW_GRAPH_READER_H_

#include <set>
#include <string_view>
#include <unordered_map>

#include "host/import/tensorflow/attributes.h"

namespace mote::tensorflow {

// Contents of variables, by shared name or, where that is empty, the name of
// the node that makes the handle.
using Variables = std::map<std::string, ir::TensorAttribute>;

// The name under which the node's variable lies in Variables.
std::string variable_name(const proto::NodeDef& handle);

class GraphReader {
 public:
  // where: named in errors. The message must outlive the reader.
  GraphReader(const proto::GraphDef& graph, std::string where);

  void set_variables(const Variables& variables) { variables_ = variables; }

  // inputs, outputs: references such as "x:0". Main has them in this order.
  // Variables that have contents are constants.
  base::Result<ir::Module> read(const std::vector<std::string>& inputs,
                                const std::vector<std::string>& outputs);

  // Everything that running the node `name` would run, assignments included.
  base::Result<ir::Module> read_effects(const std::string& name);

 private:
  // Nodes that name each other: a graph, the body of a function, or the part of
  // a graph that is a loop's condition or body.
  struct Scope {
    int32_t graph = 0;
    bool function = false;  // references are spelt as within functions
    const std::unordered_map<std::string_view, const proto::NodeDef*>* nodes;
    std::unordered_map<std::string, ir::ValueId> bound;  // references given
    std::unordered_map<std::string, std::vector<ir::ValueId>> made;
    std::unordered_map<std::string, int32_t> nodes_made;
  };
  struct Reference {
    std::string node;
    size_t output = 0;
    bool control = false;
  };
  // A loop made of Enter, Merge, Switch, NextIteration and Exit.
  struct Loop {
    const proto::NodeDef* condition = nullptr;
    std::vector<const proto::NodeDef*> switches;  // one a variable
    std::vector<const proto::NodeDef*> merges;
    std::vector<const proto::NodeDef*> enters;     // then invariants
    std::vector<const proto::NodeDef*> iterations;
  };
  using Nodes = std::unordered_map<std::string_view, const proto::NodeDef*>;

  void read_once(const std::vector<std::string>& inputs,
                 const std::vector<std::string>& outputs);
  // The first error is kept; everything after it does nothing.
  void fail(const std::string& node, std::string what, std::string cure);
  bool failed() const { return error_.has_value(); }

  Reference parse(const Scope& scope, const std::string& text) const;
  std::vector<std::string> needs(const Scope& scope, const proto::NodeDef& node);
  std::vector<const proto::NodeDef*> ordered(const Scope& scope,
                                             std::vector<std::string> wanted);
  void build(Scope& scope, const std::vector<std::string>& wanted);
  void build(Scope& scope, const proto::NodeDef& node);
  void build_constant(Scope& scope, const proto::NodeDef& node);
  void build_read(Scope& scope, const proto::NodeDef& node);
  void build_variable(Scope& scope, const proto::NodeDef& node);
  void build_assign(Scope& scope, const proto::NodeDef& node);
  void build_generic(Scope& scope, const proto::NodeDef& node);
  void build_call(Scope& scope, const proto::NodeDef& node,
                  const std::string& callee);
  void build_control(Scope& scope, const proto::NodeDef& node);
  void build_exit(Scope& scope, const proto::NodeDef& node);
  std::optional<Loop> loop_of(const Scope& scope, const proto::NodeDef& exit);
  int32_t loop_graph(const Scope& scope, const Loop& loop, bool body,
                     const std::vector<ir::ValueId>& operands);
  int32_t function_graph(const std::string& name, const Scope& outer,
                         const std::vector<ir::ValueId>& operands);
  void bind_parameter(Scope& scope, const std::string& reference,
                      const ir::Graph& outer, ir::ValueId operand);
  std::vector<ir::ValueId> inline_function(Scope& scope, const std::string& name,
                                           const std::vector<ir::ValueId>& args);

  ir::ValueId value(Scope& scope, const std::string& reference);
  std::vector<ir::ValueId> operands(Scope& scope, const proto::NodeDef& node);
  ir::ValueId add_handle(int32_t graph, const std::string& name);
  ir::Graph& graph(int32_t index) {
    return module_.graphs[static_cast<size_t>(index)];
  }

  const proto::GraphDef& source_;
  std::string where_;
  Variables variables_;
  bool effects_ = false;
  // Variables that a run assigns: they keep what it leaves for the next one.
  std::set<std::string> assigned_;
  Nodes nodes_;
  std::unordered_map<std::string_view, const proto::FunctionDef*> functions_;
  std::unordered_map<std::string, Nodes> function_nodes_;
  // The variable that a value of a graph is a handle of.
  std::map<std::pair<int32_t, ir::ValueId>, std::string> handles_;
  ir::Module module_;
  int depth_ = 0;
  size_t built_ = 0;
  std::optional<base::Error> error_;
};

}  // namespace mote::tensorflow

#endif  // MOTE_HOST_IMPORT_TENSORFLOW_GRAPH_READER_H_
