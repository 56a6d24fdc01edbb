// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What a plan tells, against the file and against itself.
#include "device/model/verify.h"
#include "device/runtime/planned_loader.h"

namespace mote {
namespace {

constexpr uint32_t kMostOperands = 4096;

bool is_among(int32_t number, flat::Vector<int32_t> list) {
  for (uint32_t i = 0; i < list.size(); ++i) {
    if (list[i] == number) return true;
  }
  return false;
}

}  // namespace

const Plan* find_plan(Span<const uint8_t> file) {
  if (reinterpret_cast<uintptr_t>(file.data) % 4 != 0 || file.size % 4 != 0 ||
      file.size < sizeof(Plan) || file.size > INT32_MAX) {
    return nullptr;
  }
  const uint32_t room = file.size - static_cast<uint32_t>(sizeof(Plan));
  const Plan* plan = reinterpret_cast<const Plan*>(file.data + room);
  if (plan->mark != Plan::kMark || plan->file_bytes != file.size ||
      plan->begin % 8 != 0 || plan->begin > room ||
      plan->head_bytes > INT32_MAX ||
      max(max(plan->tensors, plan->ops), plan->codes) >= UINT16_MAX) {
    return nullptr;
  }
  const size_t bytes = plan->tensors * sizeof(PlannedTensor) +
                       plan->ops * (sizeof(PlannedOp) + sizeof(uint32_t)) +
                       plan->codes * sizeof(PlannedCode);
  return bytes <= room - plan->begin ? plan : nullptr;
}

bool Interpreter::Planned::fits_vector(uint32_t at, uint32_t width) const {
  return at % 4 == 0 && inside(at, 4) &&
         plan_.vector<uint8_t>(at).size() <=
             (plan_.file_bytes - at - 4) / width;
}

// Tensors' numbers, none below `least`.
bool Interpreter::Planned::fits_numbers(uint32_t at, int32_t least) const {
  if (at == 0) return true;
  if (!fits_vector(at, 4)) return false;
  const Numbers list = plan_.vector<int32_t>(at);
  if (list.size() > kMostOperands) return false;
  for (uint32_t i = 0; i < list.size(); ++i) {
    if (list[i] < least || list[i] >= static_cast<int32_t>(plan_.tensors)) {
      return false;
    }
  }
  return true;
}

bool Interpreter::Planned::fits_head(Ref place, uint32_t bytes) const {
  return place.bits % memory::kAlignment == 0 &&
         place.bits <= plan_.head_bytes &&
         bytes <= plan_.head_bytes - place.bits &&
         (bytes != 0 || place.bits == 0);
}

bool Interpreter::Planned::fits_quantization(const PlannedTensor& it) const {
  const uint32_t count = static_cast<uint32_t>(it.count);
  if (count == 0) return true;
  if (it.scales % 4 != 0 || it.scales > plan_.file_bytes ||
      count > (plan_.file_bytes - it.scales) / 4 || it.zero_points % 4 != 0 ||
      it.zero_points > plan_.file_bytes ||
      count > (plan_.file_bytes - it.zero_points) / 8) {
    return false;
  }
  const uint8_t* const file = plan_.file();
  if (count == 1) {
    return model::zero_point_fits(
        static_cast<Type>(it.type),
        load_aligned<int64_t>(file + it.zero_points));
  }
  return it.axis < it.rank &&
         load_aligned<int32_t>(file + it.dims + 4 * it.axis) == it.count;
}

// All that prepare and eval rely on, as model::verify() checks it.
bool Interpreter::Planned::fits(const PlannedTensor& it) {
  if (it.type >= kTypes || it.rank > kMaxRank || it.dims % 4 != 0 ||
      !inside(it.dims, 4u * it.rank)) {
    return false;
  }
  const Type type = static_cast<Type>(it.type);
  const Shape shape = {
      reinterpret_cast<const int32_t*>(plan_.file() + it.dims), it.rank};
  if (!model::shape_fits(shape, type) || !fits_quantization(it)) return false;
  if (type != Type::kString && it.bytes != byte_size(type, shape)) return false;
  if (it.variable != 0) return reserve(it.bytes, it.place);
  if (!it.place.fixed()) return fits_head(it.place, it.bytes);
  const uintptr_t align = min(max(bits(type) / 8, 1u), 8u);
  const uint8_t* data = plan_.file() + it.place.offset();
  return inside(it.place.offset(), it.bytes) &&
         (reinterpret_cast<uintptr_t>(data) & (align - 1)) == 0;
}

bool Interpreter::Planned::defined(int32_t number) const {
  const PlannedTensor& it = tensor(number);
  if (it.place.fixed() || it.variable != 0 || it.bytes == 0) return true;
  for (uint32_t i = 0; i < lives_; ++i) {
    if (live_[i] == number) return true;
  }
  return false;
}

// Notes that the operator at work writes the tensor, as this output of it.
bool Interpreter::Planned::write(int32_t number, int output) {
  const PlannedTensor& it = tensor(number);
  if (it.place.fixed()) return false;
  if (it.variable != 0) return !is_among(number, inputs_);
  if (it.bytes == 0) return true;
  if (!overwrite(it.place, it.bytes, output)) return false;
  live_[lives_++] = static_cast<uint16_t>(number);
  return true;
}

// What lies there is lost, and may belong to the operator at work only as far
// as it allows.
bool Interpreter::Planned::overwrite(Ref place, uint32_t bytes, int output) {
  const uint32_t end = place.bits + bytes;
  int32_t over = -1;
  uint32_t left = 0;
  for (uint32_t i = 0; i < lives_; ++i) {
    const int32_t number = live_[i];
    const PlannedTensor& other = tensor(number);
    if (other.place.bits >= end ||
        other.place.bits + other.bytes <= place.bits) {
      live_[left++] = live_[i];
      continue;
    }
    if (is_among(number, outputs_)) return false;
    if (!is_among(number, inputs_)) continue;
    if (over >= 0 || !may_lie_over(number, place, output)) return false;
    over = number;
  }
  lives_ = left;
  return true;
}

bool Interpreter::Planned::may_lie_over(int32_t number, Ref place,
                                        int output) const {
  for (uint32_t i = 0; i < inputs_.size(); ++i) {
    if (inputs_[i] != number) continue;
    if (output != 0 || i > 1 || needs_->lead[i] < 0 ||
        place.bits + static_cast<uint32_t>(needs_->lead[i]) >
            tensor(number).place.bits) {
      return false;
    }
  }
  return true;
}

}  // namespace mote
