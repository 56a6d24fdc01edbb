// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Window, Fourier transform, mel bands and logarithm, all in integers. Signed
// values are shifted right arithmetically, as every supported compiler does.
#include "examples/keywords/features.h"

namespace keywords {
namespace {

using Complex = Scratch::Complex;

constexpr int kPoints = kWindow / 2;  // complex points hold two samples each
constexpr int kHalfTurn = kWindow / 2;
constexpr int kQuarterTurn = kWindow / 4;

constexpr int kCosineBits = 14;  // so that one is exact in an int16
constexpr int kSampleBits = 6;   // fraction of a windowed sample
constexpr int kPowerShift = 8;   // leaves room to weight and sum up
constexpr int kWeightBits = 10;
constexpr int kMelBits = 16;
constexpr int kLevelBits = 3;
constexpr int kFloor = 28;  // log2 of the energy that is kSilence

// floor(log2(x) * 2^bits), x > 0: each squaring brings one more digit.
constexpr int32_t log2_fixed(uint64_t x, int bits) {
  const int zeros = __builtin_clzll(x);
  uint64_t mantissa = (x << zeros) >> 32;  // 1 <= mantissa / 2^31 < 2
  int32_t result = 63 - zeros;
  for (int i = 0; i < bits; ++i) {
    mantissa = (mantissa * mantissa) >> 31;
    const int digit = static_cast<int>(mantissa >> 32);
    mantissa >>= digit;
    result = 2 * result + digit;
  }
  return result;
}

// cos(pi * k / kHalfTurn) * 2^30 for 0 <= k <= kQuarterTurn, by its series.
constexpr int64_t cosine_q30(int k) {
  constexpr int64_t kPi = 3373259426;  // * 2^30
  const int64_t x = kPi * k / kHalfTurn;
  const int64_t square = (x * x) >> 30;
  int64_t sum = 0;
  int64_t term = 1ll << 30;
  for (int n = 1; n < 24; n += 2) {
    sum += term;
    term = -((term * square) >> 30) / (n * (n + 1));
  }
  return sum;
}

// Half a turn of the cosine; the window and the sines come from it too.
struct CosineTable {
  int16_t values[kHalfTurn + 1] = {};

  constexpr CosineTable() {
    for (int k = 0; k <= kQuarterTurn; ++k) {
      constexpr int kShift = 30 - kCosineBits;
      const int64_t rounded = (cosine_q30(k) + (1ll << (kShift - 1))) >> kShift;
      values[k] = static_cast<int16_t>(rounded);
      values[kHalfTurn - k] = static_cast<int16_t>(-rounded);
    }
  }
};

// Mel, up to a factor, of a frequency that is given in quarters of a hertz.
constexpr int64_t mel(int quarters) {
  return log2_fixed(static_cast<uint64_t>(quarters + 4 * 700), kMelBits);
}

constexpr int bin_quarters(int bin) { return bin * 4 * kSampleRate / kWindow; }

constexpr int kFirstBin = 1 + kLowHz * kWindow / kSampleRate;
constexpr int kLastBin = kHighHz * kWindow / kSampleRate;

// Where the bins lie among the kBands + 2 lines at which triangles begin, peak
// and end: the line below in the upper bits, the way to the next one in the
// lower kWeightBits.
struct MelTable {
  uint16_t positions[kLastBin - kFirstBin + 1] = {};

