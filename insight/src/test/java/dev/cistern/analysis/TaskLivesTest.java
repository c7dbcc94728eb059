package dev.cistern.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskLivesTest {
  private final TaskLives lives = new TaskLives();
  private final PoolLedger pool = new PoolLedger();

  @Test
  void a_task_counts_once_for_a_pool_when_its_begin_and_end_were_seen() {
    lives.created(1, 100);
    lives.used(1, pool);
    lives.used(1, pool);
    lives.ended(1, 400);
    assertThat(pool.lives().count()).isEqualTo(1);
    assertThat(pool.lives().meanNanos()).isEqualTo(300);
  }

  @Test
  void a_task_that_was_there_before_or_took_nothing_or_lives_on_does_not_count() {
    lives.used(1, pool);
    lives.ended(1, 400);
    lives.created(2, 100);
    lives.ended(2, 400);
    lives.created(3, 100);
    lives.used(3, pool);
    assertThat(pool.lives().count()).isZero();
  }
}
