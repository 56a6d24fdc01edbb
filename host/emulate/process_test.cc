// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/emulate/process.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

namespace mote::emulate {
namespace {

namespace fs = std::filesystem;

class Process : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "process-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path log() const { return folder_ / "log"; }
  std::string logged() const {
    std::ifstream file(log());
    return {std::istreambuf_iterator<char>(file), {}};
  }

  fs::path folder_;
};

TEST_F(Process, LogsWhatItPrintsAndGivesItsCode) {
  const auto exit =
      run_process({"sh", "-c", "echo out; echo error >&2; exit 3"}, log(), 60);
  ASSERT_TRUE(exit.ok());
  EXPECT_EQ(exit.value().code, 3);
  EXPECT_EQ(logged(), "out\nerror\n");
}

TEST_F(Process, ThatDoesNotExistIsNotFound) {
  const auto exit = run_process({"no-such-program-here"}, log(), 60);
  ASSERT_TRUE(exit.ok());
  EXPECT_FALSE(exit.value().found);
}

TEST_F(Process, IsKilledWhenItsTimeIsUp) {
  const auto exit = run_process({"sleep", "60"}, log(), 0);
  ASSERT_TRUE(exit.ok());
  EXPECT_TRUE(exit.value().timed_out);
}

TEST_F(Process, DoesNotOutliveTheProgramThatStartedIt) {
  ASSERT_EQ(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
  const pid_t starter = fork();
  if (starter == 0) {
    const auto exit =
        run_process({"sh", "-c", "echo $$; exec sleep 60"}, log(), 60);
    _exit(exit.ok() ? 0 : 1);
  }
  while (logged().empty()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  const pid_t started = std::stoi(logged());
  kill(starter, SIGKILL);
  waitpid(starter, nullptr, 0);
  int status = 0;
  EXPECT_EQ(waitpid(started, &status, 0), started);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
  prctl(PR_SET_CHILD_SUBREAPER, 0);
}

}  // namespace
}  // namespace mote::emulate
