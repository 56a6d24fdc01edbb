// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Runs a graph on Mote's own runtime and shows every value that it computes,
// those in the bodies of loops and branches too.
#ifndef MOTE_HOST_QUANTIZE_TRACE_H_
#define MOTE_HOST_QUANTIZE_TRACE_H_

#include <functional>

#include "host/ir/graph.h"
#include "host/run/session.h"

namespace mote::quantize {

// Called with each input of a graph, and with each output of a node once it is
// computed, in the order of execution. The tensor's data are valid during the
// call.
using Watch =
    std::function<void(int32_t graph, ir::ValueId value, const Tensor& tensor)>;

class Tracer {
 public:
  // Refuses what the runtime refuses. The module must outlive the tracer.
  static base::Result<std::unique_ptr<Tracer>> make(const ir::Module& module,
                                                    const std::string& where);
  // As above, of a file that was exported from the module.
  static base::Result<std::unique_ptr<Tracer>> make(
      const ir::Module& module, run::ModelFile::Pointer file);
  ~Tracer();

  // Runs the main graph once. inputs: of exactly the bytes of each.
  base::Result<std::vector<io::Array>> run(const run::Step& inputs,
                                           const Watch& watch);
  // Gives what outlives a run its first values.
  void reset();

 private:
  class GraphRun;

  Tracer(const ir::Module& module, run::ModelFile::Pointer file);
  base::Result<GraphRun*> graph_run(int32_t graph);

  const ir::Module& module_;
  run::ModelFile::Pointer file_;
  std::vector<std::unique_ptr<GraphRun>> runs_;  // by graph; null until used
};

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_TRACE_H_
