package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objects of an earlier pool are taken over only where they fit. */
final class WarmStateTest {
  /** What is pooled. */
  public static final class Parser {
    int state;
  }

  private static final Fingerprint HERE = Fingerprint.of(Parser.class);
  private static final Fingerprint ELSEWHERE =
      new Fingerprint("Another", 17, "Serial", "full", "Parser#00");

  private final List<PoolException> problems = new ArrayList<>();

  private PoolBuilder<Parser> parsers() {
    return Pool.builder(Parser::new)
        .name("parsers")
        .reset(p -> p.state = 0)
        .guard(GuardMode.FULL)
        .onProblem(problems::add);
  }

  @Test
  void a_state_of_this_machine_serves_the_first_takers() {
    Parser one = new Parser();
    Parser other = new Parser();
    try (var pool = parsers().warm(WarmState.of(Parser.class, HERE, List.of(one, other))).build()) {
      assertThat(pool.stats().idle()).isEqualTo(2);
      assertThat(List.of(pool.acquire(), pool.acquire())).containsExactlyInAnyOrder(one, other);
      pool.release(one);
      pool.release(other);
      assertThat(pool.stats().misses()).isZero();
      assertThat(problems).isEmpty();
    }
  }

  @Test
  void another_machines_state_is_refused_with_both_fingerprints_and_the_difference() {
    var builder = parsers().warm(WarmState.of(Parser.class, ELSEWHERE, List.of(new Parser())));
    assertThatThrownBy(builder::build)
        .isInstanceOfSatisfying(
            PoolVersionException.class,
            e -> {
              assertThat(e.wanted()).isEqualTo(HERE);
              assertThat(e.found()).isEqualTo(ELSEWHERE);
              assertThat(e.differences())
                  .hasSize(5)
                  .contains(
                      "feature release: wanted " + Runtime.version().feature() + ", found 17");
            })
        .hasMessageStartingWith("pool 'parsers': the warm state does not fit: vendor: wanted ")
        .hasMessageContaining(HERE.toString())
        .hasMessageContaining(ELSEWHERE.toString());
  }

  @Test
  void or_as_many_objects_are_made_anew() {
    Parser old = new Parser();
    try (var pool =
        parsers()
            .warm(WarmState.of(Parser.class, ELSEWHERE, List.of(old, new Parser())).rebuilding())
            .build()) {
      assertThat(pool.stats().idle()).isEqualTo(2);
      assertThat(pool.acquire()).isNotSameAs(old);
      assertThat(problems).singleElement().isInstanceOf(PoolVersionException.class);
    }
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes", "NullAway"}) // what a redeployed application does
  void objects_of_a_replaced_class_loader_are_refused() throws Exception {
    URL tests = Parser.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader before = new URLClassLoader(new URL[] {tests}, null)) {
      Object old = before.loadClass(Parser.class.getName()).getDeclaredConstructor().newInstance();
      assertThat(Fingerprint.of(old.getClass())).as("of the same shape").isEqualTo(HERE);
      var builder = parsers().warm(new WarmState(Parser.class, HERE, List.of(old), false, false));
      assertThatThrownBy(builder::build)
          .isInstanceOf(PoolVersionException.class)
          .hasMessageContaining("class loader: wanted " + Parser.class.getName());
    }
  }

  @Test
  void a_fingerprint_is_read_from_its_line() {
    assertThat(Fingerprint.parse(HERE.toString())).isEqualTo(HERE);
    assertThat(HERE.feature()).isEqualTo(Runtime.version().feature());
    assertThat(HERE.objectHeaders()).isIn("compact", "compressed", "full");
    assertThat(HERE.shape()).startsWith(Parser.class.getName() + "#");
    assertThatThrownBy(() -> Fingerprint.parse("a; b"))
        .hasMessageContaining("wanted a fingerprint of 5 parts, found 2");
    assertThatThrownBy(() -> Fingerprint.parse("a; b; c; d; e"))
        .hasMessageContaining("wanted a feature release, found 'b'");
  }

  @Test
  void a_class_with_another_field_has_another_shape() {
    record One(int a) {}
    record Two(long a) {}
    assertThat(Fingerprint.of(One.class).shape().split("#", 2)[1])
        .isNotEqualTo(Fingerprint.of(Two.class).shape().split("#", 2)[1]);
    assertThat(Fingerprint.of(One.class).differences(Fingerprint.of(Two.class)))
        .singleElement()
        .asString()
        .startsWith("class shape: wanted ");
  }

  @Test
  void this_machine_does_what_is_expected() {
    assertThat(Probe.quick().asExpected()).isTrue();
    assertThat(Probe.withCollections()).isEqualTo(new Probe(true, true, true));
  }
}
