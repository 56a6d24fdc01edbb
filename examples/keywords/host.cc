// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The keyword example on this machine: listens to .wav files and names the
// words; with --pack, writes them as recordings for a board.
#include <sndfile.h>

#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

#include "examples/keywords/listener.h"
#include "examples/keywords/recordings.h"

namespace keywords {
namespace {

bool read_clip(const char* path, Clip& clip) {
  SF_INFO info = {};
  const std::unique_ptr<SNDFILE, int (*)(SNDFILE*)> file(
      sf_open(path, SFM_READ, &info), sf_close);
  if (file == nullptr) {
    std::fprintf(stderr, "%s: %s\n", path, sf_strerror(nullptr));
    return false;
  }
  if (info.samplerate != kSampleRate || info.channels != 1) {
    std::fprintf(stderr, "%s: record at 16000 Hz with one channel\n", path);
    return false;
  }
  clip = {};
  const char* slash = std::strrchr(path, '/');
  std::strncpy(clip.name, slash != nullptr ? slash + 1 : path,
               sizeof(clip.name) - 1);
  sf_read_short(file.get(), clip.samples, kClipSamples);
  return true;
}

int pack(const char* path, const std::vector<Clip>& clips) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
      std::fopen(path, "wb"), std::fclose);
  const Recordings header = {kRecordingsMagic,
                             static_cast<uint32_t>(clips.size())};
  if (file == nullptr ||
      std::fwrite(&header, sizeof(header), 1, file.get()) != 1 ||
      std::fwrite(clips.data(), sizeof(Clip), clips.size(), file.get()) !=
          clips.size()) {
    std::fprintf(stderr, "%s: can't be written\n", path);
    return 2;
  }
  return 0;
}

int listen(const std::vector<Clip>& clips) {
  alignas(16) static uint8_t arena[64 * 1024];
  static Listener listener;
  if (listener.begin({arena, sizeof(arena)}).status != mote::Status::kOk) {
    std::fprintf(stderr, "the model does not load\n");
    return 1;
  }
  for (const Clip& clip : clips) {
    listener.hear(clip.samples, kClipSamples);
    bool ok = false;
    const Heard heard = listener.name(ok);
    if (!ok) return 1;
    std::printf("  %s: %s (%d %%)\n", clip.name, kLabels[heard.label],
                heard.percent);
  }
  return 0;
}

}  // namespace
}  // namespace keywords

int main(int argc, char** argv) {
  const bool packing = argc > 2 && std::strcmp(argv[1], "--pack") == 0;
  const int first = packing ? 3 : 1;
  if (argc <= first) {
    std::fprintf(stderr, "usage: keywords [--pack FILE] WAV...\n");
    return 2;
  }
  std::vector<keywords::Clip> clips(static_cast<size_t>(argc - first));
  for (int i = first; i < argc; ++i) {
    if (!keywords::read_clip(argv[i], clips[static_cast<size_t>(i - first)])) {
      return 2;
    }
  }
  return packing ? keywords::pack(argv[2], clips) : keywords::listen(clips);
}
