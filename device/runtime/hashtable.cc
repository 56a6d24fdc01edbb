// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Hash tables on fixed storage: keys in rising order, found by halving.
#include "device/ops/hashtable.h"

#include "device/runtime/loader.h"

namespace mote {

struct Interpreter::HashTable {
  HashTable* next;
  int32_t id;
  int32_t room, count;
  bool filled;
  int64_t* keys;  // count of them, rising
  int64_t* values;

  // Where the key stands or belongs.
  int32_t place(int64_t key) const {
    int32_t from = 0, to = count;
    while (from < to) {
      const int32_t middle = from + (to - from) / 2;
      if (keys[middle] < key)
        from = middle + 1;
      else
        to = middle;
    }
    return from;
  }
  bool has(int64_t key, int32_t at) const {
    return at < count && keys[at] == key;
  }
  // Of keys that come twice the first counts.
  void insert(int64_t key, int64_t value) {
    const int32_t at = place(key);
    if (has(key, at)) return;
    const size_t behind = static_cast<size_t>(count - at) * sizeof(int64_t);
    move_bytes(keys + at + 1, keys + at, behind);
    move_bytes(values + at + 1, values + at, behind);
    keys[at] = key;
    values[at] = value;
    ++count;
  }
};

class Interpreter::HashTables {
 public:
  explicit HashTables(const ops::CallSite& site)
      : site_(site), record_(*site.record) {}

  // Puts the table's place where the handle's value would be.
  Status load(HashTable*& table) const;
  Status load_import() const;
  HashTable& table() const { return *static_cast<HashTable*>(site_.slots[0]); }
  int64_t* numbers(int slot) const {
    return static_cast<int64_t*>(site_.slots[slot]);
  }
  int32_t count() const {
    return *static_cast<const int32_t*>(record_.params());
  }
  void reset() const {
    table().count = 0;
    table().filled = false;
  }

 private:
  Loader& loader() const { return *static_cast<Loader*>(site_.runtime); }
  Status find_id(int32_t handle, int32_t& id) const;

  const ops::CallSite& site_;
  const Record& record_;
};

// HASHTABLE of the same graph must make the handle.
Status Interpreter::HashTables::find_id(int32_t handle, int32_t& id) const {
  const Source& source = loader().source();
  for (uint32_t i = 0; i < source.graph.operators().size(); ++i) {
    const model::OperatorView op = source.graph.op(i);
    if (source.model->operator_code(op.code()).code() !=
            ops::Hashtable::kCode ||
        op.outputs().size() != 1 || op.outputs()[0] != handle ||
        op.options_type() != ops::Hashtable::kOptionsType) {
      continue;
    }
    OptionReader reader(op.options(), source.model->bytes().end());
    ops::Hashtable::Options options;
    ops::Hashtable::Options::fields(options, reader);
    id = options.table_id;
    return reader.ok() ? Status::kOk : Status::kMalformed;
  }
  return Status::kNotConstant;
}

Status Interpreter::HashTables::load(HashTable*& table) const {
  int32_t id = 0;
  const Status status = find_id(loader().source().index(0), id);
  if (status != Status::kOk) return status;
  Interpreter& self = loader().self();
  Interpreter& root = self.root_ != nullptr ? *self.root_ : self;
  table = root.hash_tables_;
  while (table != nullptr && table->id != id) table = table->next;
  if (table == nullptr) {
    table = static_cast<HashTable*>(loader().keep(sizeof(HashTable)));
    if (table == nullptr) return loader().missing();
    *table = {root.hash_tables_, id, 0, 0, false, nullptr, nullptr};
    root.hash_tables_ = table;
  }
  // While it is loaded it lies in the arena.
  const_cast<Record&>(record_).refs()[0] = loader().kept(table);
  return Status::kOk;
}

Status Interpreter::HashTables::load_import() const {
  HashTable* table = nullptr;
  const Status status = load(table);
  if (status != Status::kOk || table->room >= count()) return status;
  const uint64_t bytes =
      2ull * sizeof(int64_t) * static_cast<uint32_t>(count());
  if (bytes > INT32_MAX) return Status::kBadShape;
  table->keys =
      static_cast<int64_t*>(loader().keep(static_cast<uint32_t>(bytes)));
  if (table->keys == nullptr) return loader().missing();
  table->values = table->keys + count();
  table->room = count();
  return Status::kOk;
}

namespace ops {
namespace {

using Tables = Interpreter::HashTables;

// What an operator that uses a table does at each stage.
Status stages(const CallSite& site, Status (*run)(const Tables&)) {
  const Tables tables(site);
  Interpreter::HashTable* table = nullptr;
  switch (site.stage) {
    case CallStage::kLoad: return tables.load(table);
    case CallStage::kPlace: break;
    case CallStage::kReset: tables.reset(); break;
    case CallStage::kRun: return run(tables);
  }
  return Status::kOk;
}

}  // namespace

Status call_hashtable(const CallSite&) { return Status::kOk; }

Status call_hashtable_import(const CallSite& site) {
  if (site.stage == CallStage::kLoad) return Tables(site).load_import();
  return stages(site, [](const Tables& tables) {
    Interpreter::HashTable& table = tables.table();
    for (int32_t i = 0; !table.filled && i < tables.count(); ++i) {
      table.insert(tables.numbers(1)[i], tables.numbers(2)[i]);
    }
    table.filled = true;
    return Status::kOk;
  });
}

Status call_hashtable_find(const CallSite& site) {
  return stages(site, [](const Tables& tables) {
    const Interpreter::HashTable& table = tables.table();
    for (int32_t i = 0; i < tables.count(); ++i) {
      const int64_t key = tables.numbers(1)[i];
      const int32_t at = table.place(key);
      tables.numbers(3)[i] =
          table.has(key, at) ? table.values[at] : *tables.numbers(2);
    }
    return Status::kOk;
  });
}

Status call_hashtable_size(const CallSite& site) {
  return stages(site, [](const Tables& tables) {
    *tables.numbers(1) = tables.table().count;
    return Status::kOk;
  });
}

}  // namespace ops
}  // namespace mote
