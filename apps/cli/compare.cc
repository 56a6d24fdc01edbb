// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// mote compare: where a quantized model departs from its float model.
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "apps/cli/commands.h"
#include "host/base/text.h"
#include "host/import/tflite/import.h"
#include "host/quantize/compare.h"
#include "host/quantize/samples.h"

namespace mote::cli {
namespace {

using quantize::LayerDifference;

constexpr char kPurpose[] =
    "Shows how far each layer of a quantized model is from its float model";

constexpr char kDetails[] =
    "Layers are matched by the names of their values. SNR: decibels between a\n"
    "layer's float values and the difference; max: the largest difference;\n"
    "cosine: of the angle between both. The steepest falls of SNR from one "
    "layer to\nthe next tell where precision is lost.";

struct Options {
  std::string exact, rough, data;
  size_t worst = 3;
  bool json = false;
};

void show_progress(size_t done, size_t of) {
  std::cerr << "\rcomparing: " << done << " of " << of
            << (done == of ? "\n" : "") << std::flush;
}

base::Result<std::vector<LayerDifference>> run(const Options& options) {
  const auto file = run::ModelFile::open(options.exact);
  if (!file.ok()) return file.error();
  const auto exact = tflite::import_file(options.exact);
  if (!exact.ok()) return exact.error();
  const auto rough = tflite::import_file(options.rough);
  if (!rough.ok()) return rough.error();
  const auto samples = quantize::read_samples(*file.value(), options.data);
  if (!samples.ok()) return samples.error();
  const auto progress = isatty(STDERR_FILENO) != 0
                            ? quantize::Progress(show_progress)
                            : quantize::Progress();
  auto layers = quantize::compare(exact.value(), rough.value(),
                                  samples.value(), options.rough, progress);
  if (layers.ok() && layers.value().empty()) {
    return base::Error{options.rough, "no value has the name of one in " +
                                          options.exact,
                       "compare a model with what was made of it"};
  }
  return layers;
}

std::string number(double value, int digits) {
  if (std::isinf(value)) return "equal";
  std::ostringstream out;
  out << std::setprecision(digits) << value;
  return out.str();
}

std::string decibels(double value) {
  if (std::isinf(value)) return "equal";
  std::ostringstream out;
  out << std::fixed << std::setprecision(1) << value;
  return out.str();
}

base::Row row_of(const LayerDifference& layer) {
  const quantize::Difference& it = layer.difference;
  return {decibels(it.signal_to_noise()), number(it.most, 3),
          number(it.cosine(), 6), layer.op, layer.name};
}

void print_text(const Options& options, std::vector<LayerDifference> layers) {
  std::vector<base::Row> rows = {{"SNR", "max", "cosine", "operator", "value"}};
  for (const LayerDifference& layer : layers) rows.push_back(row_of(layer));
  std::cout << base::table(rows);
  std::stable_sort(layers.begin(), layers.end(),
                   [](const LayerDifference& a, const LayerDifference& b) {
                     return a.difference.signal_to_noise() <
                            b.difference.signal_to_noise();
                   });
  layers.resize(std::min(layers.size(), options.worst));
  for (const LayerDifference& layer : layers) {
    std::cout << "worst: " << layer.op << " '" << layer.name << "', "
              << decibels(layer.difference.signal_to_noise()) << " dB\n";
  }
}

void print_json(const std::vector<LayerDifference>& layers) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const LayerDifference& layer : layers) {
    const quantize::Difference& it = layer.difference;
    nlohmann::ordered_json snr;  // null: all are equal
    if (!std::isinf(it.signal_to_noise())) snr = it.signal_to_noise();
    list.push_back({{"value", layer.name}, {"operator", layer.op},
                    {"snr", snr}, {"max", it.most}, {"cosine", it.cosine()}});
  }
  print({{"layers", list}});
}

int compare(const Options& options) {
  const auto layers = run(options);
  if (!layers.ok()) return fail(layers.error(), options.json);
  if (options.json) {
    print_json(layers.value());
  } else {
    print_text(options, layers.value());
  }
  return kSuccess;
}

}  // namespace

void add_compare(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("compare", kPurpose);
  command->footer(kDetails);
  command->add_option("FLOAT", options->exact, "A .tflite file")->required();
  command->add_option("QUANTIZED", options->rough, "What was made of it")
      ->required();
  command->add_option("--data", options->data,
                      "Samples, as mote convert --representative takes them")
      ->required()->option_text("PATH");
  command->add_option("--worst", options->worst,
                      "How many of the worst to name at the end")
      ->option_text("N [3]");
  add_json_flag(*command, options->json);
  command->callback([options, &exit_code] { exit_code = compare(*options); });
}

}  // namespace mote::cli
