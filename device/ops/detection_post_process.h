// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// TFLite_Detection_PostProcess: from boxes relative to anchors and the scores
// of their classes to the best boxes that don't overlap too much.
#ifndef MOTE_DEVICE_OPS_DETECTION_POST_PROCESS_H_
#define MOTE_DEVICE_OPS_DETECTION_POST_PROCESS_H_

#include "device/ops/custom.h"

namespace mote::ops {

struct DetectionPostProcess : Custom {
  static constexpr char kName[] = "TFLite_Detection_PostProcess";
  static constexpr char kReference[] = "LiteRT";
  static constexpr const char* kCustomName = kName;
  using Variants = ops::Variants<float, uint8_t>;
  enum Variant : uint8_t { kFloat, kUInt8 };
  enum Input { kEncodings, kScores, kAnchors };
  enum Output { kBoxes, kClasses, kBestScores, kCount };

  struct Options {
    int32_t max_detections, max_classes_per_detection, detections_per_class,
        num_classes;
    bool use_regular_nms;
    float nms_score_threshold, nms_iou_threshold;
    float y_scale, x_scale, h_scale, w_scale;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "max_detections", o.max_detections);
      v(1, "max_classes_per_detection", o.max_classes_per_detection);
      v(2, "detections_per_class", o.detections_per_class, 100);
      v(3, "num_classes", o.num_classes);
      v(4, "use_regular_nms", o.use_regular_nms);
      v(5, "nms_score_threshold", o.nms_score_threshold);
      v(6, "nms_iou_threshold", o.nms_iou_threshold);
      v(7, "y_scale", o.y_scale);
      v(8, "x_scale", o.x_scale);
      v(9, "h_scale", o.h_scale);
      v(10, "w_scale", o.w_scale);
    }
  };

  // How the stored numbers of an input are read.
  struct Reading {
    float scale;
    float zero;

    float operator()(float x) const { return x; }
    float operator()(uint8_t x) const {
      return (static_cast<float>(x) - zero) * scale;
    }
  };
  struct Params {
    Reading encodings, scores, anchors;
    int32_t boxes;
    int32_t encoding_depth;  // 4 and what goes unread
    int32_t classes;
    int32_t score_depth;     // classes and, maybe, the background before them
    int32_t most;            // boxes to be found
    int32_t most_per_class;  // regular
    int32_t per_box;         // fast: detections that a box gives
    int32_t box_stride;      // fast: detections from one box to the next
    int32_t places;          // of detections in the outputs
    float score_threshold, overlap_threshold;
    float y_scale, x_scale, h_scale, w_scale;
    uint8_t regular;
  };
  struct Box {
    float y0, x0, y1, x1;
  };
  struct Anchored {
    float y, x, h, w;
  };
  struct Detection {
    Box box;
    float label;
    float score;
  };
  struct Outputs {
    Box* boxes;
    float* labels;
    float* scores;

    void put(int32_t at, const Detection& d) const {
      boxes[at] = d.box;
      labels[at] = d.label;
      scores[at] = d.score;
    }
    // Into `count` detections in decreasing order, behind those of its score;
    // what exceeds `most` falls off. The new count.
    int32_t insert(int32_t count, int32_t most, const Detection& d) const;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);

 private:
  static Status check(const Context& context, const Options& options);
  static Box decode(const Params& p, const Anchored& encoding,
                    const Anchored& anchor);
  // The highest score's box; it and those that overlap it are taken out, their
  // scores become not-a-number. -1: none is left at or above the threshold.
  static int32_t take_best(const Params& p, const Box* boxes, float* scores);
  template <class X>
  static bool decode_all(const Params& p, const Buffers& buffers, Box* boxes);
  template <class X>
  static int32_t find_fast(const Params& p, const X* all_scores,
                           const Box* boxes, float* scores,
                           const Outputs& out);
  template <class X>
  static int32_t find_regular(const Params& p, const X* all_scores,
                              const Box* boxes, float* scores,
                              const Outputs& out);
};

template <class X>
bool DetectionPostProcess::decode_all(const Params& p, const Buffers& buffers,
                                      Box* boxes) {
  const X* encodings = buffers.template input<X>(kEncodings);
  const X* anchors = buffers.template input<X>(kAnchors);
  const auto read = [](const X* at, const Reading& reading) {
    return Anchored{reading(at[0]), reading(at[1]), reading(at[2]),
                    reading(at[3])};
  };
  for (int32_t b = 0; b < p.boxes; ++b) {
    boxes[b] = decode(p, read(encodings + b * p.encoding_depth, p.encodings),
                      read(anchors + 4 * b, p.anchors));
    if (boxes[b].y0 > boxes[b].y1 || boxes[b].x0 > boxes[b].x1) return false;
  }
  return true;
}

// Fast: boxes compete by their best class only.
template <class X>
int32_t DetectionPostProcess::find_fast(const Params& p, const X* all_scores,
                                        const Box* boxes, float* scores,
                                        const Outputs& out) {
  const auto score = [&](int32_t box, int32_t c) {
    return p.scores(all_scores[box * p.score_depth + c]);
  };
  for (int32_t b = 0; b < p.boxes; ++b) {
    scores[b] = score(b, 0);
    for (int32_t c = 1; c < p.classes; ++c) {
      if (score(b, c) > scores[b]) scores[b] = score(b, c);
    }
  }
  int32_t found = 0;
  for (; found < p.most; ++found) {
    const int32_t best = take_best(p, boxes, scores);
    if (best < 0) break;
    const int32_t first = found * p.box_stride;
    const Outputs of_box = {out.boxes + first, out.labels + first,
                            out.scores + first};
    int32_t count = 0;
    for (int32_t c = 0; c < p.classes; ++c) {
      count = of_box.insert(count, p.per_box,
                            {boxes[best], static_cast<float>(c),
                             score(best, c)});
    }
  }
  return found;
}

// Regular: in each class all boxes compete; the best of all classes remain.
template <class X>
int32_t DetectionPostProcess::find_regular(const Params& p,
                                           const X* all_scores,
                                           const Box* boxes, float* scores,
                                           const Outputs& out) {
  int32_t found = 0;
  for (int32_t c = 0; c < p.classes; ++c) {
    for (int32_t b = 0; b < p.boxes; ++b) {
      scores[b] = p.scores(all_scores[b * p.score_depth + c]);
    }
    for (int32_t i = 0; i < p.most_per_class; ++i) {
      const int32_t best = take_best(p, boxes, scores);
      if (best < 0) break;
      const float score = p.scores(all_scores[best * p.score_depth + c]);
      found = out.insert(found, p.most,
                         {boxes[best], static_cast<float>(c), score});
    }
  }
  return found;
}

template <class Isa, class X>
Status DetectionPostProcess::eval(const Params& p, const Buffers& buffers) {
  Box* boxes = buffers.template scratch<Box>();
  float* scores = reinterpret_cast<float*>(boxes + p.boxes);
  const Outputs out = {buffers.template output<Box>(kBoxes),
                       buffers.template output<float>(kClasses),
                       buffers.template output<float>(kBestScores)};
  for (int32_t i = 0; i < p.places; ++i) out.put(i, {});
  if (!decode_all<X>(p, buffers, boxes)) return Status::kBadData;
  const X* of_classes = buffers.template input<X>(kScores) +
                        (p.score_depth - p.classes);
  const int32_t found =
      p.regular != 0 ? find_regular(p, of_classes, boxes, scores, out)
                     : find_fast(p, of_classes, boxes, scores, out);
  *buffers.template output<float>(kCount) = static_cast<float>(found);
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_DETECTION_POST_PROCESS_H_
