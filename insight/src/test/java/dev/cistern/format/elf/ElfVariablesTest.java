package dev.cistern.format.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.format.UnreadableException;
import dev.cistern.model.Variables.Variable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ElfVariablesTest {
  private static final byte[] NAMES =
      "\0main.pool\0example.com/a%2eb.shop\0main.run\0".getBytes(StandardCharsets.US_ASCII);
  private static final int POOL_AT = 1;
  private static final int SHOP_AT = 11;
  private static final int CODE_AT = 35;
  private static final int OBJECT = 1;
  private static final int CODE = 2;

  @TempDir private Path folder;

  /** An executable of nothing but two sections: symbols, and their names. */
  private static ByteBuffer executable(int type, int sections) {
    int namesAt = 64 + 2 * 64;
    int symbolsAt = namesAt + NAMES.length;
    ByteBuffer file = ByteBuffer.allocate(symbolsAt + 3 * 24).order(ByteOrder.LITTLE_ENDIAN);
    file.put(0, new byte[] {0x7f, 'E', 'L', 'F', 2, 1});
    file.putShort(16, (short) type).putLong(40, 64).putShort(60, (short) sections);
    file.putInt(64 + 4, 2).putLong(64 + 24, symbolsAt).putLong(64 + 32, 3 * 24).putInt(64 + 40, 1);
    file.putInt(128 + 4, 3).putLong(128 + 24, namesAt).putLong(128 + 32, NAMES.length);
    file.put(namesAt, NAMES);
    symbol(file, symbolsAt, SHOP_AT, OBJECT, 0x2000, 0x100);
    symbol(file, symbolsAt + 24, CODE_AT, CODE, 0x3000, 0x100);
    symbol(file, symbolsAt + 48, POOL_AT, OBJECT, 0x1000, 0x40);
    return file;
  }

  private static void symbol(ByteBuffer file, int at, int name, int kind, long address, long size) {
    file.putInt(at, name).put(at + 4, (byte) kind).putLong(at + 8, address).putLong(at + 16, size);
  }

  private ElfVariables read(ByteBuffer file) throws IOException, UnreadableException {
    return ElfVariables.of(Files.write(folder.resolve("server"), file.array()));
  }

  @Test
  void an_address_has_the_name_of_the_variable_around_it() throws Exception {
    ElfVariables variables = read(executable(2, 2));
    assertThat(variables.lacking()).isEmpty();
    assertThat(variables.at(0x1000)).contains(new Variable("main.pool", 0));
    assertThat(variables.at(0x2028)).contains(new Variable("example.com/a.b.shop", 0x28));
    assertThat(variables.at(0x1040)).isEmpty();
    assertThat(variables.at(0x3000)).as("code").isEmpty();
    assertThat(variables.at(0)).isEmpty();
    assertThat(variables.at(-1)).isEmpty();
  }

  @Test
  void a_stripped_or_movable_executable_says_why_it_names_nothing() throws Exception {
    assertThat(read(executable(2, 0)).lacking()).contains("stripped");
    assertThat(read(executable(3, 2)).lacking()).contains("-buildmode=pie");
  }

  @Test
  void names_that_lie_nowhere_are_none() throws Exception {
    assertThat(read(executable(2, 2).putLong(128 + 24, -8)).at(0x1000)).isEmpty();
    assertThat(read(executable(2, 2).putLong(128 + 24, Long.MAX_VALUE)).at(0x1000)).isEmpty();
  }

  @Test
  void damage_is_a_sentence_and_never_a_fault() throws Exception {
    assertThatThrownBy(() -> read(ByteBuffer.allocate(100)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("wanted a 64-bit ELF executable");
    byte[] whole = executable(2, 2).array();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      try {
        ElfVariables variables = read(ByteBuffer.wrap(damaged));
        variables.at(0x1000);
        variables.at(random.nextLong());
      } catch (UnreadableException e) {
        assertThat(e).as("seed %d", seed).hasMessageContaining("server");
      }
    }
  }
}
