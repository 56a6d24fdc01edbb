// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <map>

#include "apps/cli/convert_options.h"
#include "host/base/text.h"

namespace mote::cli {
namespace {

using base::Error;
using base::Result;

constexpr char kGroup[] = "As tflite_convert has them";

// Which take a value, which one or none, and which just stand there.
constexpr const char* kValued[] = {
    "--saved_model_dir",      "--keras_model_file",
    "--graph_def_file",       "--output_file",
    "--saved_model_tag_set",  "--saved_model_signature_key",
    "--input_arrays",         "--output_arrays",
    "--input_shapes",         "--inference_type",
    "--inference_input_type", "--inference_output_type",
    "--target_ops",           "--output_format"};
constexpr const char* kSwitches[] = {
    "--post_training_quantize",     "--quantize_to_float16",
    "--enable_v1_converter",        "--experimental_new_converter",
    "--experimental_new_quantizer", "--allow_custom_ops",
    "--drop_control_dependency",    "--reorder_across_fake_quant",
    "--change_concat_input_ranges"};

// What Mote does not do, and what to do instead.
const std::map<std::string, std::string> kRefused = {
    {"--mean_values", "give --representative samples as the model takes them"},
    {"--std_dev_values",
     "give --representative samples as the model takes them"},
    {"--default_ranges_min", "give --representative samples"},
    {"--default_ranges_max", "give --representative samples"},
    {"--custom_opdefs", "replace custom operators by others"},
    {"--dump_graphviz_dir", "use mote inspect on the result"},
    {"--conversion_summary_dir", "use mote inspect on the result"}};

Error refusal(const std::string& flag, const std::string& cure) {
  return {flag, "Mote does not do this", cure};
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) {
    parts.push_back(part);
  }
  return parts;
}

bool is_false(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  return text == "false" || text == "0" || text == "no";
}

Result<Type> type_of(const std::string& flag, const std::string& name) {
  static const std::map<std::string, Type> kTypes = {{"FLOAT", Type::kFloat32},
                                                     {"INT8", Type::kInt8},
                                                     {"UINT8", Type::kUInt8},
                                                     {"QUANTIZED_UINT8",
                                                      Type::kUInt8},
                                                     {"INT16", Type::kInt16}};
  const auto it = kTypes.find(name);
  if (it != kTypes.end()) return it->second;
  return Error{flag + " " + name, "this is none of its values",
               "write FLOAT, INT8, INT16 or QUANTIZED_UINT8"};
}

}  // namespace

void TfliteConvertFlags::add_to(CLI::App& command) {
  const auto add = [&](const std::string& name, int least, int most) {
    command
        .add_option_function<std::vector<std::string>>(
            name,
            [this, name](const std::vector<std::string>& values) {
              given_.push_back({name, values});
            })
        ->expected(least, most)
        ->group(kGroup)
        ->option_text(most == 0    ? ""
                      : least == 0 ? "[BOOL]"
                                   : "VALUE");
  };
  for (const char* name : kValued) add(name, 1, 1);
  for (const char* name : kSwitches) add(name, 0, 1);
  for (const auto& [name, cure] : kRefused) add(name, 1, 1);
}

const TfliteConvertFlags::Given* TfliteConvertFlags::find(
    const std::string& name) const {
  const auto it = std::ranges::find(given_, name, &Given::name);
  return it == given_.end() ? nullptr : &*it;
}

std::string TfliteConvertFlags::value(const std::string& name) const {
  const Given* given = find(name);
  return given == nullptr || given->values.empty() ? "" : given->values[0];
}

bool TfliteConvertFlags::on(const std::string& name) const {
  return find(name) != nullptr && !is_false(value(name));
}

Result<void> TfliteConvertFlags::apply(ConvertOptions& options) const {
  for (const auto step :
       {&TfliteConvertFlags::apply_source, &TfliteConvertFlags::apply_shapes,
        &TfliteConvertFlags::apply_types}) {
    if (const auto done = (this->*step)(options); !done.ok()) return done;
  }
  return refuse_others();
}

