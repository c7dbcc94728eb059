package dev.cistern.pool.stress;

import dev.cistern.pool.GuardMode;
import dev.cistern.pool.Pool;
import dev.cistern.pool.PoolMisuseException;
import dev.cistern.pool.PoolStats;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** What two threads may see of one pool. */
public final class HandOver {
  private HandOver() {}

  /** Something with content and an owner. */
  static final class Thing {
    int content;
    boolean held;
  }

  private static Pool<Thing> pool(GuardMode guard) {
    return Pool.builder(Thing::new)
        .name("stress")
        .noReset("the content is what is looked at")
        .guard(guard)
        .digest(thing -> 0)
        .onMisuse(misuse -> {})
        .build();
  }

  /** Two takers of one idle object: one of them gets another. */
  @JCStressTest
  @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "each has its own")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one object has two holders")
  @State
  public static class TwoTakers {
    private final Pool<Thing> pool = pool(GuardMode.OFF);
    private @Nullable Thing ofOne;
    private @Nullable Thing ofOther;

    /** One idle object. */
    public TwoTakers() {
      pool.prefill(1);
    }

    /** Takes. */
    @Actor
    public void one() {
      ofOne = pool.acquire();
    }

    /** Takes. */
    @Actor
    public void other() {
      ofOther = pool.acquire();
    }

    /** Compares. */
    @Arbiter
    public void compare(I_Result result) {
      result.r1 = ofOne == ofOther ? 1 : 0;
      pool.close();
    }
  }

  /** A taker and one who empties the pool: an object is taken or let go, not both, not neither. */
  @JCStressTest
  @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "one is the taker's, all others let go")
  @Outcome(id = "-1", expect = Expect.FORBIDDEN, desc = "taken and let go")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost without being counted")
  @State
  public static class TakeAndClear {
    private final Pool<Thing> pool = pool(GuardMode.OFF);
    private @Nullable Thing taken;

    /** One idle object. */
    public TakeAndClear() {
      pool.release(pool.acquire());
    }

    /** Takes, and keeps. */
    @Actor
    public void take() {
      taken = pool.acquire();
    }

    /** Empties. */
    @Actor
    public void clear() {
      pool.clear();
    }

    /**
     * Counts the objects made that are neither held nor let go: what lies in the pool goes with the
     * close. One that was made for the taker can be let go before he has it, and another made.
     */
    @Arbiter
    public void count(I_Result result) {
      pool.close();
      PoolStats stats = pool.stats();
      int held = taken == null ? 0 : 1;
      result.r1 = (int) (stats.misses() - stats.trimmed()) - held;
    }
  }

  /** More than a batch goes from one thread to another: whole, and no object twice. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "each once, with its content")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one twice, or without its content")
  @State
  public static class Batches {
    private static final int MANY = 40;

    private final Pool<Thing> pool = pool(GuardMode.OFF);
    private final Thing[] given = new Thing[MANY];

    /** As many in use as a batch and some more. */
    public Batches() {
      for (int i = 0; i < MANY; i++) {
        given[i] = pool.acquire();
      }
    }

    /** Writes and gives each. */
    @Actor
    public void give() {
      for (Thing thing : given) {
        thing.content = 42;
        pool.release(thing);
      }
    }

    /** Takes as many, and counts those taken before and those of the giver without content. */
    @Actor
    public void take(II_Result result) {
      for (int i = 0; i < MANY; i++) {
        Thing taken = pool.acquire();
        result.r1 += taken.held ? 1 : 0;
        taken.held = true;
        result.r2 += taken.content == 42 || isNew(taken) ? 0 : 1;
      }
      pool.close();
    }

    private boolean isNew(Thing taken) {
      for (Thing thing : given) {
        if (thing == taken) {
          return false;
        }
      }
      return true;
    }
  }

  /** What the giver wrote, the taker of the same object sees. */
  @JCStressTest
  @Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "the taker got another object")
  @Outcome(id = "42", expect = Expect.ACCEPTABLE, desc = "the giver's content")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the object without its content")
  @State
  public static class Publication {
    private final Pool<Thing> pool = pool(GuardMode.OFF);
    private final Thing thing = pool.acquire();

    /** Writes and gives. */
    @Actor
    public void give() {
      thing.content = 42;
      pool.release(thing);
    }

    /** Takes and reads. */
    @Actor
    public void take(I_Result result) {
      Thing taken = pool.acquire();
      result.r1 = taken == thing ? taken.content : -1;
      pool.close();
    }
  }

  /** Two givers of two objects: both lie in the pool, or one was dropped; never one twice. */
  @JCStressTest
  @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "both kept")
  @Outcome(id = "1", expect = Expect.ACCEPTABLE_INTERESTING, desc = "one dropped, as documented")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one twice, or none")
  @State
  public static class TwoGivers {
    private final Pool<Thing> pool = pool(GuardMode.OFF);
    private final Thing first = pool.acquire();
    private final Thing second = pool.acquire();

    /** Gives. */
    @Actor
    public void one() {
      pool.release(first);
    }

    /** Gives. */
    @Actor
    public void other() {
      pool.release(second);
    }

    /** Counts what is within reach. */
    @Arbiter
    public void count(I_Result result) {
      pool.close();
      result.r1 = (int) (pool.stats().trimmed());
    }
  }

  /** With the full guard one of two releases of the same object is refused. */
  @JCStressTest
  @Outcome(
      id = {"0, 1", "1, 0"},
      expect = Expect.ACCEPTABLE,
      desc = "one refused")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both taken, or both refused")
  @State
  public static class DoubleRelease {
    private final Pool<Thing> pool = pool(GuardMode.FULL);
    private final Thing thing = pool.acquire();

    private int refused() {
      try {
        pool.release(thing);
        return 0;
      } catch (PoolMisuseException e) {
        return 1;
      }
    }

    /** Gives. */
    @Actor
    public void one(II_Result result) {
      result.r1 = refused();
    }

    /** Gives. */
    @Actor
    public void other(II_Result result) {
      result.r2 = refused();
    }
  }

  /** A taker and a closer: the taker gets an object or is told that the pool is closed. */
  @JCStressTest
  @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "got one")
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "told")
  @State
  public static class TakeAndClose {
    private final Pool<Thing> pool = pool(GuardMode.OFF);

    /** Takes and gives. */
    @Actor
    public void take(I_Result result) {
      try {
        pool.release(pool.acquire());
      } catch (dev.cistern.pool.PoolClosedException e) {
        result.r1 = 1;
      }
    }

    /** Closes. */
    @Actor
    public void close() {
      pool.close();
    }
  }
}
