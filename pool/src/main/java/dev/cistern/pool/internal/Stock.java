package dev.cistern.pool.internal;

import dev.cistern.pool.PoolClosedException;
import dev.cistern.pool.PoolConfigException;
import dev.cistern.pool.PoolException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Objects that a pool has before anybody gives one back. */
final class Stock<T> {
  private final Settings<T> settings;
  private final Outlet<T> outlet;
  private final Supply supply;
  private final Intake<T> intake;
  private final Reports reports;

  Stock(Settings<T> settings, Outlet<T> outlet, Supply supply, Intake<T> intake, Reports reports) {
    this.settings = settings;
    this.outlet = outlet;
    this.supply = supply;
    this.intake = intake;
    this.reports = reports;
  }

  /** Makes so many, as long as there is room and the pool is not {@code closed}. */
  void prefill(int count, BooleanSupplier closed) {
    if (count < 0 || count > settings.idleMax()) {
      throw new PoolConfigException(
          settings.name(),
          List.of("wanted prefill of 0 to idleMax (" + settings.idleMax() + "), found " + count));
    }
    long id = Thread.currentThread().threadId();
    boolean room = true;
    for (int i = 0; i < count && room; i++) {
      if (closed.getAsBoolean()) {
        throw new PoolClosedException(settings.name());
      }
      room = supply.add(outlet.make(id)); // else others have filled it meanwhile
    }
  }

  /** Takes over objects that the factory did not make, or makes as many if they do not fit. */
  void warm(List<? extends T> objects, @Nullable PoolException mismatch) {
    if (mismatch != null) {
      reports.problem(mismatch);
      prefill(Math.min(objects.size(), settings.idleMax()), () -> false);
      return;
    }
    for (T object : objects) {
      outlet.made(object);
      if (!supply.add(object)) {
        intake.drop(object, DropReason.FULL);
      }
    }
  }
}
