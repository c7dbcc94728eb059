package dev.cistern.lint.front.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.lint.front.go.tree.Decl;
import dev.cistern.lint.front.go.tree.Decl.FuncDecl;
import dev.cistern.lint.front.go.tree.Expr.ChanDir;
import dev.cistern.lint.front.go.tree.Expr.ChanType;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.GoFile;
import dev.cistern.lint.front.go.tree.Node;
import dev.cistern.lint.front.go.tree.Stmt;
import dev.cistern.lint.front.go.tree.Stmt.BadStmt;
import dev.cistern.lint.front.go.tree.Stmt.BlockStmt;
import dev.cistern.lint.front.go.tree.SyntaxError;
import dev.cistern.lint.front.go.tree.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GoParserTest {
  private final GoParser parser = new GoParser();

  private GoFile parse(String source) {
    return parser.parse("sample.go", Samples.bytes(source));
  }

  private static List<String> functions(GoFile file) {
    List<String> names = new ArrayList<>();
    for (Decl decl : file.decls()) {
      if (decl instanceof FuncDecl func) {
        names.add(func.name().name());
      }
    }
    return names;
  }

  private static List<Stmt> body(GoFile file, int index) {
    return Objects.requireNonNull(((FuncDecl) file.decls().get(index)).body()).list();
  }

  @Test
  void the_whole_language_is_read_without_a_mistake() {
    assertThat(parse(Samples.WHOLE_LANGUAGE).errors()).isEmpty();
  }

  @Test
  void every_node_lies_within_its_parent() {
    GoFile file = parse(Samples.WHOLE_LANGUAGE);
    for (Decl decl : file.decls()) {
      Walk.tree(
          decl,
          node -> {
            assertThat(node.pos()).as(node.toString()).isNotNegative();
            assertThat(node.end()).as(node.toString()).isGreaterThanOrEqualTo(node.pos());
            Walk.children(
                node,
                child -> {
                  assertThat(child.pos()).as(node.toString()).isGreaterThanOrEqualTo(node.pos());
                  assertThat(child.end()).as(node.toString()).isLessThanOrEqualTo(node.end());
                });
            return true;
          });
    }
  }

  @Test
  void a_name_stands_in_the_source_where_its_node_says() {
    GoFile file = parse(Samples.WHOLE_LANGUAGE);
    List<Ident> names = new ArrayList<>();
    for (Decl decl : file.decls()) {
      Walk.tree(
          decl,
          node -> {
            if (node instanceof Ident name) {
              names.add(name);
            }
            return true;
          });
    }
    assertThat(names).hasSizeGreaterThan(150);
    assertThat(names).allMatch(name -> file.text(name).equals(name.name()));
  }

  @Test
  void lines_and_columns_count_from_one_and_in_bytes() {
    GoFile file = parse("package p\n\nvar é, x int\n");
    int x = file.text(0, 100).indexOf("x int") + 1;
    assertThat(file.line(x)).isEqualTo(3);
    assertThat(file.column(x)).isEqualTo(9);
    assertThat(file.lineText(3)).isEqualTo("var é, x int");
    assertThat(file.lineCount()).isEqualTo(4);
  }

  @Test
  void an_arrow_belongs_to_the_first_channel_behind_it() {
    GoFile file = parse("package p\nvar x = (<-chan<- chan int)(nil)\n");
    List<ChanDir> ways = new ArrayList<>();
    Walk.tree(
        file.decls().getFirst(),
        node -> {
          if (node instanceof ChanType type) {
            ways.add(type.dir());
          }
          return true;
        });
    assertThat(file.errors()).isEmpty();
    assertThat(ways).containsExactly(ChanDir.RECV, ChanDir.RECV);
  }

  @Test
  void a_body_read_on_demand_is_the_body_read_with_its_file() {
    GoFile whole = parse(Samples.WHOLE_LANGUAGE);
    GoFile quick = parser.parseDeclarations("sample.go", Samples.bytes(Samples.WHOLE_LANGUAGE));
    assertThat(quick.bodiesSkipped()).isTrue();
    assertThat(quick.decls()).hasSameSizeAs(whole.decls());
    for (int i = 0; i < whole.decls().size(); i++) {
      if (quick.decls().get(i) instanceof FuncDecl skipped && skipped.body() != null) {
        assertThat(skipped.body().list()).isEmpty();
        BlockStmt read = parser.parseBody(quick, skipped).block();
        assertThat(read).isEqualTo(((FuncDecl) whole.decls().get(i)).body());
      } else {
        assertThat(quick.decls().get(i)).isEqualTo(whole.decls().get(i));
      }
    }
  }

  @Test
  void equal_names_are_one_string() {
    List<String> names = new ArrayList<>();
    for (Decl decl : parse("package p\nfunc f() { g(é) }\nvar x = g(é)\n").decls()) {
      Walk.tree(
          decl,
          node -> {
            if (node instanceof Ident name) {
              names.add(name.name());
            }
            return true;
          });
    }
    assertThat(names).containsExactly("f", "g", "é", "x", "g", "é");
    assertThat(names.get(1)).isSameAs(names.get(4));
    assertThat(names.get(2)).isSameAs(names.get(5));
  }

  @Test
  void a_statement_that_cannot_be_read_leaves_the_others() {
    GoFile file = parse("package p\nfunc f() {\n\ta()\n\tx := := 3\n\tb()\n}\nfunc g() {}\n");
    assertThat(file.errors()).extracting(SyntaxError::line).containsExactly(4);
    assertThat(body(file, 0)).hasSize(3);
    assertThat(body(file, 0).get(1)).isInstanceOf(BadStmt.class);
    assertThat(functions(file)).containsExactly("f", "g");
  }

  @Test
  void a_missing_brace_loses_no_later_function() {
    GoFile file = parse("package p\nfunc f() {\n\tif x {\n\t\ta()\n}\nfunc g() {}\nfunc h() {}\n");
    assertThat(file.errors()).isNotEmpty();
    assertThat(functions(file)).containsExactly("f", "g", "h");
  }

  @Test
  void a_broken_head_keeps_its_body() {
    GoFile file = parse("package p\nfunc f() {\n\tif x := ; y {\n\t\ta()\n\t}\n\tb()\n}\n");
    assertThat(file.errors()).extracting(SyntaxError::line).containsExactly(3);
    assertThat(body(file, 0)).hasSize(3);
    assertThat(body(file, 0).get(1)).isInstanceOf(BlockStmt.class);
  }

  @Test
  void a_broken_signature_loses_its_function_only() {
    GoFile file = parse("package p\nfunc f(a int b {\n\tx()\n}\nfunc g() {}\n");
    assertThat(file.errors()).hasSize(1);
    assertThat(functions(file)).containsExactly("g");
  }

  @Test
  void a_broken_field_or_constant_leaves_its_neighbours() {
    GoFile file =
        parse(
            "package p\ntype T struct {\n\ta int\n\tb 5\n\tc int\n}\nconst (\n\tx = 1\n\ty 2 = 3\n\tz = 4\n)\n");
    assertThat(file.errors()).extracting(SyntaxError::line).containsExactly(4, 9);
    assertThat(file.decls().toString()).contains("name=a", "name=c", "name=x", "name=z");
  }

  @Test
  void both_sides_of_an_unfinished_merge_are_read() {
    GoFile file =
        parse(
            """
            package p
            func f() {
            <<<<<<< HEAD
            	a()
            =======
            	b()
            >>>>>>> branch
            }
            func g() {}
            """);
    assertThat(file.errors()).extracting(SyntaxError::line).containsExactly(3, 5, 7);
    assertThat(body(file, 0)).hasSize(2);
    assertThat(functions(file)).containsExactly("f", "g");
  }

  @Test
  void a_mistake_tells_what_was_wanted_and_what_was_found() {
    SyntaxError error = parse("package p\nvar x = foo(1\n\n").errors().getFirst();
    assertThat(error.line()).isEqualTo(2);
    assertThat(error.column()).isEqualTo(14);
    assertThat(error.message()).isEqualTo("wanted ',' or ), found the line's end");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var x = 0o8",
        "var x = 1__0",
        "var x = 0x",
        "var x = 0x1.0",
        "var x = 1e",
        "var x = 09",
        "var x = 'ab'",
        "var x = ''",
        "var x = \"\\q\"",
        "var x = \"\\ud800\"",
        "var x = '\\400'",
        "var x = \"a\nb\"",
        "var x = `a",
        "/* a",
        "var x = 0b1e3",
        "var x = 0_",
        "//line x:0\nvar x = 1",
        "func (t T) m[P any]() {}",
        "func f(a, b ...int, c int) {}",
        "func f() (x ...int)",
        "type T[P any,] = []P;;",
        "type T struct{ (E) }",
        "var x",
        "import \"late\"; var y int; import \"l\"",
        "func f() { if x = 1 {} }",
        "func f() { for a, b, c := range x {} }",
        "func f() { go (g()) }",
        "func f() { defer g }",
        "func f() { if {} }",
        "func f() { switch x = y.(type) {} }",
        "func f() { x[] }",
        "func f() { x[::] }",
        "func f() { a: case 1 }",
        "func f() { (T){} }",
        "func f()\n{\n}",
        "var x = <-(<-chan int)<-",
        "func f[P int]() func[T any]()",
        "a.b()",
      })
  void what_is_not_go_is_told(String source) {
    assertThat(parse("package p\n" + source + "\n").errors()).as(source).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var x = 0_7 + 089i + 0x_1p-2 + 1_0.5",
        "var x = '\\''+'é'+\"\\U0010FFFF\\x00\\000\"",
        "//line x.go:3:4\nvar x = 1",
        "const x int",
        "type T[P *Q,] int",
        "type T[P *Q] int",
        "type T[P interface{ ~int }] [2]P",
        "type A = B",
        "func f()",
        "func (int) f() {}; func g() {}",
        "func f(a, b int, c ...string) (x, y int) { return }",
        "func f() { var x int }",
        "func f() { x.(type) }",
        "func f() { for range 3 { a: } }",
        "func f() { 3 := 4 }",
        "func f() { if f := func() bool { return T{} == x }; f() {} }",
        "func f() { switch x := y.(type) { case T[int], []int: } }",
        "type T interface{ a.B[c]; ~d | *e }",
        "func f() { for x = range y {}; select { case x[0] = <-c: } }",
        "var _ = T[int]{}.f[1:2:3](x...,)",
      })
  void what_go_parser_takes_is_taken(String source) {
    assertThat(parse("package p\n" + source + "\n").errors()).as(source).isEmpty();
  }

  @Test
  void a_byte_order_mark_may_stand_at_the_start_only() {
    assertThat(parse("\ufeffpackage p\n").errors()).isEmpty();
    assertThat(parse("package p // \ufeff\n").errors()).hasSize(1);
  }

  @Test
  void comments_are_kept_and_belong_to_what_they_stand_at() {
    GoFile file =
        parse(
            "package p\n\n// f does it.\nfunc f() {} // here\n\n//cistern:ignore POOL-03 x\nvar v int\n");
    FuncDecl func = (FuncDecl) file.decls().getFirst();
    assertThat(file.text(Objects.requireNonNull(func.doc()))).isEqualTo("// f does it.");
    assertThat(file.comments())
        .extracting(group -> file.text((Node) group))
        .containsExactly("// f does it.", "// here", "//cistern:ignore POOL-03 x");
  }
}