  constexpr MelTable() {
    const int64_t low = mel(4 * kLowHz);
    const int64_t high = mel(4 * kHighHz);
    for (int bin = kFirstBin; bin <= kLastBin; ++bin) {
      const int64_t above = mel(bin_quarters(bin)) - low;
      positions[bin - kFirstBin] = static_cast<uint16_t>(
          (above * (kBands + 1) << kWeightBits) / (high - low));
    }
  }
};

constexpr CosineTable kCosine;
constexpr MelTable kMel;
static_assert(kMel.positions[kLastBin - kFirstBin] >> kWeightBits <= kBands,
              "every bin has a line above it");

// Angles count kWindow to the turn. 0 <= angle <= kHalfTurn.
inline int32_t cosine(int angle) { return kCosine.values[angle]; }

inline int32_t sine(int angle) {
  const int away = angle - kQuarterTurn;
  return kCosine.values[away < 0 ? -away : away];
}

// The sample under a Hann window: below 2^21 in magnitude.
inline int32_t windowed(const int16_t* samples, int i) {
  const int angle = i <= kHalfTurn ? i : kWindow - i;
  const int32_t weight = (1 << kCosineBits) - cosine(angle);
  return (samples[i] * weight) >> (kCosineBits + 1 - kSampleBits);
}

// z turned back by the angle.
inline Complex rotate(Complex z, int32_t cos, int32_t sin) {
  constexpr int64_t kHalf = 1 << (kCosineBits - 1);
  const int64_t re = int64_t{z.re} * cos + int64_t{z.im} * sin;
  const int64_t im = int64_t{z.im} * cos - int64_t{z.re} * sin;
  return {static_cast<int32_t>((re + kHalf) >> kCosineBits),
          static_cast<int32_t>((im + kHalf) >> kCosineBits)};
}

// Even samples become real parts, odd ones imaginary parts, in the order of
// reversed index bits in which transform() wants them.
void load(const int16_t* samples, Complex* z) {
  int reversed = 0;
  for (int i = 0; i < kPoints; ++i) {
    z[reversed] = {windowed(samples, 2 * i), windowed(samples, 2 * i + 1)};
    int bit = kPoints / 2;
    while (reversed & bit) {
      reversed ^= bit;
      bit /= 2;
    }
    reversed |= bit;
  }
}

// Fourier transform of kPoints points, in place. Not scaled: the window halves
// the sum of 2^8 points below 2^21.5, so 2^29 bounds every magnitude.
void transform(Complex* z) {
  for (int half = 1; half < kPoints; half *= 2) {
    for (int j = 0; j < half; ++j) {
      const int32_t cos = cosine(j * (kHalfTurn / half));
      const int32_t sin = sine(j * (kHalfTurn / half));
      for (int i = j; i < kPoints; i += 2 * half) {
        const Complex a = z[i];
        const Complex b = rotate(z[i + half], cos, sin);
        z[i] = {a.re + b.re, a.im + b.im};
        z[i + half] = {a.re - b.re, a.im - b.im};
      }
    }
  }
}

// Energy of one bin of the kWindow samples. The spectra of even and odd samples
// are told apart by their symmetry; twice their sum stays below 2^31.
uint64_t power(const Complex* z, int bin) {
  const Complex a = z[bin];
  const Complex b = z[kPoints - bin];
  const Complex even = {a.re + b.re, a.im - b.im};
  const Complex odd =
      rotate({a.im + b.im, b.re - a.re}, cosine(bin), sine(bin));
  const int64_t re = int64_t{even.re} + odd.re;
  const int64_t im = int64_t{even.im} + odd.im;
  return static_cast<uint64_t>(re * re + im * im) >> kPowerShift;
}

// A bin between two lines belongs to the triangles that peak on them. The
// energy of all bins is below 2^52, so the weighted sums fit.
void gather(const Complex* z, uint64_t* energy) {
  for (int line = 0; line < kBands + 2; ++line) energy[line] = 0;
  for (int bin = kFirstBin; bin <= kLastBin; ++bin) {
    const uint32_t position = kMel.positions[bin - kFirstBin];
    const uint32_t line = position >> kWeightBits;
    const uint32_t rest = position & ((1u << kWeightBits) - 1);
    const uint64_t p = power(z, bin);
    energy[line] += p * ((1u << kWeightBits) - rest);
    energy[line + 1] += p * rest;
  }
}

int8_t quantize(uint64_t energy) {
  if (energy >> kFloor == 0) return kSilence;
  const int32_t level = log2_fixed(energy, kLevelBits);
  const int32_t feature = kSilence + level - (kFloor << kLevelBits);
  return static_cast<int8_t>(feature > INT8_MAX ? INT8_MAX : feature);
}

}  // namespace

void extract_frame(const int16_t* samples, int8_t* features, Scratch* scratch) {
  load(samples, scratch->bins);
  transform(scratch->bins);
  gather(scratch->bins, scratch->energy);
  for (int band = 0; band < kBands; ++band) {
    features[band] = quantize(scratch->energy[band + 1]);
  }
}

void extract(const int16_t* samples, int8_t* features, Scratch* scratch) {
  for (int frame = 0; frame < kFrames; ++frame) {
    extract_frame(samples + frame * kStride, features + frame * kBands,
                  scratch);
  }
}

int Stream::push(const int16_t* samples, int count) {
  int computed = 0;
  for (int i = 0; i < count; ++i) {
    window_[filled_++] = samples[i];
    if (filled_ < kWindow) continue;
    extract_frame(window_, frames_[next_], &scratch_);
    next_ = (next_ + 1) % kFrames;
    if (heard_ < kFrames) ++heard_;
    ++computed;
    filled_ = kWindow - kStride;
    for (int k = 0; k < filled_; ++k) window_[k] = window_[k + kStride];
  }
  return computed;
}

void Stream::write(int8_t* features) const {
  for (int frame = 0; frame < kFrames; ++frame) {
    const bool heard = frame >= kFrames - heard_;
    const int8_t* source = frames_[(next_ + frame) % kFrames];
    for (int band = 0; band < kBands; ++band) {
      *features++ = heard ? source[band] : kSilence;
    }
  }
}

}  // namespace keywords
