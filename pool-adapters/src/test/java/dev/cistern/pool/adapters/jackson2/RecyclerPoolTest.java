package dev.cistern.pool.adapters.jackson2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.BufferRecycler;
import dev.cistern.pool.GuardMode;
import dev.cistern.pool.Misuse;
import dev.cistern.pool.Pool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Jackson 2 writes and reads with recyclers of ours. */
final class RecyclerPoolTest {
  private final CisternRecyclerPool recyclers = CisternRecyclerPool.named("json");

  private static String written(CisternRecyclerPool recyclers, int number) throws IOException {
    JsonFactory factory = new JsonFactoryBuilder().recyclerPool(recyclers).build();
    StringWriter out = new StringWriter();
    try (JsonGenerator to = factory.createGenerator(out)) {
      to.writeStartObject();
      to.writeFieldName("number");
      to.writeNumber(number);
      to.writeEndObject();
    }
    try (JsonParser from = factory.createParser(out.toString())) {
      while (from.nextToken() != null) {
        from.currentName();
      }
    }
    return out.toString();
  }

  @Test
  void writing_and_reading_take_and_give_back() throws IOException {
    for (int i = 0; i < 100; i++) {
      assertThat(written(recyclers, i)).isEqualTo("{\"number\":" + i + "}");
    }
    assertThat(recyclers.pool().stats().acquires()).isGreaterThanOrEqualTo(100);
    assertThat(recyclers.pool().stats().misses()).isEqualTo(1);
    assertThat(recyclers.pooledCount()).isEqualTo(1);
    assertThat(recyclers.clear()).isTrue();
    assertThat(recyclers.pooledCount()).isZero();
  }

  @Test
  void a_recycler_knows_its_pool_and_returns_to_it() {
    BufferRecycler first = recyclers.acquireAndLinkPooled();
    assertThat(recyclers.pooledCount()).isZero();
    first.releaseToPool();
    first.releaseToPool();
    assertThat(recyclers.pooledCount()).isEqualTo(1);
    assertThat(recyclers.acquireAndLinkPooled()).isSameAs(first);
    assertThat(recyclers.acquireAndLinkPooled()).isNotSameAs(first);
  }

  @Test
  void jackson_breaks_no_rule_of_the_pool_on_virtual_threads() throws InterruptedException {
    ConcurrentLinkedQueue<Misuse> told = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    var guarded =
        new CisternRecyclerPool(
            Pool.builder(BufferRecycler::new)
                .noReset("test")
                .guard(GuardMode.FULL)
                .onMisuse(told::add)
                .build());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int number = i;
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  String json = written(guarded, number);
                  if (!json.equals("{\"number\":" + number + "}")) {
                    wrong.add(json);
                  }
                } catch (IOException | RuntimeException e) {
                  wrong.add(e.toString());
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(wrong).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void after_closing_json_is_still_written() throws IOException {
    recyclers.pool().close();
    assertThat(written(recyclers, 7)).isEqualTo("{\"number\":7}");
  }

  @Test
  void a_copy_by_serialization_is_a_pool_of_the_same_name() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(recyclers);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      CisternRecyclerPool copy = (CisternRecyclerPool) in.readObject();
      assertThat(copy.pool().name()).isEqualTo("json");
      assertThat(copy.acquirePooled()).isNotNull();
    }
  }
}
