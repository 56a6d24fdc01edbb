// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/calibrate.h"

#include "host/base/text.h"
#include "host/export/tflite/export.h"
#include "host/quantize/observer.h"

namespace mote::quantize {
namespace {

using base::Error;
using base::Result;

constexpr int kMostTurns = 1000000;

// Runs graphs of a module with everything that they compute given out.
class Tracer {
 public:
  explicit Tracer(const ir::Module& module)
      : module_(module), graphs_(module.graphs.size()) {
    for (const ir::Graph& graph : module.graphs) {
      observers_.emplace_back(graph.values.size());
    }
  }

  void start_counting() { counting_ = true; }

  // Gives the graph's outputs.
  Result<run::Step> run(int32_t index, const run::Step& inputs) {
    const Result<Traced*> traced = prepare(index);
    if (!traced.ok()) return traced.error();
    const ir::Graph& graph = graph_at(index);
    Result<std::vector<io::Array>> results =
        traced.value()->session->invoke(inputs);
    if (!results.ok()) return results.error();
    std::vector<base::Bytes> values(graph.values.size());
    for (size_t i = 0; i < graph.inputs.size(); ++i) {
      values[static_cast<size_t>(graph.inputs[i])] = inputs[i];
    }
    for (size_t i = 0; i < results->size(); ++i) {
      values[static_cast<size_t>(traced.value()->watched[i])] =
          std::move(results.value()[i].data);
    }
    const auto seen = observe(index, values);
    if (!seen.ok()) return seen.error();
    const auto followed = follow_calls(graph, values);
    if (!followed.ok()) return followed.error();
    return pick(graph, graph.outputs, values);
  }

  Ranges ranges(Method method) const {
    Ranges out;
    for (const std::vector<Observer>& graph : observers_) {
      auto& ranges = out.emplace_back();
      for (const Observer& value : graph) ranges.push_back(value.range(method));
    }
    return out;
  }

 private:
  struct Traced {
    std::unique_ptr<run::Session> session;
    std::vector<ir::ValueId> watched;
  };

  const ir::Graph& graph_at(int32_t index) const {
    return module_.graphs[static_cast<size_t>(index)];
  }

  Result<Traced*> prepare(int32_t index) {
    Traced& traced = graphs_[static_cast<size_t>(index)];
    if (traced.session != nullptr) return &traced;
    ir::Module copy = module_;
    copy.signatures.clear();
    // No graph calls main, so the two may change places.
    std::swap(copy.graphs[0], copy.graphs[static_cast<size_t>(index)]);
    for (const ir::Node& node : copy.main().nodes) {
      for (const ir::ValueId id : node.outputs) {
        if (id != ir::kNoValue) traced.watched.push_back(id);
      }
    }
    copy.main().outputs = traced.watched;
    auto bytes = tflite::export_model(copy, "the float model");
    if (!bytes.ok()) return bytes.error();
    auto file =
        run::ModelFile::parse(std::move(bytes).value(), "the float model");
    if (!file.ok()) return file.error();
    auto session = run::Session::load(std::move(file).value());
    if (!session.ok()) return session.error();
    traced.session = std::move(session).value();
    return &traced;
  }

  Result<void> observe(int32_t index, const std::vector<base::Bytes>& values) {
    const ir::Graph& graph = graph_at(index);
    for (size_t i = 0; i < values.size(); ++i) {
      if (graph.values[i].type != Type::kFloat32 || values[i].empty()) continue;
      Observer& observer = observers_[static_cast<size_t>(index)][i];
      const std::span elements(
          reinterpret_cast<const float*>(values[i].data()),
          values[i].size() / sizeof(float));
      if (counting_) {
        observer.count(elements);
      } else if (!observer.observe(elements)) {
        return Error{"value '" + graph.values[i].name + "'",
                     "it is infinite or no number for one of the samples",
                     "leave that sample out, or mend the model"};
      }
    }
    return {};
  }

  static run::Step pick(const ir::Graph& graph,
                        const std::vector<ir::ValueId>& ids,
                        const std::vector<base::Bytes>& values) {
    run::Step out;
    for (const ir::ValueId id : ids) {
      const ir::Constant& constant = graph.value(id).constant;
      out.push_back(constant != nullptr ? *constant
                                        : values[static_cast<size_t>(id)]);
    }
    return out;
  }

  static int32_t callee(const ir::Node& node, const char* name) {
    const auto* graph = ir::find<ir::GraphRef>(node.attributes, name);
    return graph == nullptr ? 0 : graph->index;
  }

  Result<void> follow_calls(const ir::Graph& graph,
                            const std::vector<base::Bytes>& values) {
    for (const ir::Node& node : graph.nodes) {
      if (node.op != "WHILE" && node.op != "IF") continue;
      run::Step state = pick(graph, node.inputs, values);
      const Result<void> done = node.op == "WHILE"
                                    ? follow_loop(node, std::move(state))
                                    : follow_branch(node, std::move(state));
      if (!done.ok()) return done.error();
    }
    return {};
  }

  Result<void> follow_loop(const ir::Node& node, run::Step state) {
    for (int turn = 0; turn < kMostTurns; ++turn) {
      const auto goes_on = run(callee(node, "cond_subgraph_index"), state);
      if (!goes_on.ok()) return goes_on.error();
      if (goes_on.value().front().front() == 0) return {};
      auto next = run(callee(node, "body_subgraph_index"), state);
      if (!next.ok()) return next.error();
      state = std::move(next).value();
    }
    return Error{node.name, "the loop does not end", "mend the model"};
  }

  Result<void> follow_branch(const ir::Node& node, run::Step state) {
    const bool taken = state.front().front() != 0;
    state.erase(state.begin());
    const auto done = run(callee(node, taken ? "then_subgraph_index"
                                             : "else_subgraph_index"), state);
    if (!done.ok()) return done.error();
    return {};
  }

  const ir::Module& module_;
  std::vector<Traced> graphs_;
  std::vector<std::vector<Observer>> observers_;
  bool counting_ = false;
};

}  // namespace

Result<Ranges> calibrate(const ir::Module& module,
                         const std::vector<run::Step>& samples,
                         const Calibration& calibration) {
  Tracer tracer(module);
  const size_t passes = needs_counts(calibration.method) ? 2 : 1;
  for (size_t pass = 0; pass < passes; ++pass) {
    if (pass == 1) tracer.start_counting();
    for (size_t i = 0; i < samples.size(); ++i) {
      const Result<run::Step> done = tracer.run(0, samples[i]);
      if (!done.ok()) {
        Error error = done.error();
        error.where = base::text("sample ", i, ", ", error.where);
        return error;
      }
      if (calibration.progress) {
        calibration.progress(pass * samples.size() + i + 1,
                             passes * samples.size());
      }
    }
  }
  return tracer.ranges(calibration.method);
}

}  // namespace mote::quantize
