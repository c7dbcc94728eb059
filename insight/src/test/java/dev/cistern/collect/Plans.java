package dev.cistern.collect;

import dev.cistern.collect.http.Address;
import dev.cistern.collect.http.Credentials;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Plans for tests: short windows, little patience. */
final class Plans {
  private Plans() {}

  static GoPlan seconds(int seconds, String address, String... kinds) {
    return new GoPlan(
        Address.of(address),
        Credentials.none(),
        Duration.ofSeconds(seconds),
        kinds.length == 0 ? GoPlan.DEFAULT_KINDS : Set.of(kinds),
        1 << 20,
        Duration.ofSeconds(2),
        List.of(),
        "test");
  }
}
