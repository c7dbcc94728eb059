package dev.cistern.lint.front.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.lint.front.go.tree.Decl.FuncDecl;
import dev.cistern.lint.front.go.tree.GoFile;
import dev.cistern.lint.front.go.tree.Token;
import dev.cistern.lint.front.go.tree.Walk;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were made to hurt a parser are read in time, on an ordinary stack, or refused. */
@Timeout(60)
final class HostileGoTest {
  private static final int DEEP = 10_000;

  /** Of the 1 MB a thread gets by default on Linux; the rest is for what calls us. */
  private static final long STACK_BYTES = 640L << 10;

  private final GoParser parser = new GoParser();

  private GoFile parse(String source) {
    return parser.parse("hostile.go", source.getBytes(StandardCharsets.UTF_8));
  }

  private GoFile parsedOnAnOrdinaryStack(String source) throws InterruptedException {
    AtomicReference<GoFile> file = new AtomicReference<>();
    Thread thread = new Thread(null, () -> file.set(parse(source)), "ordinary", STACK_BYTES);
    thread.start();
    thread.join();
    return Objects.requireNonNull(file.get(), "parsed without running out of stack");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '%',
      value = {
        "( x )",
        "[ 1 ]",
        "- x %%",
        "* x %%",
        "<- x %%",
        "f( x )",
        "x[ 1 ]",
        "T{ 1 }",
        "T{{ 1 }}",
        "func(){ x }",
        "[]T{func(){ x }}",
        "struct{a_ int }",
        "interface{_ int }",
        "map[ int ]int",
        "chan_ int %%",
        "[] int %%",
        "[]int{0:_ 1 }",
        "func(func( int ))",
        "(func()_(_ int ))",
      })
  void deep_nesting_is_told_and_the_next_function_read(String open, String core, String close)
      throws InterruptedException {
    String nested = (open.replace('_', ' ')).repeat(DEEP) + core + close.repeat(DEEP);
    GoFile file =
        parsedOnAnOrdinaryStack(
            "package p\nfunc f() {\n\tx = " + nested + "\n}\nvar v " + nested + "\nfunc g() {}\n");
    assertThat(file.errors()).isNotEmpty();
    assertThat(file.decls().getLast()).isInstanceOf(FuncDecl.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "if x {",
        "for {",
        "switch { case x:",
        "select { case <-x:",
        "a: ",
        "func() {"
      })
  void deep_blocks_are_told_and_the_next_function_read(String open) throws InterruptedException {
    GoFile file =
        parsedOnAnOrdinaryStack(
            "package p\nfunc f() {\n" + open.repeat(DEEP) + "\n}\nfunc g() {}\n");
    assertThat(file.errors()).isNotEmpty();
    assertThat(file.decls().getLast()).isInstanceOf(FuncDecl.class);
  }

  @ParameterizedTest
  @CsvSource({"x, + 1", "x, .f()", "x, [1]", "x, .(T)", "x, + y * 2 && z"})
  void a_long_chain_is_read_and_a_longer_one_told(String start, String link)
      throws InterruptedException {
    GoFile file = parsedOnAnOrdinaryStack(chain(start, link, Cursor.CHAIN_MAX / 3));
    assertThat(file.errors()).isEmpty();
    int[] nodes = {0};
    Walk.tree(file.decls().getFirst(), _ -> ++nodes[0] > 0);
    assertThat(nodes[0]).isGreaterThan(Cursor.CHAIN_MAX / 3);
    GoFile longer = parsedOnAnOrdinaryStack(chain(start, link, DEEP));
    assertThat(longer.errors()).hasSize(1);
    assertThat(longer.decls().getLast()).isInstanceOf(FuncDecl.class);
  }

  private static String chain(String start, String link, int length) {
    return "package p\nfunc f() { return " + start + link.repeat(length) + " }\nfunc g() {}\n";
  }

