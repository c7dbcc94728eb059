package dev.cistern.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.model.EventKind;
import dev.cistern.model.EventRow;
import dev.cistern.model.Language;
import dev.cistern.model.PoolEventName;
import dev.cistern.model.PoolStage;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PoolBookTest {
  private static final long POOL = 0xc000;
  private static final long OBJECT = 0xbeef00;

  private final ScriptedTimeline timeline = new ScriptedTimeline(Language.GO);
  private final PoolWatch watch = new PoolWatch(timeline);
  private long now;

  private PoolBook book() {
    return Objects.requireNonNull(watch.books().get(POOL));
  }

  private PoolBookTest get(PoolStage stage) {
    return event(EventKind.POOL_ACQUIRE, stage.text(), 1, PoolEventName.PLAIN);
  }

  private PoolBookTest put() {
    return event(EventKind.POOL_RELEASE, "put", 1, PoolEventName.PLAIN);
  }

  private PoolBookTest event(EventKind kind, String text, long task, PoolEventName name) {
    EventRow row = new EventRow();
    row.start(kind, timeline.text(name.text()), ++now)
        .pool(POOL)
        .object(OBJECT)
        .task(task)
        .text(timeline.text(text))
        .objectClass(timeline.text("*main.T"));
    watch.event(row);
    return this;
  }

  private PoolBookTest content(String text, long digest, long length) {
    EventRow row = new EventRow();
    row.start(EventKind.POOL_CONTENT, 0, ++now)
        .pool(POOL)
        .object(OBJECT)
        .value(digest << 32 | length)
        .text(timeline.text(text));
    watch.event(row);
    return this;
  }

  private PoolBookTest collection() {
    EventRow row = new EventRow();
    row.start(EventKind.STOP, 0, ++now).text(timeline.text("GC sweep termination"));
    watch.event(row);
    return this;
  }

  @Test
  void a_put_of_what_lies_in_the_pool_is_a_second_one() {
    get(PoolStage.MADE).put().put();
    assertThat(PoolBook.sum(book().twice)).isEqualTo(1);
  }

  @Test
  void after_two_collections_the_address_is_another_objects() {
    get(PoolStage.MADE).put().collection().collection().put();
    assertThat(PoolBook.sum(book().twice)).isZero();
  }

  @Test
  void after_one_collection_the_object_still_lies_in_the_victim_generation() {
    get(PoolStage.MADE).put().collection().put();
    assertThat(PoolBook.sum(book().twice)).isEqualTo(1);
  }

  @Test
  void an_object_put_twice_and_taken_twice_is_told_once() {
    get(PoolStage.MADE).put().put().get(PoolStage.OWN_SLOT).get(PoolStage.OWN_QUEUE).put().put();
    assertThat(PoolBook.sum(book().twice)).isEqualTo(1);
    assertThat(book().lost()).isZero();
  }

  @Test
  void a_new_object_at_the_address_of_one_that_is_out_tells_that_it_was_lost() {
    get(PoolStage.MADE).get(PoolStage.MADE).put();
    assertThat(book().lost()).isEqualTo(1);
  }

  @Test
  void what_was_taken_before_the_window_is_no_ones_fault() {
    put().get(PoolStage.OWN_SLOT).put();
    assertThat(PoolBook.sum(book().twice)).isZero();
    assertThat(PoolBook.sum(book().byOthers)).isZero();
  }

  @Test
  void a_put_by_another_goroutine_is_counted_as_such() {
    get(PoolStage.MADE).event(EventKind.POOL_RELEASE, "put", 2, PoolEventName.PLAIN);
    assertThat(PoolBook.sum(book().byOthers)).isEqualTo(1);
  }

  @Test
  void a_changed_digest_is_a_write_after_put_and_no_dirty_hand_over() {
    get(PoolStage.MADE).content("buffer new", 7, 0).put().content("buffer put", 7, 0);
    get(PoolStage.OWN_SLOT).content("buffer got", 8, 0);
    assertThat(PoolBook.sum(book().written)).isEqualTo(1);
    assertThat(PoolBook.sum(book().dirty)).isZero();
  }

  @Test
  void a_length_that_no_new_object_has_is_a_dirty_hand_over() {
    get(PoolStage.MADE).content("buffer new", 7, 0).put().content("buffer put", 9, 5);
    get(PoolStage.OWN_SLOT).content("buffer got", 9, 5);
    assertThat(PoolBook.sum(book().dirty)).isEqualTo(1);
    assertThat(PoolBook.sum(book().written)).isZero();
  }

  @Test
  void lengths_are_not_judged_where_new_objects_differ_among_themselves() {
    get(PoolStage.MADE).content("buffer new", 7, 0).get(PoolStage.MADE).content("buffer new", 7, 3);
    put().content("buffer put", 9, 5).get(PoolStage.OWN_SLOT).content("buffer got", 9, 5);
    assertThat(PoolBook.sum(book().dirty)).isZero();
  }

  @Test
  void a_value_in_a_box_has_no_identity() {
    PoolEventName boxed = new PoolEventName(false, true, 0);
    event(EventKind.POOL_RELEASE, "put", 1, boxed).event(EventKind.POOL_RELEASE, "put", 1, boxed);
    assertThat(PoolBook.sum(book().twice)).isZero();
    assertThat(book().boxedReleases).isEqualTo(2);
  }

  @Test
  void a_race_build_and_a_rate_are_read_from_the_events_name() {
    event(EventKind.POOL_RELEASE, "put", 1, new PoolEventName(true, false, 6));
    assertThat(watch.race()).isTrue();
    assertThat(watch.sampleShift()).isEqualTo(6);
    assertThat(PoolEventName.of("cistern.pool 1/2^x")).isEqualTo(PoolEventName.PLAIN);
  }
}