Result<void> TfliteConvertFlags::apply_source(ConvertOptions& options) const {
  for (const char* flag :
       {"--saved_model_dir", "--keras_model_file", "--graph_def_file"}) {
    if (find(flag) == nullptr) continue;
    if (!options.in.empty()) {
      return Error{flag, "'" + options.in + "' is to be converted already",
                   "name one model"};
    }
    options.in = value(flag);
  }
  if (find("--output_file") != nullptr) {
    if (!options.out.empty()) {
      return Error{"--output_file", "--out names a file already", "name one"};
    }
    options.out = value("--output_file");
  }
  tensorflow::Selection& selection = options.source.selection;
  if (find("--saved_model_tag_set") != nullptr) {
    selection.tags = value("--saved_model_tag_set");
  }
  if (find("--saved_model_signature_key") != nullptr) {
    selection.signature = value("--saved_model_signature_key");
  }
  for (const std::string& name : split(value("--input_arrays"), ',')) {
    selection.inputs.push_back(name);
  }
  for (const std::string& name : split(value("--output_arrays"), ',')) {
    selection.outputs.push_back(name);
  }
  return {};
}

Result<void> TfliteConvertFlags::apply_shapes(ConvertOptions& options) const {
  const std::vector<std::string> shapes = split(value("--input_shapes"), ':');
  const std::vector<std::string> names = split(value("--input_arrays"), ',');
  if (!shapes.empty() && shapes.size() != names.size()) {
    return Error{"--input_shapes",
                 base::text("it states ", base::counted(shapes.size(), "shape"),
                            " and --input_arrays ", names.size(), " names"),
                 "give a shape for each of them, parted by colons"};
  }
  for (size_t i = 0; i < shapes.size(); ++i) {
    options.shapes.push_back(names[i] + "=" + shapes[i]);
  }
  return {};
}

Result<void> TfliteConvertFlags::apply_types(ConvertOptions& options) const {
  const bool halves = on("--quantize_to_float16");
  if (on("--post_training_quantize") || halves) {
    options.mode = halves ? quantize::Mode::kFloat16 : quantize::Mode::kDynamic;
  }
  if (find("--inference_type") != nullptr) {
    const auto type = type_of("--inference_type", value("--inference_type"));
    if (!type.ok()) return type.error();
    if (type.value() != Type::kFloat32) {
      options.mode = type.value() == Type::kInt16 ? quantize::Mode::kInt16x8
                                                  : quantize::Mode::kInt8;
      options.quantize.input = options.quantize.output = type.value();
    }
  }
  for (const auto& [flag, out] :
       {std::pair{"--inference_input_type", &options.quantize.input},
        std::pair{"--inference_output_type", &options.quantize.output}}) {
    if (find(flag) == nullptr) continue;
    const auto type = type_of(flag, value(flag));
    if (!type.ok()) return type.error();
    *out = type.value();
  }
  return {};
}

Result<void> TfliteConvertFlags::refuse_others() const {
  for (const Given& given : given_) {
    const auto refused = kRefused.find(given.name);
    if (refused != kRefused.end()) return refusal(given.name, refused->second);
  }
  const std::string ops = value("--target_ops");
  if (!ops.empty() && ops != "TFLITE_BUILTINS" &&
      ops != "TFLITE_BUILTINS_INT8") {
    return refusal("--target_ops " + ops,
                   "write TFLITE_BUILTINS; --quantize chooses integers");
  }
  const std::string format = value("--output_format");
  if (!format.empty() && format != "TFLITE") {
    return refusal("--output_format " + format, "write TFLITE");
  }
  for (const char* name :
       {"--experimental_new_converter", "--experimental_new_quantizer"}) {
    if (find(name) == nullptr || on(name)) continue;
    return refusal(std::string(name) + " " + value(name), "leave it out");
  }
  for (const char* name : {"--allow_custom_ops", "--reorder_across_fake_quant",
                           "--change_concat_input_ranges"}) {
    if (on(name)) return refusal(name, "leave it out");
  }
  return {};
}

}  // namespace mote::cli
