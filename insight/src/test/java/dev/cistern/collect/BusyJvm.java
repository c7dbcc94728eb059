package dev.cistern.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A target: threads that allocate and queue for one lock, for two minutes at most. */
public final class BusyJvm {
  private BusyJvm() {}

  public static void main(String[] args) throws InterruptedException {
    Object lock = new Object();
    AtomicLong made = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(Thread.ofPlatform().daemon().start(() -> work(lock, made)));
    }
    System.out.println("ready");
    Thread.sleep(120_000);
  }

  private static void work(Object lock, AtomicLong made) {
    while (!Thread.currentThread().isInterrupted()) {
      synchronized (lock) {
        byte[] block = new byte[20_000];
        made.addAndGet(block.length);
        try {
          Thread.sleep(5);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
