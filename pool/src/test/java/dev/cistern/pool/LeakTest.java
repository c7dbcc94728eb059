package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is let go is let go: threads, pools, class loaders. */
final class LeakTest {
  @Test
  void a_finished_thread_is_not_retained() throws InterruptedException {
    try (var pool = Pool.builder(StringBuilder::new).reset(b -> b.setLength(0)).build()) {
      WeakReference<Thread> thread = used(pool);
      assertThat(cleared(thread)).isTrue();
      assertThat(pool.stats().acquires()).as("its counts stay").isEqualTo(1);
    }
  }

  private static WeakReference<Thread> used(Pool<StringBuilder> pool) throws InterruptedException {
    Thread thread = Thread.ofPlatform().start(() -> pool.release(pool.acquire()));
    thread.join();
    return new WeakReference<>(thread);
  }

  @Test
  void a_pool_that_nobody_closed_is_collected() throws InterruptedException {
    assertThat(cleared(dropped())).isTrue();
  }

  private static WeakReference<Object> dropped() {
    Pool<StringBuilder> pool = Pool.builder(StringBuilder::new).noReset("test").build();
    pool.release(pool.acquire());
    return new WeakReference<>(pool);
  }

  @Test
  void the_class_loader_of_a_dropped_pool_is_collected() throws Exception {
    assertThat(cleared(loaderOfDroppedPool())).isTrue();
  }

  /** A loader with a copy of this library, whose pool was used and dropped without close(). */
  @SuppressWarnings("NullAway") // a loader without a parent
  private static WeakReference<ClassLoader> loaderOfDroppedPool() throws Exception {
    URL library = Pool.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader loader = new URLClassLoader(new URL[] {library}, null);
    Class<?> pools = loader.loadClass(Pool.class.getName());
    assertThat(pools).isNotSameAs(Pool.class);
    Object builder =
        pools.getMethod("builder", Supplier.class).invoke(null, (Supplier<?>) StringBuilder::new);
    Class<?> builders = builder.getClass();
    builders.getMethod("noReset", String.class).invoke(builder, "test");
    Object pool = builders.getMethod("build").invoke(builder);
    Object taken = pools.getMethod("acquire").invoke(pool);
    pools.getMethod("release", Object.class).invoke(pool, taken);
    return new WeakReference<>(loader);
  }

  private static boolean cleared(WeakReference<? extends @Nullable Object> reference)
      throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      System.gc();
      Thread.sleep(20);
      if (reference.refersTo(null)) {
        return true;
      }
    }
    return false;
  }
}
