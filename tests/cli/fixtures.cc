// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Writes the files that the texts in this folder work on, where it is called.
#include <iostream>

#include "host/io/npy.h"
#include "tests/model_builder.h"
#include "tests/wav_bytes.h"

namespace mote::tests {
namespace {

bool all_written = true;

void write(const std::string& path, std::span<const uint8_t> bytes) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  const bool made = folder.empty() || base::make_folder(folder).ok();
  all_written = all_written && made && base::write_file(path, bytes).ok();
}

void write(const std::string& path, std::string_view text) {
  write(path, std::span(reinterpret_cast<const uint8_t*>(text.data()),
                        text.size()));
}

void write_npy(const std::string& path, Type type, std::vector<int32_t> shape,
               base::Bytes data) {
  write(path, io::npy_bytes({type, std::move(shape), std::move(data)}));
}

void write_models() {
  const base::Bytes softmax = build(softmax_model(Type::kInt8, 4));
  write("softmax.tflite", softmax);
  write("cut.tflite", std::span(softmax).first(softmax.size() / 2));
  write("text.tflite", "This is a text and no model at all.\n");
  write("empty.tflite", "");
  write("custom.tflite", build(custom_model("Mine")));
  write("float64.tflite", build(softmax_model(Type::kFloat64, 4)));
  write("shape.tflite", build(reshape_model(Type::kInt8, {1, 4}, {3})));
  ModelDef version = softmax_model(Type::kInt8, 4);
  version.ops[0].version = 1000;
  write("version.tflite", build(version));
  write("sound.tflite", build(reshape_model(Type::kInt16, {1, 4}, {2, 2})));
  write("picture.tflite",
        build(reshape_model(Type::kUInt8, {1, 1, 2, 3}, {6})));
}

void write_inputs() {
  const base::Bytes values = {0, 16, 8, 24};
  write_npy("in.npy", Type::kInt8, {1, 4}, values);
  write_npy("shape.npy", Type::kInt8, {4}, values);
  write_npy("type.npy", Type::kUInt8, {1, 4}, values);
  base::Bytes cut = io::npy_bytes({Type::kInt8, {1, 4}, values});
  cut.pop_back();
  write("short.npy", cut);
  write("text.npy", "no array\n");
  write("sound.wav", wav_bytes({1, -2, 3, -4, 5}));
  write("short.wav", wav_bytes({1, -2, 3}));
  write("stereo.wav", wav_bytes({1, -2, 3, -4, 5, -6, 7, -8}, 2));
  write("labels.txt", "zero\none\ntwo\nthree\n");
  base::Bytes bmp(62);
  bmp[0] = 'B', bmp[1] = 'M', bmp[10] = 54, bmp[14] = 40;
  bmp[18] = 2, bmp[22] = 1, bmp[26] = 1, bmp[28] = 24, bmp[54] = 200;
  write("picture.bmp", bmp);
}

void write_case(const std::string& folder, const std::string& model,
                const base::Bytes& golden) {
  const auto bytes = base::read_file(model);
  all_written = all_written && bytes.ok();
  if (bytes.ok()) write(folder + "/model.tflite", bytes.value());
  for (const char* step : {"/step0", "/step1"}) {
    write_npy(folder + step + "/in0.npy", Type::kInt8, {1, 4}, {0, 16, 8, 24});
    write_npy(folder + step + "/out0.npy", Type::kInt8, {1, 4}, golden);
  }
}

// What softmax.tflite makes of in.npy, and something else.
void write_cases() {
  const base::Bytes right = {0x88, 0xbd, 0x96, 0x25};
  const base::Bytes near = {0x88, 0xbe, 0x96, 0x25};
  write_case("cases/exact", "softmax.tflite", right);
  write_case("cases/near", "softmax.tflite", near);
  write_case("cases/off", "softmax.tflite", near);
  write_case("cases/missing", "custom.tflite", right);
  write("cases/manifest.json",
        R"({"format": 1, "cases": [
{"case": "exact", "rule": {"kind": "exact"}},
{"case": "near", "rule": {"kind": "int_close", "max_abs": 1}},
{"case": "off", "rule": {"kind": "exact"}},
{"case": "missing", "rule": {"kind": "exact"}}
]})");
}

}  // namespace
}  // namespace mote::tests

int main() {
  mote::tests::write_models();
  mote::tests::write_inputs();
  mote::tests::write_cases();
  if (!mote::tests::all_written) std::cerr << "a file was not written\n";
  return mote::tests::all_written ? 0 : 1;
}
