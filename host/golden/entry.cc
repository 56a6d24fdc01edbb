// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/golden/entry.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace mote::golden {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::Result;
using nlohmann::json;

constexpr char kManifest[] = "manifest.json";
constexpr char kModel[] = "model.tflite";

// The functions below throw json::exception where the text has another form.

Rule parse_rule(const json& from) {
  const std::string kind = from.at("kind");
  Rule rule;
  if (kind == "close") {
    rule.kind = Rule::Kind::kClose;
    rule.rtol = from.value("rtol", 0.0);
    rule.atol = from.value("atol", 0.0);
  } else if (kind == "int_close") {
    rule.kind = Rule::Kind::kIntClose;
    rule.max_abs = from.at("max_abs");
  } else if (kind != "exact") {
    throw json::other_error::create(0, "unknown rule " + kind, &from);
  }
  return rule;
}

Entry parse_entry(const json& from, const fs::path& root) {
  Entry entry;
  entry.name = from.at("case");
  entry.folder = (root / entry.name).lexically_normal();
  entry.rule = parse_rule(from.at("rule"));
  entry.ops = from.value("ops", std::vector<std::string>());
  if (from.contains("gate")) {
    entry.gate = Gate{from["gate"].at("data"), from["gate"].at("flag")};
  }
  if (from.contains("defined")) {
    for (const auto& [output, range] : from["defined"].items()) {
      entry.defined[output] = {range.at(0), range.at(1)};
    }
  }
  return entry;
}

bool within(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end())
             .first == folder.end();
}

Result<std::vector<Entry>> read_manifest(const fs::path& path,
                                         const fs::path& folder) {
  const Result<base::Bytes> bytes = base::read_file(path);
  if (!bytes.ok()) return bytes.error();
  std::vector<Entry> entries;
  try {
    const json manifest = json::parse(bytes.value());
    for (const json& item : manifest.at("cases")) {
      Entry entry = parse_entry(item, path.parent_path());
      if (within(entry.folder, folder)) entries.push_back(std::move(entry));
    }
  } catch (const json::exception& error) {
    return Error{path.string(),
                 std::string("it is not a manifest of cases: ") + error.what(),
                 "repair it, or take it away to compare exactly"};
  }
  return entries;
}

// Without a manifest.
std::vector<Entry> scan(const fs::path& folder) {
  std::vector<Entry> entries;
  std::error_code error;
  const auto add = [&](const fs::path& found, const std::string& name) {
    if (!fs::is_regular_file(found / kModel, error)) return;
    Entry entry;
    entry.name = name;
    entry.folder = found;
    entries.push_back(std::move(entry));
  };
  add(folder, folder.filename().string());
  fs::recursive_directory_iterator item(folder, error), end;
  for (; !error && item != end; item.increment(error)) {
    if (!item->is_directory(error)) continue;
    add(item->path(), item->path().lexically_relative(folder).string());
  }
  std::ranges::sort(entries, {}, &Entry::name);
  return entries;
}

}  // namespace

Result<std::vector<Entry>> find_entries(const fs::path& folder) {
  std::error_code error;
  const fs::path whole = fs::canonical(folder, error);
  if (error || !fs::is_directory(whole, error)) {
    return Error{folder.string(), "there is no such folder", "check the path"};
  }
  for (fs::path above = whole;; above = above.parent_path()) {
    if (fs::exists(above / kManifest, error)) {
      auto entries = read_manifest(above / kManifest, whole);
      // Another program's file of this name, further up, means nothing.
      if (!entries.ok() && above == whole) return entries.error();
      if (entries.ok() && !entries->empty()) return entries;
    }
    if (above == above.parent_path()) break;
  }
  std::vector<Entry> entries = scan(whole);
  if (!entries.empty()) return entries;
  return Error{folder.string(), "it holds no case",
               "name a folder with a model.tflite, or one above such folders"};
}

}  // namespace mote::golden
