package dev.cistern.format.jfr;

import dev.cistern.damage.DamageHarness;
import org.junit.jupiter.api.Test;

class JfrDamageTest {
  @Test
  void no_damage_harms_the_reader_or_loses_what_lies_whole_before_it() {
    DamageHarness.survives(JfrCase.class);
  }
}
