package dev.cistern.pool.internal;

import dev.cistern.pool.GuardMode;
import dev.cistern.pool.Misuse;
import dev.cistern.pool.PoolException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A pool's checked settings; the builder's methods define them. */
public record Settings<T>(
    String name,
    Supplier<? extends T> factory,
    @Nullable Consumer<? super T> reset,
    @Nullable ToLongFunction<? super T> sizeBytes,
    long retainedBytesMax,
    int idleMax,
    double memoryLimitShare,
    long memoryLimitBytes,
    double memoryLimitNear,
    double breakerShare,
    GuardMode guard,
    int guardEvery,
    @Nullable ToLongFunction<? super T> digest,
    @Nullable Consumer<? super Misuse> onMisuse,
    @Nullable Consumer<? super PoolException> onProblem,
    int eventsPerSecondMax,
    @Nullable Supplier<String> label) {}
