// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/tflm_decode.h"

namespace mote::ops {
namespace {

// What is told of the codes comes before the elements: the kind, the version of
// this, 2 bytes, the version of the kind, 11 bytes of the kind.
constexpr uint32_t kHeaderBytes = 16;
enum Header { kKindAt = 0, kVersionAt = 1, kKindVersionAt = 4, kKindAtFirst };

using Record = TflmDecode::Record;

class Bits {
 public:
  Bits(const uint8_t* bytes, uint32_t count) : bytes_(bytes), count_(count) {}

  // The next `width` <= 16 bits; 0 for those behind the end.
  uint32_t take(uint32_t width) {
    const uint32_t first = at_ / 8;
    uint32_t window = 0;
    for (uint32_t i = 0; i < 3; ++i) {
      window = window << 8 | (first + i < count_ ? bytes_[first + i] : 0u);
    }
    const uint32_t unused = 24 - at_ % 8 - width;
    at_ += width;
    return window >> unused & ((1u << width) - 1);
  }
  void put_back(uint32_t width) { at_ -= width; }
  uint32_t position() const { return at_; }

 private:
  const uint8_t* bytes_;
  uint32_t count_;
  uint32_t at_ = 0;
};

template <class E>
Status look_up(const Record& r, const uint8_t* codes, const uint8_t* elements,
               E* out) {
  Bits bits(codes, r.code_bytes);
  for (int32_t o = 0; o < r.outer; ++o) {
    for (int32_t c = 0; c < r.channels; ++c) {
      const uint32_t first = static_cast<uint32_t>(c) * r.channel_stride;
      for (int32_t i = 0; i < r.inner; ++i) {
        const uint32_t entry = first + bits.take(r.width);
        if (entry >= r.entries) return Status::kBadData;
        *out++ = load_unaligned<E>(elements + sizeof(E) * entry);
      }
    }
  }
  return Status::kOk;
}

template <class E>
Status refill(const Record& r, const int8_t* zero_points, const uint8_t* codes,
              const uint8_t* elements, E* out) {
  Bits bits(codes, r.code_bytes);
  uint32_t entry = 0;
  for (int32_t o = 0; o < r.outer; ++o) {
    for (int32_t c = 0; c < r.channels; ++c) {
      const uint32_t channel = static_cast<uint32_t>(c);
      const E zero = static_cast<E>(r.zero_points == TflmDecode::kOne
                                        ? r.zero_point
                                        : zero_points[r.zero_points + channel]);
      for (int32_t i = 0; i < r.inner; ++i) {
        if (bits.take(1) == 0) {
          *out++ = zero;
          continue;
        }
        if (entry == r.entries) return Status::kBadData;
        *out++ = load_unaligned<E>(elements + sizeof(E) * entry++);
      }
    }
  }
  return Status::kOk;
}

// One Huffman table after the other: the entries of a table are found by the
// bits that it takes. An entry is, from its highest bit down: whether it holds
// an element; of an element the bits that its table needed, else one less than
// the bits that the next table takes; the element or the next table's distance
// from this entry.
template <class Entry>
class Paths {
 public:
  Paths(const Record& r, const uint8_t* codes, const uint8_t* tables)
      : record_(r), tables_(tables), bits_(codes, r.code_bytes) {}

  Status next(Entry& element) {
    const uint32_t end = record_.code_bytes * 8;
    uint32_t taken = record_.width;
    if (bits_.position() > end) return Status::kBadData;
    uint32_t at = bits_.take(taken);
    for (;;) {
      if (at >= record_.entries) return Status::kBadData;
      const Entry entry = load_unaligned<Entry>(tables_ + sizeof(Entry) * at);
      const uint32_t count = entry >> kValueBits & 0xf;
      const Entry value = entry & ((Entry{1} << kValueBits) - 1);
      if (entry >> (kValueBits + 4) != 0) {
        if (taken > count) bits_.put_back(taken - count);
        element = value;
        return Status::kOk;
      }
      if (bits_.position() >= end) return Status::kBadData;
      taken = count + 1;
      at += static_cast<uint32_t>(value) + bits_.take(taken);
    }
  }

