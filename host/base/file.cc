// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace mote::base {
namespace {

namespace fs = std::filesystem;

// An open file, closed at the end of its scope.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return fd_; }
  // False when the system reports that written bytes were lost.
  bool close() {
    const int fd = fd_;
    fd_ = -1;
    return fd < 0 || ::close(fd) == 0;
  }

 private:
  int fd_;
};

Error failed(const fs::path& path, const char* action, const char* cure) {
  return {path.string(), std::string(action) + ": " + std::strerror(errno),
          cure};
}

bool write_all(int fd, std::span<const uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes = bytes.subspan(static_cast<size_t>(n));
  }
  return true;
}

Error cannot_write(const fs::path& path) {
  return failed(path, "it cannot be written",
                "choose a place that you may write to and that has room");
}

// Into a device or a pipe, where there is nothing to replace.
Result<void> write_through(const fs::path& path,
                           std::span<const uint8_t> bytes) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (file.get() < 0 || !write_all(file.get(), bytes) || !file.close()) {
    return cannot_write(path);
  }
  return {};
}

}  // namespace

Result<Bytes> read_file(const fs::path& path) {
  constexpr off_t kMost = INT32_MAX;
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) {
    return failed(path, "it cannot be opened", "check the path");
  }
  struct stat info = {};
  if (::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
    return Error{path.string(), "this is not a file", "name a file"};
  }
  if (info.st_size > kMost) {
    return Error{path.string(), "it is larger than 2 GiB", "use a smaller one"};
  }
  Bytes bytes(static_cast<size_t>(info.st_size));
  size_t got = 0;
  while (got < bytes.size()) {
    const ssize_t n =
        ::read(file.get(), bytes.data() + got, bytes.size() - got);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return failed(path, "it cannot be read", "check the disk");
    got += static_cast<size_t>(n);
  }
  return bytes;
}

Result<void> write_file(const fs::path& path, std::span<const uint8_t> bytes) {
  std::error_code ignored;
  if (fs::exists(path, ignored) && !fs::is_regular_file(path, ignored) &&
      !fs::is_directory(path, ignored)) {
    return write_through(path, bytes);
  }
  // Through a link, its target is replaced and not the link.
  fs::path target = fs::canonical(path, ignored);
  if (target.empty()) target = path;
  fs::path part = target;
  part += ".part" + std::to_string(::getpid());
  Descriptor file(
      ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (file.get() < 0) return cannot_write(path);
  if (!write_all(file.get(), bytes) || !file.close() ||
      ::rename(part.c_str(), target.c_str()) != 0) {
    const Error error = cannot_write(path);
    ::unlink(part.c_str());
    return error;
  }
  return {};
}

Result<void> write_file(const fs::path& path, std::string_view text) {
  return write_file(path, std::span(
      reinterpret_cast<const uint8_t*>(text.data()), text.size()));
}

Result<void> make_folder(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (!error) return {};
  return Error{path.string(), "the folder cannot be made: " + error.message(),
               "choose another place"};
}

}  // namespace mote::base
