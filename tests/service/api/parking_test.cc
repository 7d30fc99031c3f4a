#include "service/api/parking.h"

#include <atomic>
#include <thread>
#include <vector>

#include "gtest/gtest.h"

namespace chancery {
namespace {

TEST(ParkingTest, ASignalResumesAParkedCallOnce) {
  int resumed = 0;
  Parking parking([&] { ++resumed; });
  parking.Park([] {});
  EXPECT_EQ(resumed, 0);

  parking.Raise(Parking::kWoken);
  parking.Raise(Parking::kTimeUp);

  EXPECT_EQ(resumed, 1);
  EXPECT_EQ(parking.Collect(), Parking::kWoken | Parking::kTimeUp);
}

TEST(ParkingTest, ASignalToARunningCallIsSeenWhenItParks) {
  int resumed = 0;
  Parking parking([&] { ++resumed; });
  parking.Raise(Parking::kWoken);
  EXPECT_EQ(resumed, 0);

  parking.Park([] {});

  EXPECT_EQ(resumed, 1);
}

TEST(ParkingTest, ASignalWhileArmingResumesAtOnce) {
  int resumed = 0;
  Parking parking([&] { ++resumed; });
  parking.Park([&] { parking.Raise(Parking::kWoken); });
  EXPECT_EQ(resumed, 1);
}

TEST(ParkingTest, OnlyTheEndsOfACallStay) {
  Parking parking([] {});
  parking.Raise(Parking::kWoken | Parking::kTimeUp);
  parking.Raise(Parking::kCancelled);
  parking.Raise(Parking::kDraining);
  parking.Collect();
  EXPECT_EQ(parking.Collect(), Parking::kCancelled | Parking::kDraining);
}

TEST(ParkingTest, NoSignalIsLostBetweenThreads) {
  // Goal: a call that parks again and again while threads signal it is resumed
  // for every round, never twice at once. Method: `running` counts entries.
  constexpr int kRounds = 2000;
  std::atomic<int> resumed{0};
  Parking parking([&] { resumed.fetch_add(1); });
  std::atomic<bool> done{false};
  std::vector<std::thread> signallers;
  for (int i = 0; i < 3; ++i) {
    signallers.emplace_back([&] {
      while (!done.load()) parking.Raise(Parking::kWoken);
    });
  }
  for (int round = 1; round <= kRounds; ++round) {
    parking.Park([] {});
    while (resumed.load() < round) std::this_thread::yield();
    ASSERT_EQ(resumed.load(), round);
    parking.Collect();
  }
  done = true;
  for (std::thread& signaller : signallers) signaller.join();
}

}  // namespace
}  // namespace chancery
