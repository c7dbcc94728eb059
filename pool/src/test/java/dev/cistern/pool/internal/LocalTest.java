package dev.cistern.pool.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A thread's own part: what a sweep took is counted once, whoever notices. */
class LocalTest {
  private final Local local = new Local(1, new WeakReference<>(Thread.currentThread()), 4, false);

  @Test
  void countsWhatWasSweptBeforeAndAfterTheOwnerFindsIt() {
    local.fillSlot("slot");
    assertThat(local.push("one")).isTrue();
    assertThat(local.push("two")).isTrue();
    assertThat(local.swept()).isZero();

    local.discard();

    assertThat(local.swept()).isEqualTo(3);
    assertThat(local.pop()).isNull();
    assertThat(local.swept()).isEqualTo(3);
    local.discard();
    assertThat(local.swept()).isEqualTo(3);
  }

  @Test
  void doesNotCountWhatTheOwnerTookFirst() {
    local.fillSlot("slot");
    assertThat(local.push("queued")).isTrue();
    Object taken = local.takeSlot();
    Object other = local.popQueued();

    local.discard();

    assertThat(taken).isEqualTo("slot");
    assertThat(other).isEqualTo("queued");
    assertThat(local.swept()).isZero();
    assertThat(local.pop()).isNull();
    assertThat(local.swept()).isZero();
  }

  @Test
  void countsWhatIsPutWhereASweepWas() {
    local.fillSlot("first");
    local.discard();

    assertThat(local.fillSlot("second")).isTrue();

    assertThat(local.swept()).isEqualTo(1);
    assertThat(local.takeSlot()).isEqualTo("second");
    assertThat(local.swept()).isEqualTo(1);
  }

  @Test
  void countsWhatIsMissingWhereTheQueueIsHandedOver() {
    Stripes stripes = new Stripes(1, new Permits(16));
    IntStream.range(0, 4).forEach(i -> assertThat(local.push(i)).isTrue());
    local.discard();
    assertThat(local.push("fifth")).isFalse();

    local.handOver(stripes, 1);

    assertThat(local.swept()).isEqualTo(4);
    assertThat(stripes.idle()).isZero();
  }

  @Test
  void aBatchLeavesOutWhatASweepTookOnTheWay() {
    Stripes stripes = new Stripes(1, new Permits(16));

    int left = stripes.putBatch(1, new Object[] {"one", null, "three"}, 3);

    assertThat(left).isEqualTo(3);
    assertThat(stripes.idle()).isEqualTo(2);
    assertThat(stripes.sweptOnTheWay.sum()).isEqualTo(1);
  }
}
