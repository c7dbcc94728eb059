/** Pools in Micrometer and OpenTelemetry; needs the one that is used. */
@NullMarked
package dev.cistern.pool.adapters.metrics;

import org.jspecify.annotations.NullMarked;
