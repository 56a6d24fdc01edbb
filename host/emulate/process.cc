// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/emulate/process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

namespace mote::emulate {
namespace {

// Becomes the program; returns only when that fails. It does not outlive the
// thread that started it, whatever ends that.
void become(char* const* arguments, const char* log, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) return;
  const int in = open("/dev/null", O_RDONLY);
  const int out = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 ||
      dup2(out, 2) < 0) {
    return;
  }
  execvp(arguments[0], arguments);
}

// 0, or the number of the error, which the child tells through a pipe that
// closes when it becomes the program.
int start(const std::vector<std::string>& words,
          const std::filesystem::path& log, pid_t& child) {
  std::vector<char*> arguments;
  for (const std::string& word : words) {
    arguments.push_back(const_cast<char*>(word.c_str()));
  }
  arguments.push_back(nullptr);
  int report[2];
  if (pipe2(report, O_CLOEXEC) != 0) return errno;
  const pid_t parent = getpid();
  child = fork();
  if (child == 0) {
    become(arguments.data(), log.c_str(), parent);
    const int error = errno;
    _exit(write(report[1], &error, sizeof(error)) < 0 ? 126 : 127);
  }
  int error = child < 0 ? errno : 0;
  close(report[1]);
  if (child > 0 && read(report[0], &error, sizeof(error)) > 0) {
    waitpid(child, nullptr, 0);
  }
  close(report[0]);
  return error;
}

}  // namespace

base::Result<Exit> run_process(const std::vector<std::string>& words,
                               const std::filesystem::path& log, int seconds) {
  using Clock = std::chrono::steady_clock;
  pid_t child = 0;
  const int error = start(words, log, child);
  Exit exit;
  if (error == ENOENT) {
    exit.found = false;
    return exit;
  }
  if (error != 0) return base::Error{words[0], std::strerror(error), ""};
  const Clock::time_point end = Clock::now() + std::chrono::seconds(seconds);
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    if (Clock::now() > end) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      exit.timed_out = true;
      break;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  exit.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return exit;
}

}  // namespace mote::emulate
