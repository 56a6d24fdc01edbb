// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/non_max_suppression.h"

#include "device/core/real.h"

namespace mote::ops {
namespace {

using Nms = NonMaxSuppression;

// Any two opposite corners.
struct Corners {
  float y0, x0, y1, x1;

  float area() const { return abs(y1 - y0) * abs(x1 - x0); }
};

float overlap(const Corners& a, const Corners& b) {
  const float a_area = a.area(), b_area = b.area();
  if (a_area <= 0.0f || b_area <= 0.0f) return 0.0f;
  const float h = min(max(a.y0, a.y1), max(b.y0, b.y1)) -
                  max(min(a.y0, a.y1), min(b.y0, b.y1));
  const float w = min(max(a.x0, a.x1), max(b.x0, b.x1)) -
                  max(min(a.x0, a.x1), min(b.x0, b.x1));
  const float both = max(h, 0.0f) * max(w, 0.0f);
  return both / (a_area + b_area - both);
}

// A box that may still be chosen. It has been compared with the chosen before
// `compared`.
struct Candidate {
  float score;
  int32_t compared;  // -1: it is out
};

class Search {
 public:
  Search(const Nms::Params& p, const Buffers& buffers, float falloff)
      : p_(p), boxes_(buffers.input<Corners>(Nms::kBoxes)),
        overlap_(*buffers.input<float>(Nms::kOverlap)),
        threshold_(*buffers.input<float>(Nms::kScore)), falloff_(falloff),
        candidates_(buffers.scratch<Candidate>()),
        chosen_(buffers.output<int32_t>(0)) {
    for (int32_t b = 0; b < p.boxes; ++b) {
      const float score = buffers.input<float>(Nms::kScores)[b];
      candidates_[b] = {score, score > threshold_ ? 0 : -1};
    }
  }

  // How many were chosen. scores: of them; may be null.
  int32_t run(float* scores) {
    int32_t count = 0;
    while (count < p_.most) {
      const int32_t best = find_best();
      if (best < 0) break;
      Candidate& it = candidates_[best];
      const float before = it.score;
      const bool covered = compare(best, count);
      if (!covered && it.score == before) {
        if (scores != nullptr) scores[count] = it.score;
        chosen_[count++] = best;
        it.compared = -1;
      } else {
        // What is no number any more would never stay the same.
        it.compared = !covered && it.score > threshold_ ? count : -1;
      }
    }
    return count;
  }

 private:
  int32_t find_best() const {
    int32_t best = -1;
    for (int32_t b = 0; b < p_.boxes; ++b) {
      if (candidates_[b].compared < 0) continue;
      if (best < 0 || candidates_[b].score > candidates_[best].score) best = b;
    }
    return best;
  }
  // Whether one of the newly chosen boxes covers this one; lowers its score.
  bool compare(int32_t box, int32_t count) {
    Candidate& it = candidates_[box];
    for (int32_t c = count - 1; c >= it.compared; --c) {
      const float share = overlap(boxes_[box], boxes_[chosen_[c]]);
      if (share >= overlap_) return true;
      if (falloff_ != 0.0f) it.score *= exp(falloff_ * share * share);
      if (it.score <= threshold_) break;
    }
    return false;
  }

  const Nms::Params& p_;
  const Corners* boxes_;
  float overlap_, threshold_, falloff_;
  Candidate* candidates_;
  int32_t* chosen_;
};

Status check_scalar(const Context& context, int i, Type type) {
  const Tensor scalar = context.input(i);
  if (scalar.type != type) return context.refuse(Status::kWrongType, i);
  return scalar.elements() == 1 ? Status::kOk
                                : context.refuse(Status::kWrongShape, i);
}

Status check_output(const Context& context, int i, Type type, int32_t count) {
  const Tensor out = context.output(i);
  if (out.type != type) return context.refuse(Status::kWrongType, kOutput + i);
  return out.shape.rank <= 1 && out.elements() == count
             ? Status::kOk : context.refuse(Status::kWrongShape, kOutput + i);
}

}  // namespace

Status Nms::prepare(const Context& context, bool soft, Params& p,
                    Needs& needs) {
  if (context.inputs() != (soft ? 6 : 5) ||
      context.outputs() != (soft ? 3 : 2)) {
    return Status::kWrongOperands;
  }
  const Tensor boxes = context.input(kBoxes);
  const Tensor scores = context.input(kScores);
  if (boxes.type != Type::kFloat32) {
    return context.refuse(Status::kWrongType, kBoxes);
  }
  if (boxes.shape.rank != 2 || boxes.shape[1] != 4) {
    return context.refuse(Status::kWrongShape, kBoxes);
  }
  p.boxes = boxes.shape[0];
  if (scores.type != Type::kFloat32) {
    return context.refuse(Status::kWrongType, kScores);
  }
  if (scores.shape.rank != 1 || scores.shape[0] != p.boxes) {
    return context.refuse(Status::kWrongShape, kScores);
  }
  for (int i = kMost; i < context.inputs(); ++i) {
    const Status status =
        check_scalar(context, i, i == kMost ? Type::kInt32 : Type::kFloat32);
    if (status != Status::kOk) return status;
  }
  p.most = context.output(0).elements();
  Status status = check_output(context, 0, Type::kInt32, p.most);
  if (soft && status == Status::kOk) {
    status = check_output(context, 1, Type::kFloat32, p.most);
  }
  if (status == Status::kOk) {
    status = check_output(context, soft ? 2 : 1, Type::kInt32, 1);
  }
  if (status != Status::kOk) return status;
  needs.scratch = sizeof(Candidate) * static_cast<uint32_t>(p.boxes);
  // A box is looked for among all once, softly once for each that is chosen;
  // and it is compared with all that are.
  const uint64_t n = static_cast<uint32_t>(p.boxes);
  const uint64_t most = static_cast<uint32_t>(p.most);
  needs.work = n * n * (soft ? most + 1 : 1) + 8 * n * most + most;
  return read_stated(context, kMost, &p.most, 1, p.stated);
}

Status Nms::eval(const Params& p, const Buffers& buffers, bool soft) {
  if (!p.stated.holds(buffers.input<void>(kMost), &p.most)) {
    return Status::kBadData;
  }
  const float sigma = soft ? *buffers.input<float>(kSigma) : 0.0f;
  float* scores = soft ? buffers.output<float>(1) : nullptr;
  Search search(p, buffers, sigma > 0.0f ? -0.5f / sigma : 0.0f);
  const int32_t count = search.run(scores);
  for (int32_t i = count; i < p.most; ++i) {
    buffers.output<int32_t>(0)[i] = 0;
    if (soft) scores[i] = 0.0f;
  }
  *buffers.output<int32_t>(soft ? 2 : 1) = count;
  return Status::kOk;
}

}  // namespace mote::ops
