// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What the model relies on: bands, levels, saturation, and equal bytes on every
// target and in streaming.
#include "examples/keywords/features.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <cstdint>
#include <vector>

namespace keywords {
namespace {

using Clip = std::vector<int16_t>;
using Matrix = std::array<int8_t, kFeatures>;
using Frame = std::array<int8_t, kBands>;

constexpr double kPi = 3.14159265358979323846;

Clip tone(double hz, double amplitude, int count = kClipSamples) {
  Clip clip(static_cast<size_t>(count));
  for (size_t i = 0; i < clip.size(); ++i) {
    const double turns = hz * static_cast<double>(i) / kSampleRate;
    clip[i] = static_cast<int16_t>(
        std::lround(amplitude * std::sin(2 * kPi * turns)));
  }
  return clip;
}

Clip noise(int amplitude, int count = kClipSamples) {
  Clip clip(static_cast<size_t>(count));
  uint32_t state = 1;
  for (int16_t& sample : clip) {
    state = state * 1664525u + 1013904223u;
    const int32_t value = static_cast<int32_t>(state >> 16) - 32768;
    sample = static_cast<int16_t>(value * amplitude / 32768);
  }
  return clip;
}

Matrix matrix_of(const Clip& clip) {
  Matrix features;
  Scratch scratch;
  extract(clip.data(), features.data(), &scratch);
  return features;
}

Frame frame_of(const Clip& clip) {
  Frame features;
  Scratch scratch;
  extract_frame(clip.data(), features.data(), &scratch);
  return features;
}

double mel(double hz) { return std::log(1 + hz / 700); }

// Where the line lies among those at which triangles begin, peak and end.
double line_of(double hz) {
  return (mel(hz) - mel(kLowHz)) / (mel(kHighHz) - mel(kLowHz)) * (kBands + 1);
}

double centre(int band) {
  const double step = (mel(kHighHz) - mel(kLowHz)) / (kBands + 1);
  return 700 * (std::exp(mel(kLowHz) + step * (band + 1)) - 1);
}

// The definition in floating point, as steps above silence, not saturated.
std::array<double, kBands> oracle(const Clip& clip) {
  std::array<double, kBands> energy = {};
  for (int bin = 1; bin < kWindow / 2; ++bin) {
    std::complex<double> sum;
    for (int i = 0; i < kWindow; ++i) {
      const double weight = 0.5 - 0.5 * std::cos(2 * kPi * i / kWindow);
      sum += weight * clip[static_cast<size_t>(i)] *
             std::polar(1.0, -2 * kPi * bin * i / kWindow);
    }
    const double line = line_of(bin * double{kSampleRate} / kWindow);
    for (int band = 0; band < kBands; ++band) {
      const double weight = std::max(0.0, 1 - std::abs(line - band - 1));
      energy[static_cast<size_t>(band)] += weight * std::norm(sum);
    }
  }
  // An energy of one, in units of samples, is 2^16 in fixed point.
  for (double& e : energy) e = 8 * (std::log2(e + 1e-9) + 16 - 28);
  return energy;
}

void expect_near_oracle(const Clip& clip, double steps) {
  const Frame features = frame_of(clip);
  const auto expected = oracle(clip);
  for (size_t band = 0; band < kBands; ++band) {
    const double level = std::clamp(expected[band] - 128, -128.0, 127.0);
    EXPECT_NEAR(features[band], level, steps) << "band " << band;
  }
}

TEST(Features, DigitalSilenceIsTheLowestValueEverywhere) {
  for (int8_t f : matrix_of(Clip(kClipSamples))) EXPECT_EQ(f, kSilence);
}

TEST(Features, AConstantOffsetIsSilence) {
  for (int16_t offset : {int16_t{-32768}, int16_t{-300}, int16_t{20000}}) {
    for (int8_t f : frame_of(Clip(kWindow, offset))) EXPECT_EQ(f, kSilence);
  }
}

TEST(Features, AToneIsLoudestInItsBandInEveryFrame) {
  for (int band = 0; band < kBands; ++band) {
    const Matrix features = matrix_of(tone(centre(band), 8000));
    for (int frame = 0; frame < kFrames; ++frame) {
      const int8_t* row = features.data() + frame * kBands;
      EXPECT_EQ(std::max_element(row, row + kBands) - row, band);
    }
  }
}

TEST(Features, TwiceTheAmplitudeIsSixteenSteps) {
  const size_t band = 11;
  const double hz = centre(band);
  for (double amplitude = 50; amplitude < 16000; amplitude *= 2) {
    const int quiet = frame_of(tone(hz, amplitude, kWindow))[band];
    const int loud = frame_of(tone(hz, 2 * amplitude, kWindow))[band];
    EXPECT_NEAR(loud - quiet, 16, 1) << amplitude;
  }
}

TEST(Features, LouderNoiseIsNeverLower) {
  Matrix last = matrix_of(noise(16));
  for (int amplitude = 32; amplitude <= 32768; amplitude *= 2) {
    const Matrix features = matrix_of(noise(amplitude));
    for (size_t i = 0; i < kFeatures; ++i) EXPECT_GE(features[i], last[i]);
    last = features;
  }
}

TEST(Features, EqualTheDefinitionInFloatingPoint) {
  for (int amplitude : {100, 1000, 10000, 32768}) {
    expect_near_oracle(noise(amplitude, kWindow), 1.25);
  }
}

// Bands 80 dB below the tone show the rounding of the twiddle factors.
TEST(Features, FullScaleDoesNotOverflow) {
  for (int band = 0; band < kBands; ++band) {
    Clip square = tone(centre(band), 32767, kWindow);
    for (int16_t& s : square) s = s < 0 ? INT16_MIN : INT16_MAX;
    expect_near_oracle(square, 4);
  }
}

TEST(Features, AreTheSameBytesOnEveryTarget) {
  uint32_t hash = 2166136261u;  // FNV-1a
  for (int amplitude : {3, 200, 32768}) {
    for (int8_t f : matrix_of(noise(amplitude))) {
      hash = (hash ^ static_cast<uint8_t>(f)) * 16777619u;
    }
  }
  EXPECT_EQ(hash, 0x5365362au);
}

class StreamInPieces : public testing::TestWithParam<int> {};

TEST_P(StreamInPieces, EqualsTheWholeClip) {
  const Clip clip = noise(5000);
  Stream stream;
  int frames = 0;
  for (int at = 0; at < kClipSamples; at += GetParam()) {
    const int count = std::min(GetParam(), kClipSamples - at);
    frames += stream.push(clip.data() + at, count);
  }
  Matrix features;
  stream.write(features.data());
  EXPECT_EQ(frames, kFrames);
  EXPECT_EQ(features, matrix_of(clip));
}

INSTANTIATE_TEST_SUITE_P(Sizes, StreamInPieces,
                         testing::Values(1, 7, 160, 320, 512, 1000, 16000));

TEST(Stream, ForgetsWhatIsOlderThanAClip) {
  Clip clip = noise(5000);
  Stream stream;
  stream.push(tone(1000, 9000).data(), 10 * kStride);
  stream.push(clip.data(), kClipSamples);
  // The stream's frames began at sample 0 of the tone, 10 strides earlier, so
  // they fall on the same samples of the clip.
  Matrix features;
  stream.write(features.data());
  EXPECT_EQ(features, matrix_of(clip));
}

TEST(Stream, IsSilentBeforeTheFirstSample) {
  Stream stream;
  EXPECT_EQ(stream.push(noise(5000).data(), kWindow), 1);
  Matrix features;
  stream.write(features.data());
  const auto newest = features.end() - kBands;
  EXPECT_EQ(std::count(features.begin(), newest, kSilence),
            newest - features.begin());
  EXPECT_TRUE(std::none_of(newest, features.end(),
                           [](int8_t f) { return f == kSilence; }));
}

}  // namespace
}  // namespace keywords
