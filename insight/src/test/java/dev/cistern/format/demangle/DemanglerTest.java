package dev.cistern.format.demangle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.format.demangle.RecordedSymbols.Recorded;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemanglerTest {
  private static final int MUTATIONS = 20_000;
  private static final int SMALL_STACK_BYTES = 512 << 10;
  private static final String LETTERS = "_ZNRSTEIJKLMPOQUXDCFGVWYBH0123456789abcdefiklmnoprstvz.$";

  @Test
  void recorded_symbols_are_shown_as_the_reference_shows_them() throws Exception {
    List<Recorded> recorded = RecordedSymbols.all();
    assertThat(recorded).hasSizeGreaterThan(500);
    assertThat(recorded)
        .allSatisfy(one -> assertThat(Demangler.shown(one.symbol())).isEqualTo(one.shown()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "_ZNSt6vectorIiSaIiEE9push_backERKi | std::vector::push_back",
        "_ZN4shop4CartC2ERKS0_.isra.0 | shop::Cart::Cart",
        "_ZNK4shop4CartcvPFivEEv | shop::Cart::operator int (*)()",
        "_ZZ4mainENKUlvE_clEv.cold | main::{lambda()#1}::operator()",
        "_ZGVZN1a1bEvE1c | guard variable for a::b()::c",
        "_ZThn16_N1a1bEPFivE | non-virtual thunk to a::b(int (*)())",
        "___Z3foov_block_invoke_2 | invocation function for block in foo",
        "_GLOBAL__I__Z3fooi.part.1 | global constructors keyed to foo(int) [clone .part.1]",
        "_ZN12_GLOBAL__N_11aB5cxx11Ev | (anonymous namespace)::a[abi:cxx11]",
        "_ZN4core3fmt9Formatter9write_str17h1234567890abcdefE | core::fmt::Formatter::write_str",
        "_ZN35_$LT$a..B$u20$as$u20$core..Drop$GT$4drop17h1234567890abcdefE.llvm.1"
            + " | <a::B as core::Drop>::drop",
        "_RNvNtCs1234_7mycrateu8gdel_5qa3foo | mycrate::gödel::foo",
        "__RNvCs_4shop4main | shop::main",
      })
  void names_of_each_kind_are_put_in_plain_words(String symbol, String shown) {
    assertThat(Demangler.shown(symbol)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_", "_Z", "_R", "__", "_G", "___Z", "main.main", "_cgo_x", "_ZNE"})
  void what_is_no_symbol_stays(String name) {
    assertThat(Demangler.shown(name)).isEqualTo(name);
  }

  @Test
  void a_name_beyond_ascii_counts_its_length_in_bytes() {
    assertThat(Demangler.shown("_ZN4shop7GrößeEv")).isEqualTo("shop::Größe");
  }

  @Test
  void hostile_symbols_stay_and_need_little_stack() throws Exception {
    List<String> hostile =
        List.of(
            "_Zcv" + "P".repeat(30_000) + "i",
            "_ZN" + "1a".repeat(16_000) + "Ev",
            "_Z1aI" + "N1bI".repeat(8_000),
            "_ZThn8_1f" + doubled(60),
            "_Zcv" + "DTcl".repeat(8_000),
            "_Zcv" + "K".repeat(30_000) + "i",
            "_ZZ" + "Z".repeat(30_000),
            "_RNv" + "TB_".repeat(10_000),
            "_R" + "I".repeat(30_000),
            "_RM" + "T".repeat(30_000),
            "_RMC1aT" + "TeeE" + "TB6_B6_E".repeat(3_000),
            "_Z99999999999999999999a",
            "_ZN4shop" + "9".repeat(20_000) + "E");
    FutureTask<List<String>> task =
        new FutureTask<>(() -> hostile.stream().map(Demangler::shown).toList());
    new Thread(null, task, "small", SMALL_STACK_BYTES).start();
    List<String> shown = task.get();
    assertThat(shown).hasSameSizeAs(hostile);
    for (int i = 0; i < hostile.size(); i++) {
      assertThat(shown.get(i).equals(hostile.get(i))).as("number %d", i).isTrue();
    }
  }

  /** Types of functions of which each returns and takes the one before. */
  private static String doubled(int times) {
    StringBuilder types = new StringBuilder("PFiiE");
    for (int i = 0; i < times; i++) {
      String before = "S" + Integer.toString(2 * i, 36).toUpperCase(Locale.ROOT) + "_";
      types.append("PF").append(before).append(before).append('E');
    }
    return types.toString();
  }

  @Test
  void mutated_symbols_never_fail() throws Exception {
    long seed = Long.getLong("demangle.seed", new Random().nextLong());
    Random random = new Random(seed);
    List<Recorded> recorded = RecordedSymbols.all();
    for (int i = 0; i < MUTATIONS; i++) {
      String symbol = recorded.get(random.nextInt(recorded.size())).symbol();
      String other = recorded.get(random.nextInt(recorded.size())).symbol();
      String mutated = mutated(symbol, other, random);
      assertThat(Demangler.shown(mutated))
          .as("%s, -Ddemangle.seed=%d", mutated, seed)
          .hasSizeLessThan(1 << 18);
    }
  }

  private static String mutated(String symbol, String other, Random random) {
    StringBuilder text = new StringBuilder(symbol);
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      int at = Math.min(2, text.length()) + random.nextInt(Math.max(1, text.length() - 2));
      at = Math.min(at, text.length());
      int to = Math.min(text.length(), at + random.nextInt(6));
      char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
      switch (random.nextInt(5)) {
        case 0 -> text.replace(at, to, String.valueOf(letter));
        case 1 -> text.insert(at, letter);
        case 2 -> text.delete(at, to);
        case 3 -> text.insert(at, other.substring(random.nextInt(other.length())));
        default -> text.insert(at, text.substring(at, to));
      }
    }
    return text.toString();
  }
}
