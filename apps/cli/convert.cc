// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// mote convert: makes a .tflite file of a model in another format.
#include <unistd.h>

#include <charconv>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "apps/cli/commands.h"
#include "apps/cli/convert_options.h"
#include "host/base/text.h"

namespace mote::cli {
namespace {

constexpr char kPurpose[] = "Makes a .tflite file of a model from TensorFlow";

constexpr char kDetails[] =
    "IN is the folder of a SavedModel, a frozen graph (.pb), a Keras file\n"
    "(.keras, .h5), an ONNX model (.onnx), a checkpoint or its folder (with its\n"
    ".meta, or --graph), or a .tflite file. An open first dimension becomes 1.";

base::Result<lower::Options> shapes(const std::vector<std::string>& texts) {
  lower::Options out;
  for (const std::string& text : texts) {
    const size_t equals = text.find('=');
    const base::Error unclear = {"--input-shape " + text,
                                 "this is no NAME=N,N,...",
                                 "write for example --input-shape x=1,96,96,3"};
    if (equals == std::string::npos) return unclear;
    std::vector<int64_t>& dims = out.input_shapes[text.substr(0, equals)];
    std::istringstream list(text.substr(equals + 1));
    for (std::string part; std::getline(list, part, ',');) {
      int64_t n = 0;
      const char* end = part.data() + part.size();
      if (std::from_chars(part.data(), end, n).ptr != end || n < 1) {
        return unclear;
      }
      dims.push_back(n);
    }
  }
  return out;
}

// Operators by name with their numbers.
std::map<std::string, int> operators(const ir::Module& module) {
  std::map<std::string, int> out;
  for (const ir::Graph& graph : module.graphs) {
    for (const ir::Node& node : graph.nodes) ++out[node.op];
  }
  return out;
}

void print_summary(const ConvertOptions& options, const convert::Converted& made) {
  std::cout << options.out << ": " << base::grouped(made.bytes.size())
            << " bytes, arena " << base::grouped(made.arena_bytes)
            << " bytes on this machine\n";
  for (const auto& [op, count] : operators(made.module)) {
    std::cout << "  " << count << " " << op << "\n";
  }
  for (const auto& [what, count] : made.rewrites) {
    std::cout << "  " << what << ": " << count << "\n";
  }
  if (made.samples > 0) {
    std::cout << "  calibrated with " << base::counted(made.samples, "sample")
              << "\n";
  }
  for (const quantize::Layer& layer : made.floats) {
    std::cout << "  in floats: " << layer.op << " '" << layer.output << "'\n";
  }
  for (const quantize::Layer& layer : made.words) {
    std::cout << "  in 16 bits: " << layer.op << " '" << layer.output << "'\n";
  }
  if (options.mode == quantize::Mode::kAuto) {
    std::cout << "  loses " << made.loss << " on the samples\n";
  }
}

nlohmann::ordered_json list(const std::vector<quantize::Layer>& layers) {
  nlohmann::ordered_json out = nlohmann::ordered_json::array();
  for (const quantize::Layer& layer : layers) {
    out.push_back({{"operator", layer.op}, {"output", layer.output}});
  }
  return out;
}

void print_json(const ConvertOptions& options, const convert::Converted& made) {
  print({{"model", options.out}, {"bytes", made.bytes.size()},
         {"arena_bytes", made.arena_bytes},
         {"operators", operators(made.module)}, {"rewrites", made.rewrites},
         {"samples", made.samples}, {"floats", list(made.floats)},
         {"int16", list(made.words)}, {"loss", made.loss}});
}

void show_progress(size_t done, size_t of) {
  std::cerr << "\rcalibrating: " << done << " of " << of
            << (done == of ? "\n" : "") << std::flush;
}

int convert_model(ConvertOptions& options, const TfliteConvertFlags& flags) {
  if (const auto done = flags.apply(options); !done.ok()) {
    return fail(done.error(), options.json);
  }
  if (options.in.empty() || options.out.empty()) {
    return fail({"mote convert",
                 options.in.empty() ? "no model is named"
                                    : "no file is named to write to",
                 "write mote convert IN -o OUT.tflite"},
                options.json);
  }
  options.source.path = options.in;
  const auto given = shapes(options.shapes);
  if (!given.ok()) return fail(given.error(), options.json);
  if (isatty(STDERR_FILENO) != 0) {
    options.target.progress = show_progress;
  }
  if (options.mode) {
    options.target.quantize = options.quantize;
    options.target.quantize->mode = *options.mode;
  }
  const auto made =
      convert::convert(options.source, given.value(), options.target);
  if (!made.ok()) return fail(made.error(), options.json);
  const auto written = base::write_file(options.out, made.value().bytes);
  if (!written.ok()) return fail(written.error(), options.json);
  if (options.json) {
    print_json(options, made.value());
  } else {
    print_summary(options, made.value());
  }
  return kSuccess;
}

const std::map<std::string, std::optional<quantize::Mode>> kModes = {
    {"none", std::nullopt},
    {"int8", quantize::Mode::kInt8},
    {"int16x8", quantize::Mode::kInt16x8},
    {"auto", quantize::Mode::kAuto},
    {"dynamic", quantize::Mode::kDynamic},
    {"int4", quantize::Mode::kInt4},
    {"float16", quantize::Mode::kFloat16}};

const std::map<std::string, std::optional<quantize::Method>> kMethods = {
    {"min-max", quantize::Method::kMinMax},
    {"moving-average", quantize::Method::kMovingAverage},
    {"percentile", quantize::Method::kPercentile},
    {"mse", quantize::Method::kMse}};

const std::map<std::string, quantize::Metric> kMetrics = {
    {"error", quantize::Metric::kError}, {"top1", quantize::Metric::kTop1}};

const std::map<std::string, Type> kTypes = {
    {"float32", Type::kFloat32}, {"int8", Type::kInt8},
    {"uint8", Type::kUInt8}, {"int16", Type::kInt16}};

// An option whose value is one of the map's names.
template <class T>
void add_choice(CLI::App& command, const std::string& name, T& value,
                const std::map<std::string, T>& choices,
                const std::string& help, const std::string& absent) {
  std::vector<std::string> names;
  for (const auto& [key, choice] : choices) names.push_back(key);
  command.add_option_function<std::string>(
      name,
      [&value, &choices](const std::string& key) { value = choices.at(key); },
      help)->check(CLI::IsMember(names))->option_text("NAME [" + absent + "]");
}

void add_quantization(CLI::App& command, ConvertOptions& options) {
  add_choice(command, "--quantize", options.mode, kModes,
             "none, dynamic (int8 weights), int4 (weights), float16 (weights), "
             "int8 or int16x8 (activations too), or auto (int8, and int16x8 or "
             "floats where --max-loss asks for it)", "none");
  command.add_option("--representative", options.target.representative,
                     "Samples for int8, int16x8 and auto: .npy, .npz, or a folder of "
                     ".npy, .wav or pictures")->option_text("PATH");
  add_choice(command, "--calibration", options.quantize.method, kMethods,
             "How samples give ranges: min-max, moving-average, percentile or "
             "mse", "percentile, of int16x8 min-max");
  command.add_flag("--equalize", options.quantize.equalize,
                   "Even out channels across layers before quantizing");
  command.add_option("--max-loss", options.quantize.max_loss,
                     "Of auto: what it may lose on the samples")
      ->option_text("LOSS [0.01]");
  add_choice(command, "--metric", options.quantize.metric, kMetrics,
             "Of auto: error (size of the error by that of the outputs) or top1 "
             "(part of the samples with another highest output)", "error");
  add_choice(command, "--input-type", options.quantize.input, kTypes,
             "Of inputs with int8 and int16x8: float32, int8, uint8 or int16",
             "float32");
  add_choice(command, "--output-type", options.quantize.output, kTypes,
             "Of outputs, likewise", "float32");
}

}  // namespace

void add_source_options(CLI::App& command, convert::Source& source) {
  command.add_option("--graph", source.graph,
                      "The Keras file that a checkpoint's weights belong to")
      ->option_text("FILE");
  command.add_option("--signature", source.selection.signature,
                      "Of a SavedModel; else serving_default, or the only one")
      ->option_text("NAME");
  command.add_option("--tags", source.selection.tags,
                      "Of a SavedModel's graph, by commas; else serve")
      ->option_text("TAGS");
  command.add_option("--inputs", source.selection.inputs,
                      "Nodes to be inputs, by commas")
      ->delimiter(',')->option_text("NAMES");
  command.add_option("--outputs", source.selection.outputs,
                      "Nodes to be outputs, by commas")
      ->delimiter(',')->option_text("NAMES");
}

void add_convert(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<ConvertOptions>();
  const auto flags = std::make_shared<TfliteConvertFlags>();
  CLI::App* command = app.add_subcommand("convert", kPurpose);
  command->footer(kDetails);
  command->add_option("IN", options->in, "The model");
  command->add_option("-o,--out", options->out, "The .tflite file to write")
      ->option_text("FILE");
  add_source_options(*command, options->source);
  command->add_option("--input-shape", options->shapes,
                      "Shape of an input, such as x=1,96,96,3; may be repeated")
      ->option_text("NAME=N,N,...");
  add_quantization(*command, *options);
  add_json_flag(*command, options->json);
  flags->add_to(*command);
  command->callback([options, flags, &exit_code] {
    exit_code = convert_model(*options, *flags);
  });
}

}  // namespace mote::cli
