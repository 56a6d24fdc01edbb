// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/emulate/job_image.h"

#include <cstring>

#include "apps/firmware/job.h"
#include "host/run/explain.h"

namespace mote::emulate {
namespace {

class Image {
 public:
  // Appends bytes at a multiple of 16 and returns their offset.
  uint32_t add(std::span<const uint8_t> bytes) {
    data_.resize((data_.size() + 15) / 16 * 16);
    const size_t offset = data_.size();
    data_.insert(data_.end(), bytes.begin(), bytes.end());
    return static_cast<uint32_t>(offset);
  }
  uint32_t reserve(size_t bytes) { return add(base::Bytes(bytes)); }
  template <class T>
  void put(uint32_t offset, const T& value) {
    std::memcpy(data_.data() + offset, &value, sizeof(T));
  }
  base::Bytes take() { return std::move(data_); }

 private:
  base::Bytes data_;
};

job::JobCase add_case(Image& image, const run::Case& it, bool marks) {
  job::JobCase spec = {};
  spec.model = image.add(it.model->bytes());
  spec.model_bytes = static_cast<uint32_t>(it.model->bytes().size());
  spec.steps = static_cast<uint32_t>(it.steps.size());
  spec.input_count = static_cast<uint32_t>(it.model->inputs().size());
  spec.inputs = image.reserve(spec.steps * spec.input_count *
                              sizeof(job::JobInput));
  uint32_t at = spec.inputs;
  for (const run::Step& step : it.steps) {
    for (const base::Bytes& input : step) {
      const job::JobInput entry = {image.add(input),
                                   static_cast<uint32_t>(input.size())};
      image.put(at, entry);
      at += static_cast<uint32_t>(sizeof(entry));
    }
  }
  spec.arena_bytes = it.arena_bytes;
  spec.keep_tables = 1;
  spec.marks = marks ? 1 : 0;
  return spec;
}

// Takes values off the front of a stream.
class Reader {
 public:
  explicit Reader(std::span<const uint8_t> bytes) : bytes_(bytes) {}

  template <class T>
  bool read(T& value) {
    if (bytes_.size() < sizeof(T)) return false;
    std::memcpy(&value, bytes_.data(), sizeof(T));
    bytes_ = bytes_.subspan(sizeof(T));
    return true;
  }
  bool read(base::Bytes& value, size_t size) {
    const size_t padded = (size + 3) / 4 * 4;
    if (bytes_.size() < padded) return false;
    value.assign(bytes_.begin(), bytes_.begin() + static_cast<long>(size));
    bytes_ = bytes_.subspan(padded);
    return true;
  }

 private:
  std::span<const uint8_t> bytes_;
};

bool read_output(Reader& reader, io::Array& array) {
  job::ResultTensor tensor = {};
  if (!reader.read(tensor) || tensor.rank > 8) return false;
  array.type = static_cast<Type>(tensor.type);
  array.shape.assign(tensor.dims, tensor.dims + tensor.rank);
  return reader.read(array.data, tensor.bytes);
}

bool read_result(Reader& reader, const run::Case& it,
                 run::CaseResult& result) {
  job::ResultHeader header = {};
  for (;;) {
    if (!reader.read(header) || header.magic != job::kResultMagic) return false;
    if (header.last != 0) break;
    std::vector<io::Array> outputs(header.outputs);
    for (io::Array& output : outputs) {
      if (!read_output(reader, output)) return false;
    }
    result.outputs.push_back(std::move(outputs));
  }
  result.loaded = header.arena_bytes != 0;
  result.arena_bytes = header.arena_bytes;
  result.planned = header.planned != 0;
  result.load_instructions = header.load_instructions;
  result.invoke_instructions = header.invoke_instructions;
  result.stack_bytes =
      std::max(header.load_stack_bytes, header.invoke_stack_bytes);
  if (header.status != 0) {
    Fault fault;
    fault.status = static_cast<Status>(header.status);
    fault.subgraph = 0;
    fault.op = header.op;
    fault.tensor = header.tensor;
    fault.bytes = header.missing_bytes;
    result.error =
        run::explain(fault, it.model->where(), &it.model->view());
  }
  return true;
}

}  // namespace

size_t job_bytes(const run::Case& it) {
  size_t bytes = sizeof(job::JobCase) + it.model->bytes().size() + 64;
  for (const run::Step& step : it.steps) {
    for (const base::Bytes& input : step) {
      bytes += input.size() + sizeof(job::JobInput) + 16;
    }
  }
  return bytes;
}

base::Bytes job_image(std::span<const run::Case> cases, bool marks) {
  Image image;
  const uint32_t header = image.reserve(
      sizeof(job::JobHeader) + cases.size() * sizeof(job::JobCase));
  image.put(header, job::JobHeader{job::kMagic,
                                   static_cast<uint32_t>(cases.size())});
  uint32_t at = header + static_cast<uint32_t>(sizeof(job::JobHeader));
  for (const run::Case& it : cases) {
    const job::JobCase spec = add_case(image, it, marks);
    image.put(at, spec);
    at += static_cast<uint32_t>(sizeof(spec));
  }
  return image.take();
}

std::vector<run::CaseResult> read_results(std::span<const uint8_t> stream,
                                          std::span<const run::Case> cases) {
  Reader reader(stream);
  std::vector<run::CaseResult> results;
  for (const run::Case& it : cases) {
    run::CaseResult result;
    if (!read_result(reader, it, result)) break;
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace mote::emulate
