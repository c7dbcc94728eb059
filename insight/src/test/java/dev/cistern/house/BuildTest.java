package dev.cistern.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BuildTest {
  @Test
  void tests_run_on_the_release_the_code_is_compiled_for() {
    assertThat(Runtime.version().feature()).isGreaterThanOrEqualTo(25);
  }
}
