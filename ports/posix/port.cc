// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// This machine as a board, for programs that run jobs: PROGRAM RESULTS JOB.
// It counts no instructions and no stack.
#include "ports/common/port.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mote::port {
namespace {

// Word i of the command line; null: there is none.
const char* argument(int i) {
  static char words[8192];
  static ssize_t size = 0;
  if (size == 0) {
    const int file = open("/proc/self/cmdline", O_RDONLY);
    size = read(file, words, sizeof(words) - 1);
    ::close(file);
  }
  const char* word = words;
  for (; i > 0 && word < words + size; --i) word += strlen(word) + 1;
  return word < words + size ? word : nullptr;
}

}  // namespace

void console(const char* text, size_t length) {
  write(STDERR_FILENO, text, length);
}

void exit(int code) { ::_exit(code); }

uint64_t instructions() { return 0; }

// Above every frame: a gauge finds nothing to paint.
uint8_t* stack_limit() { return reinterpret_cast<uint8_t*>(UINTPTR_MAX); }
uint8_t* stack_top() { return stack_limit(); }

Region ram() { return {nullptr, 0}; }
Region large_ram() { return ram(); }

const uint8_t* job() {
  static const void* image = nullptr;
  if (image != nullptr) return static_cast<const uint8_t*>(image);
  const int file = open(argument(2), O_RDONLY);
  struct stat status = {};
  if (file < 0 || fstat(file, &status) != 0) _exit(2);
  image = mmap(nullptr, static_cast<size_t>(status.st_size), PROT_READ,
               MAP_PRIVATE, file, 0);
  if (image == MAP_FAILED) _exit(2);
  return static_cast<const uint8_t*>(image);
}

int create(const char* path) {
  return open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
}

bool write(int file, const void* data, size_t size) {
  const char* at = static_cast<const char*>(data);
  while (size > 0) {
    const ssize_t done = ::write(file, at, size);
    if (done <= 0) return false;
    at += done;
    size -= static_cast<size_t>(done);
  }
  return true;
}

void close(int file) { ::close(file); }

size_t command_line(char* text, size_t capacity) {
  const char* program = argument(0);
  const char* results = argument(1);
  if (results == nullptr) return 0;
  const size_t first = strlen(program);
  const size_t size = first + 1 + strlen(results);
  if (size >= capacity) return 0;
  memcpy(text, program, first);
  text[first] = ' ';
  strcpy(text + first + 1, results);
  return size;
}

}  // namespace mote::port
