package dev.cistern.bench.pool;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * JMH's threads for all rivals: Netty's own kind, the only one on which its recycler recycles.
 * Tasks queue, as a thread may not be back yet when the next iteration's tasks come.
 */
public final class NettyThreads extends ThreadPoolExecutor {
  /** As JMH asks for it. */
  public NettyThreads(int threads, String prefix) {
    super(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        new DefaultThreadFactory(prefix, true));
  }
}
