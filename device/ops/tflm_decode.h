// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// TFLM_DECODE: constants that the model holds compressed. Inputs come in pairs,
// codes and how to read them; each pair gives an output.
#ifndef MOTE_DEVICE_OPS_TFLM_DECODE_H_
#define MOTE_DEVICE_OPS_TFLM_DECODE_H_

#include "device/ops/custom.h"

namespace mote::ops {

struct TflmDecode : Custom {
  static constexpr char kName[] = "TFLM_DECODE";
  static constexpr const char* kCustomName = kName;
  using Variants = ops::Variants<void>;  // elements are copied
  using Options = NoOptions;
  struct Params {
    uint32_t zero_points;  // bytes of their table; 0: none
  };
  enum Table { kRecords, kZeroPoints };

  // Codes are numbers of `width` bits, the highest bit first:
  enum Kind : uint8_t {
    kLookup = 0,   // the index of an element
    kHuffman = 1,  // a path through tables that lead to an element
    kPrune = 2,    // one bit: the next element, or the zero point
  };

  // How one output is made. It is [outer, channels, inner].
  struct Record {
    uint32_t code_bytes;
    uint32_t entries;         // elements, or of Huffman tables
    int32_t outer, channels, inner;
    uint32_t channel_stride;  // kLookup: elements of a channel
    uint32_t zero_points;     // kPrune: where the channels' begin, or kOne
    int8_t zero_point;        // kPrune: of all channels
    Kind kind;
    uint8_t width;            // kHuffman: of the first code of a path
    uint8_t element_bytes;
    uint8_t entry_bytes;      // kHuffman
  };
  static constexpr uint32_t kOne = UINT32_MAX;

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  static void fill(const Context& context, const Params& p, int table,
                   void* out);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    for (int i = 0; i < buffers.outputs(); ++i) {
      const Record& record = buffers.table<Record>(kRecords)[i];
      const int8_t* zero_points = p.zero_points == 0
                                      ? nullptr
                                      : buffers.table<int8_t>(kZeroPoints);
      const Status status = decode(record, zero_points,
                                   buffers.input<uint8_t>(2 * i),
                                   buffers.input<uint8_t>(2 * i + 1),
                                   buffers.output<uint8_t>(i));
      if (status != Status::kOk) return status;
    }
    return Status::kOk;
  }

 private:
  static Status make_record(const Context& context, int i, Record& record);
  static Status make_lookup(const Context& context, int i,
                            const uint8_t* header, Record& record);
  static Status make_huffman(const Context& context, int i,
                             const uint8_t* header, Record& record);
  static Status make_prune(const Context& context, int i, Record& record);
  static Status decode(const Record& record, const int8_t* zero_points,
                       const uint8_t* codes, const uint8_t* ancillary,
                       uint8_t* out);
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_TFLM_DECODE_H_