  @ParameterizedTest
  @CsvSource({"400, 0", "10000, 1"})
  void many_else_ifs_are_read_and_more_told(int count, int errors) throws InterruptedException {
    String links = " else if x { y() }".repeat(count);
    GoFile file =
        parsedOnAnOrdinaryStack("package p\nfunc f() { if x {}" + links + " }\nfunc g() {}\n");
    assertThat(file.errors()).hasSize(errors);
    assertThat(file.decls().getLast()).isInstanceOf(FuncDecl.class);
  }

  @Test
  void a_generated_file_of_50_MB_is_read() {
    byte[] source = new byte[50 << 20];
    Arrays.fill(source, (byte) ' ');
    byte[] head = "package p\n\nvar data = []byte{\n".getBytes(StandardCharsets.US_ASCII);
    byte[] line =
        "\t0x1f, 0x8b, 0x08, 0x00, \"some longer text of the generator\",\n"
            .getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, source, 0, head.length);
    int at = head.length;
    for (; at + line.length + 2 < source.length; at += line.length) {
      System.arraycopy(line, 0, source, at, line.length);
    }
    source[at] = '}';
    source[at + 1] = '\n';
    assertThat(parser.parse("data.go", source).errors()).isEmpty();
  }

  @Test
  void a_file_cut_at_any_place_is_read_as_far_as_it_goes() {
    byte[] whole = Samples.bytes(Samples.WHOLE_LANGUAGE);
    for (int length = 0; length < whole.length; length++) {
      GoFile file = parser.parse("cut.go", Arrays.copyOf(whole, length));
      GoFile quick = parser.parseDeclarations("cut.go", Arrays.copyOf(whole, length));
      assertThat(file.decls().size()).isGreaterThanOrEqualTo(quick.decls().size() - 1);
    }
  }

  @Test
  void a_file_with_any_byte_changed_is_read() {
    long seed = System.nanoTime();
    System.out.println("seed of the changed bytes: " + seed);
    Random random = new Random(seed);
    byte[] whole = Samples.bytes(Samples.WHOLE_LANGUAGE);
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] = (byte) random.nextInt(256);
      assertThat(parser.parse("changed.go", changed).path()).isEqualTo("changed.go");
      assertThat(parser.parseDeclarations("changed.go", changed).bodiesSkipped()).isTrue();
    }
  }

  @Test
  void a_soup_of_tokens_is_refused_in_time() {
    long seed = System.nanoTime();
    System.out.println("seed of the soup: " + seed);
    Random random = new Random(seed);
    Token[] tokens = Token.values();
    for (int length : new int[] {100, 10_000, 1_000_000}) {
      StringBuilder soup = new StringBuilder("package p\nfunc f() {\n");
      for (int i = 0; i < length; i++) {
        soup.append(tokens[random.nextInt(tokens.length)].text());
        soup.append(random.nextInt(6) == 0 ? '\n' : ' ');
      }
      GoFile file = parse(soup.toString());
      assertThat(file.errors()).hasSizeBetween(1, Errors.TOLD_MAX);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0",
        "\0\0\0\0",
        "\n",
        "package",
        "package\0p",
        "\ufeff",
        "(",
        "\"",
        "'",
        "`",
        "/",
        "/*",
        "\\",
        "}"
      })
  void what_is_hardly_a_file_is_refused(String source) {
    assertThat(parse(source).errors()).isNotEmpty();
  }

  @Test
  void bytes_that_are_no_text_are_told_with_their_place() {
    byte[] source = Samples.bytes("package p\nvar x = \"__\"\n");
    source[19] = (byte) 0xC0;
    source[20] = 0;
    assertThat(parser.parse("x.go", source).errors())
        .extracting(error -> error.line() + ":" + error.column() + " " + error.message())
        .containsExactly("2:10 illegal UTF-8 encoding", "2:11 illegal character NUL");
    assertThat(parser.parse("x.go", new byte[] {(byte) 0xff, (byte) 0xfe, 'p', 0}).errors())
        .isNotEmpty();
  }

  @Test
  void a_function_that_starts_over_and_over_ends() {
    assertThat(parse("package p\n" + "func f() {\n".repeat(50_000)).errors())
        .hasSizeLessThanOrEqualTo(Errors.TOLD_MAX);
  }
}