 private:
  static constexpr int kValueBits = 8 * sizeof(Entry) - 5;

  const Record& record_;
  const uint8_t* tables_;
  Bits bits_;
};

template <class Entry, class E>
Status follow_paths(const Record& r, const uint8_t* codes,
                    const uint8_t* tables, E* out) {
  Paths<Entry> paths(r, codes, tables);
  for (int32_t i = 0; i < r.inner; ++i) {
    Entry element = 0;
    const Status status = paths.next(element);
    if (status != Status::kOk) return status;
    *out++ = static_cast<E>(element);
  }
  return Status::kOk;
}

template <class E>
Status decode_as(const Record& r, const int8_t* zero_points,
                 const uint8_t* codes, const uint8_t* elements, void* memory) {
  E* out = static_cast<E*>(memory);
  if (r.kind == TflmDecode::kLookup) return look_up(r, codes, elements, out);
  if constexpr (sizeof(E) <= 2) {
    if (r.kind == TflmDecode::kHuffman) {
      return r.entry_bytes == 2
                 ? follow_paths<uint16_t>(r, codes, elements, out)
                 : follow_paths<uint32_t>(r, codes, elements, out);
    }
  }
  return refill(r, zero_points, codes, elements, out);
}

// All channels are one unless the output has a quantization for each of its
// first or last dimension.
Status make_layout(const Context& context, int i, Record& r) {
  const Tensor out = context.output(i);
  const int32_t channels = max(out.quantization.count, 1);
  r.outer = 1;
  r.channels = channels;
  r.inner = out.elements() / channels;
  if (channels == 1) return Status::kOk;
  if (out.quantization.axis == out.shape.rank - 1) {
    r.outer = r.inner;
    r.inner = 1;
  } else if (out.quantization.axis != 0) {
    return context.refuse(Status::kBadQuantization, kOutput + i);
  }
  return Status::kOk;
}

}  // namespace

Status TflmDecode::make_lookup(const Context& context, int i,
                               const uint8_t* header, Record& r) {
  r.width = header[kKindAtFirst] & 7;
  r.channel_stride = header[kKindAtFirst + 1];
  const uint64_t bits =
      static_cast<uint64_t>(context.output(i).elements()) * r.width;
  if (r.width == 0 || r.code_bytes < (bits + 7) / 8) {
    return context.refuse(Status::kBadBuffer, 2 * i);
  }
  return make_layout(context, i, r);
}

Status TflmDecode::make_huffman(const Context& context, int i,
                                const uint8_t* header, Record& r) {
  const uint8_t tables = header[kKindAtFirst];
  r.entry_bytes = (tables & 1) != 0 ? 4 : 2;
  r.entries = r.entries * r.element_bytes / r.entry_bytes;
  r.width = static_cast<uint8_t>((tables >> 4) + 1);
  r.outer = r.channels = 1;
  r.inner = context.output(i).elements();
  const Type type = context.output(i).type;
  const bool fits =
      type == Type::kInt8 || (type == Type::kInt16 && r.entry_bytes == 4);
  return fits ? Status::kOk
              : context.refuse(Status::kWrongType, kOutput + i);
}

Status TflmDecode::make_prune(const Context& context, int i, Record& r) {
  const Tensor out = context.output(i);
  if (r.code_bytes < (static_cast<uint32_t>(out.elements()) + 7) / 8) {
    return context.refuse(Status::kBadBuffer, 2 * i);
  }
  r.zero_points = kOne;
  for (int32_t c = 0; c < out.quantization.count; ++c) {
    if (out.quantization.zero_point(c) == 0) continue;
    if (out.type != Type::kInt8) {
      return context.refuse(Status::kBadQuantization, kOutput + i);
    }
    if (out.quantization.count > 1) r.zero_points = 0;
    r.zero_point = static_cast<int8_t>(out.quantization.zero_point(0));
  }
  return make_layout(context, i, r);
}

Status TflmDecode::make_record(const Context& context, int i, Record& r) {
  constexpr TypeSet kTypes =
      types(Type::kBool, Type::kFloat32, Type::kInt8, Type::kInt16,
            Type::kInt32, Type::kInt64);
  const Tensor codes = context.input(2 * i);
  const Tensor ancillary = context.input(2 * i + 1);
  const Tensor out = context.output(i);
  if (!codes.constant()) return context.refuse(Status::kNotConstant, 2 * i);
  if (!ancillary.constant()) {
    return context.refuse(Status::kNotConstant, 2 * i + 1);
  }
  if (!contains(kTypes, out.type)) {
    return context.refuse(Status::kWrongType, kOutput + i);
  }
  const uint8_t* header = static_cast<const uint8_t*>(ancillary.data);
  // So that positions of bits fit 32 bits.
  if (ancillary.bytes < kHeaderBytes || codes.bytes >= 1u << 28 ||
      header[kVersionAt] != 1 || header[kKindVersionAt] != 1) {
    return context.refuse(Status::kBadOption, 2 * i + 1);
  }
  r = {};
  r.code_bytes = codes.bytes;
  r.kind = static_cast<Kind>(header[kKindAt]);
  r.element_bytes = static_cast<uint8_t>(bits(out.type) / 8);
  r.entries = (ancillary.bytes - kHeaderBytes) / r.element_bytes;
  switch (r.kind) {
    case kLookup: return make_lookup(context, i, header, r);
    case kHuffman: return make_huffman(context, i, header, r);
    case kPrune: return make_prune(context, i, r);
    default: return context.refuse(Status::kBadOption, 2 * i + 1);
  }
}

Status TflmDecode::prepare(const Context& context, const Options&, Params& p,
                           Needs& needs) {
  const int outputs = context.outputs();
  if (outputs < 1 || context.inputs() != 2 * outputs) {
    return Status::kWrongOperands;
  }
  p.zero_points = 0;
  for (int i = 0; i < outputs; ++i) {
    Record record;
    const Status status = make_record(context, i, record);
    if (status != Status::kOk) return status;
    if (record.kind == kPrune && record.zero_points != kOne) {
      p.zero_points += static_cast<uint32_t>(record.channels);
    }
    needs.work += static_cast<uint32_t>(context.output(i).elements());
  }
  needs.tables[kRecords] = static_cast<uint32_t>(outputs) * sizeof(Record);
  needs.tables[kZeroPoints] = p.zero_points;
  needs.any_alignment = UINT32_MAX;
  return Status::kOk;
}

void TflmDecode::fill(const Context& context, const Params&, int table,
                      void* out) {
  uint32_t first = 0;
  for (int i = 0; i < context.outputs(); ++i) {
    Record record;
    // It has succeeded before.
    if (make_record(context, i, record) != Status::kOk) return;
    const bool each = record.kind == kPrune && record.zero_points != kOne;
    if (each) record.zero_points = first;
    if (table == kRecords) static_cast<Record*>(out)[i] = record;
    if (!each) continue;
    const Quantization q = context.output(i).quantization;
    for (int32_t c = 0; c < record.channels && table == kZeroPoints; ++c) {
      static_cast<int8_t*>(out)[first + static_cast<uint32_t>(c)] =
          static_cast<int8_t>(q.zero_point(c));
    }
    first += static_cast<uint32_t>(record.channels);
  }
}

Status TflmDecode::decode(const Record& r, const int8_t* zero_points,
                          const uint8_t* codes, const uint8_t* ancillary,
                          uint8_t* out) {
  const uint8_t* elements = ancillary + kHeaderBytes;
  switch (r.element_bytes) {
    case 1: return decode_as<int8_t>(r, zero_points, codes, elements, out);
    case 2: return decode_as<int16_t>(r, zero_points, codes, elements, out);
    case 4: return decode_as<int32_t>(r, zero_points, codes, elements, out);
    default: return decode_as<int64_t>(r, zero_points, codes, elements, out);
  }
}

}  // namespace mote::ops
