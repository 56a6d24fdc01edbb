// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/detection_post_process.h"

#include "device/core/real.h"

namespace mote::ops {
namespace {

// 1 / i!, to the last that counts below.
struct Series {
  double at[15];
};
constexpr Series make_series() {
  Series series = {};
  double factorial = 1;
  for (int i = 0; i < 15; ++i) {
    if (i > 1) factorial *= i;
    series.at[i] = 1 / factorial;
  }
  return series;
}
constexpr Series kSeries = make_series();

// To about 1e-15 of itself. The reference decodes boxes in double precision;
// their float corners, and with them what overlaps what, come out alike.
double exp_of(double x) {
  if (x != x) return x;
  const double in_range = clamp(x, -740.0, 709.0);
  const double steps = in_range * 1.44269504088896340736;
  const int k = static_cast<int>(steps < 0 ? steps - 0.5 : steps + 0.5);
  // ln 2 in two parts, of which k times the first is exact.
  const double r = (in_range - k * 0.693147180369123816490) -
                   k * 1.90821492927058770002e-10;
  double sum = 0;
  for (int i = 14; i >= 0; --i) sum = sum * r + kSeries.at[i];
  // In two steps: 2^k alone may have no normal double.
  const auto power = [](int e) {
    return bit_cast<double>(static_cast<uint64_t>(e + 1023) << 52);
  };
  return sum * power(k / 2) * power(k - k / 2);
}

float centre(float offset, float scale, float size, float anchor) {
  return static_cast<float>(static_cast<double>(offset) / scale * size +
                            anchor);
}

float half_size(float log, float scale, float size) {
  return static_cast<float>(0.5 * exp_of(static_cast<double>(log) / scale) *
                            size);
}

using Box = DetectionPostProcess::Box;

float area(const Box& b) { return (b.y1 - b.y0) * (b.x1 - b.x0); }

// The share that two boxes have in common of what they cover.
float overlap(const Box& a, const Box& b) {
  const float area_a = area(a);
  const float area_b = area(b);
  if (area_a <= 0 || area_b <= 0) return 0.0f;
  const float h = max(min(a.y1, b.y1) - max(a.y0, b.y0), 0.0f);
  const float w = max(min(a.x1, b.x1) - max(a.x0, b.x0), 0.0f);
  return h * w / (area_a + area_b - h * w);
}

using Reading = DetectionPostProcess::Reading;

Status read(const Context& context, int operand, Reading& reading) {
  const Quantization q = context.input(operand).quantization;
  reading = {};
  if (context.input(operand).type == Type::kFloat32) return Status::kOk;
  if (q.count != 1) return context.refuse(Status::kBadQuantization, operand);
  reading = {q.scale(), static_cast<float>(q.zero_point())};
  return Status::kOk;
}

bool in_range(const DetectionPostProcess::Options& o) {
  return o.max_detections >= 0 && o.max_classes_per_detection >= 1 &&
         o.num_classes >= 1 && o.nms_iou_threshold > 0.0f &&
         o.nms_iou_threshold <= 1.0f &&
         (!o.use_regular_nms || o.detections_per_class >= 1);
}

}  // namespace

Box DetectionPostProcess::decode(const Params& p, const Anchored& encoding,
                                 const Anchored& anchor) {
  const float y = centre(encoding.y, p.y_scale, anchor.h, anchor.y);
  const float x = centre(encoding.x, p.x_scale, anchor.w, anchor.x);
  const float h = half_size(encoding.h, p.h_scale, anchor.h);
  const float w = half_size(encoding.w, p.w_scale, anchor.w);
  return {y - h, x - w, y + h, x + w};
}

int32_t DetectionPostProcess::Outputs::insert(int32_t count, int32_t most,
                                              const Detection& d) const {
  int32_t at = count;
  while (at > 0 && d.score > scores[at - 1]) --at;
  if (at == most) return count;
  const int32_t kept = min(count, most - 1);
  for (int32_t i = kept; i > at; --i) {
    put(i, {boxes[i - 1], labels[i - 1], scores[i - 1]});
  }
  put(at, d);
  return kept + 1;
}

int32_t DetectionPostProcess::take_best(const Params& p, const Box* boxes,
                                        float* scores) {
  int32_t best = -1;
  for (int32_t b = 0; b < p.boxes; ++b) {
    const bool better = best < 0 ? scores[b] >= p.score_threshold
                                 : scores[b] > scores[best];
    if (better) best = b;
  }
  if (best < 0) return best;
  const float taken = bit_cast<float>(0x7fc00000u);
  scores[best] = taken;
  for (int32_t b = 0; b < p.boxes; ++b) {
    if (scores[b] >= p.score_threshold &&
        overlap(boxes[best], boxes[b]) > p.overlap_threshold) {
      scores[b] = taken;
    }
  }
  return best;
}

Status DetectionPostProcess::check(const Context& context, const Options& o) {
  const Type type = context.input(kEncodings).type;
  const int64_t places =
      static_cast<int64_t>(o.max_detections) * o.max_classes_per_detection;
  // More of them are no tensor.
  if (!in_range(o) || places > INT32_MAX / 16) return Status::kBadOption;
  if (type != Type::kFloat32 && type != Type::kUInt8) {
    return context.refuse(Status::kWrongType, kEncodings);
  }
  const Status status = check_operands(
      context, {{kEncodings, type, -1},
                {kScores, type, -1},
                {kAnchors, type, -1},
                {kOutput + kBoxes, Type::kFloat32, 4 * places},
                {kOutput + kClasses, Type::kFloat32, places},
                {kOutput + kBestScores, Type::kFloat32, places},
                {kOutput + kCount, Type::kFloat32, 1}});
  if (status != Status::kOk) return status;
  const Shape encodings = context.input(kEncodings).shape;
  const Shape scores = context.input(kScores).shape;
  if (encodings.rank != 3 || encodings[0] != 1 || encodings[2] < 4) {
    return context.refuse(Status::kWrongShape, kEncodings);
  }
  if (scores.rank != 3 || scores[0] != 1 || scores[1] != encodings[1] ||
      scores[2] < o.num_classes || scores[2] - o.num_classes > 1) {
    return context.refuse(Status::kWrongShape, kScores);
  }
  return context.input(kAnchors).elements() / 4 < encodings[1]
             ? context.refuse(Status::kWrongShape, kAnchors) : Status::kOk;
}

Status DetectionPostProcess::prepare(const Context& context, const Options& o,
                                     Params& p, Needs& needs) {
  const Status status = check(context, o);
  if (status != Status::kOk) return status;
  p = {};
  Reading* const readings[] = {&p.encodings, &p.scores, &p.anchors};
  for (int i = 0; i < 3; ++i) {
    const Status read_status = read(context, i, *readings[i]);
    if (read_status != Status::kOk) return read_status;
  }
  p.boxes = context.input(kEncodings).shape[1];
  p.encoding_depth = context.input(kEncodings).shape[2];
  p.classes = o.num_classes;
  p.score_depth = context.input(kScores).shape[2];
  p.most = o.max_detections;
  p.most_per_class = o.detections_per_class;
  p.per_box = min(o.max_classes_per_detection, o.num_classes);
  p.box_stride = o.max_classes_per_detection;
  p.places = o.max_detections * o.max_classes_per_detection;
  p.score_threshold = o.nms_score_threshold;
  p.overlap_threshold = o.nms_iou_threshold;
  p.y_scale = o.y_scale;
  p.x_scale = o.x_scale;
  p.h_scale = o.h_scale;
  p.w_scale = o.w_scale;
  p.regular = o.use_regular_nms;
  needs.variant =
      context.input(kEncodings).type == Type::kFloat32 ? kFloat : kUInt8;
  // A box's encoding takes 4 bytes at least, so these may not fit.
  const uint64_t scratch =
      static_cast<uint64_t>(p.boxes) * (sizeof(Box) + sizeof(float));
  if (scratch > INT32_MAX) {
    return context.refuse(Status::kWrongShape, kEncodings);
  }
  needs.scratch = static_cast<uint32_t>(scratch);
  const int32_t most = p.regular != 0 ? p.most_per_class : p.most;
  needs.work = static_cast<uint64_t>(p.boxes) *
               (16u + static_cast<uint32_t>(p.classes)) *
               (1u + static_cast<uint32_t>(min(most, p.boxes)));
  return Status::kOk;
}

}  // namespace mote::ops
