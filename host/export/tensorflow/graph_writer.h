// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Writes the nodes of a GraphDef.
#ifndef MOTE_HOST_EXPORT_TENSORFLOW_GRAPH_WRITER_H_
#define MOTE_HOST_EXPORT_TENSORFLOW_GRAPH_WRITER_H_

#include <set>

#include "host/import/tensorflow/messages.pb.h"
#include "host/ir/graph.h"

namespace mote::tensorflow {

// What a node reads: "x", or "x:1" for outputs after the first.
struct Reference {
  std::string text;
  int32_t dtype = 0;
};

class GraphWriter {
 public:
  GraphWriter(const ir::Module& module, std::string where)
      : module_(module), where_(std::move(where)) {}

  // Placeholders for the main graph's inputs, its nodes, and an Identity for
  // each output. Once.
  base::Result<proto::GraphDef> write();

  // After write(): nodes of the main graph's inputs and outputs.
  const std::vector<Reference>& inputs() const { return inputs_; }
  const std::vector<Reference>& outputs() const { return outputs_; }

 private:
  // One graph of the module, where it is written.
  struct Scope {
    const ir::Graph& graph;
    // What must have run before constants count: in loops and branches they
    // are there only when those run. Empty: nothing.
    std::string pivot;
    std::map<ir::ValueId, Reference> made;
  };
  using References = std::vector<Reference>;

  std::string unique(const std::string& wanted);
  proto::NodeDef& add(const std::string& op, const std::string& name,
                      const References& inputs);
  // A node of one type, its attribute T.
  Reference add_typed(const std::string& op, const std::string& name,
                      const References& inputs, int32_t dtype);
  Reference operand(Scope& scope, ir::ValueId id);
  References operands(Scope& scope, const ir::Node& node);
  Reference constant(const ir::Value& value, const std::string& pivot);
  base::Result<void> write_node(Scope& scope, const ir::Node& node);
  void write_plain(Scope& scope, const ir::Node& node);
  // Importers that have no lists of their own read lists as the tensors that
  // they stand for, and tensors as lists.
  Reference stacked(const Scope& scope, const std::string& name,
                    const Reference& list);
  Reference element(const Scope& scope, const std::string& name,
                    const References& inputs);
  base::Result<void> write_while(Scope& scope, const ir::Node& node);
  base::Result<void> write_if(Scope& scope, const ir::Node& node);
  base::Result<References> write_called(const ir::Node& node,
                                        const char* attribute,
                                        const References& given,
                                        const std::string& pivot);

  const ir::Module& module_;
  const std::string where_;
  proto::GraphDef out_;
  std::set<std::string> names_;
  References inputs_, outputs_;
  int depth_ = 0;
};

// Sets attributes that tell types and numbers of operands, where they are
// absent; inputs: what the node reads.
void complete_types(const std::vector<Reference>& inputs, proto::NodeDef& node);

}  // namespace mote::tensorflow

#endif  // MOTE_HOST_EXPORT_TENSORFLOW_GRAPH_WRITER_H_
