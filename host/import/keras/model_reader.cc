// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/keras/model_reader.h"

#include "host/import/keras/topology.h"
#include "host/import/keras/weights.h"
#include "host/io/archive.h"

namespace mote::keras {
namespace {

using base::Error;
using base::Result;

struct File {
  Json config;
  std::unique_ptr<WeightStore> weights;
};

Json parse(const std::string& text, const std::string& where) {
  Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) {
    throw Unreadable{{where, "its configuration is no JSON object",
                      "save it again: it is damaged"}};
  }
  return json;
}

File read_archive(const base::Bytes& bytes, const std::string& where) {
  auto files = io::read_archive(bytes, where);
  if (!files.ok()) throw Unreadable{files.error()};
  const auto config = files.value().find("config.json");
  const auto weights = files.value().find("model.weights.h5");
  if (config == files.value().end() || weights == files.value().end()) {
    throw Unreadable{{where, "it lacks config.json or model.weights.h5",
                      "save it again, with Keras 3's model.save"}};
  }
  auto file = Hdf5::open(std::move(weights->second),
                         where + ", model.weights.h5");
  if (!file.ok()) throw Unreadable{file.error()};
  return {parse({config->second.begin(), config->second.end()}, where),
          stored_by_group(
              std::make_shared<const Hdf5>(std::move(file).value()))};
}

File read_hdf5(base::Bytes bytes, const std::string& where) {
  auto opened = Hdf5::open(std::move(bytes), where);
  if (!opened.ok()) throw Unreadable{opened.error()};
  const auto file = std::make_shared<const Hdf5>(std::move(opened).value());
  const std::vector<std::string> config = file->strings("", "model_config");
  if (config.size() != 1) {
    throw Unreadable{{where, "it holds weights without a model",
                      "save the whole model with model.save"}};
  }
  return {parse(config.front(), where), stored_by_name(file)};
}

ir::Module read(const std::filesystem::path& path,
                const std::filesystem::path& checkpoint) {
  const std::string where = path.string();
  Result<base::Bytes> bytes = base::read_file(path);
  if (!bytes.ok()) throw Unreadable{bytes.error()};
  const bool archive = bytes.value().size() > 2 && bytes.value()[0] == 'P' &&
                       bytes.value()[1] == 'K';
  File file = archive ? read_archive(bytes.value(), where)
                      : read_hdf5(std::move(bytes).value(), where);
  if (!checkpoint.empty()) {
    auto store = stored_by_object(checkpoint);
    if (!store.ok()) throw Unreadable{store.error()};
    file.weights = std::move(store).value();
  }
  return build_model(file.config, *file.weights);
}

}  // namespace

Result<ir::Module> read_model(const std::filesystem::path& path,
                              const std::filesystem::path& checkpoint) {
  try {
    return read(path, checkpoint);
  } catch (const Unreadable& unreadable) {
    Error error = unreadable.error;
    if (error.where.find(path.string()) == std::string::npos) {
      error.where = path.string() + ", " + error.where;
    }
    return error;
  } catch (const Json::exception&) {
    return Error{path.string(), "its configuration has not the form that Keras "
                                "gives it",
                 "save it again, with Keras' own model.save"};
  }
}

}  // namespace mote::keras
