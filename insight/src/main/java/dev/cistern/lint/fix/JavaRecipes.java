package dev.cistern.lint.fix;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.cistern.lint.fix.JavaTarget.Spot;
import dev.cistern.model.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How faults in Java are mended: by the head of a try, or by a finally block. */
final class JavaRecipes {
  /** What gives back what a method of the same pool took. */
  private static final Map<String, String> GIVES =
      Map.of("borrowObject", "returnObject", "acquire", "release");

  /** Methods whose results close themselves at the end of a try. */
  private static final Set<String> CLOSED = Set.of("getResource", "lease");

  /** The types of what is so closed. */
  private static final Set<String> LEASES = Set.of("Jedis", "ShardedJedis", "Connection", "Lease");

  private static final Set<String> CONNECTIONS =
      Set.of("Connection", "Statement", "PreparedStatement", "CallableStatement");

  private static final Set<String> GIVING =
      Set.of(
          "returnObject",
          "invalidateObject",
          "release",
          "close",
          "returnResource",
          "returnBrokenResource");

  private JavaRecipes() {}

  /** The ways to try, the best first; none where none is safe. */
  static List<List<Edit>> ways(JavaTarget target) {
    Optional<List<Edit>> way =
        switch (target.finding().rule().id()) {
          case "POOL-02" -> notNull(target);
          case "POOL-03" -> lost(target);
          case "POOL-04" -> later(target);
          case "POOL-16" ->
              taken(target)
                  .filter(spot -> isOf(spot, CONNECTIONS) && target.mayThrow("SQLException"))
                  .flatMap(spot -> inHead(target, spot));
          default -> Optional.empty();
        };
    return way.stream().toList();
  }

  /** POOL-02: given back only where it is not null. */
  private static Optional<List<Edit>> notNull(JavaTarget target) {
    Spot spot = target.spot().orElse(null);
    MethodInvocationTree call = spot == null ? null : call(spot.statement());
    if (spot == null
        || call == null
        || call.getArguments().isEmpty()
        || !(call.getArguments().getLast() instanceof IdentifierTree given)
        || !target.alone(spot.statement())) {
      return Optional.empty();
    }
    Block block = new Block(target, spot.statement());
    List<Edit> edits = new ArrayList<>();
    edits.add(block.before("if (" + given.getName() + " != null) {"));
    edits.addAll(block.deeper(List.of(spot.statement()), Set.of()));
    edits.add(block.behind(spot.statement(), "}"));
    return Optional.of(edits);
  }

  /**
   * The statement at the place, where it declares a variable from one call and something follows.
   */
  private static Optional<Spot> taken(JavaTarget target) {
    return target
        .spot()
        .filter(spot ->
            spot.statement() instanceof VariableTree
                && !spot.rest().isEmpty()
                && Stream.of(spot.statement(), spot.rest().getLast()).allMatch(target::alone));
  }

  /** Whether the variable is declared with one of some types, or without. */
  private static boolean isOf(Spot spot, Set<String> types) {
    Tree type = ((VariableTree) spot.statement()).getType();
    String whole = type == null ? "" : type.toString().replaceAll("<.*", "");
    return type == null || types.contains(whole.substring(whole.lastIndexOf('.') + 1));
  }

  /** POOL-03: given back in a finally block, or by the end of a try. */
  private static Optional<List<Edit>> lost(JavaTarget target) {
    Spot spot = taken(target).orElse(null);
    if (spot == null || !(spot.statement() instanceof VariableTree variable)) {
      return Optional.empty();
    }
    MethodInvocationTree call = call(variable.getInitializer());
    String simple = call == null ? "" : simple(call);
    if (CLOSED.contains(simple)) {
      return isOf(spot, LEASES) ? inHead(target, spot) : Optional.empty();
    }
    String give = call == null ? "" : give(target, call, variable.getName().toString());
    return give.isEmpty() ? Optional.empty() : inFinally(target, spot, give);
  }

  /** The call that gives back what was taken by another; empty where it is not plain. */
  private static String give(JavaTarget target, MethodInvocationTree taken, String name) {
    String gives = GIVES.get(simple(taken));
    if (gives == null
        || !(taken.getMethodSelect() instanceof MemberSelectTree select)
        || !isPath(select.getExpression())
        || !taken.getArguments().stream().allMatch(IdentifierTree.class::isInstance)) {
      return "";
    }
    String keys = String.join("", taken.getArguments().stream().map(a -> a + ", ").toList());
    return target.text(select.getExpression()) + "." + gives + "(" + keys + name + ");";
  }

  private static boolean isPath(ExpressionTree tree) {
    return tree instanceof IdentifierTree
        || tree instanceof MemberSelectTree select && isPath(select.getExpression());
  }

  private static Optional<List<Edit>> inFinally(JavaTarget target, Spot spot, String give) {
    String name = ((VariableTree) spot.statement()).getName().toString();
    Set<Tree> gives = new HashSet<>();
    for (StatementTree one : spot.rest()) {
      if (target.text(one).equals(give) && target.alone(one)) {
        gives.add(one);
      }
    }
    if (!isSafe(target, spot.rest(), name, gives) || isChanged(spot.rest(), give)) {
      return Optional.empty();
    }
    Block block = new Block(target, spot.statement());
    List<Edit> edits = new ArrayList<>();
    edits.add(block.behind(spot.statement(), "try {"));
    edits.addAll(block.deeper(spot.rest(), gives));
    edits.add(block.last(spot.rest().getLast(), give));
    return Optional.of(edits);
  }

  /** Whether some statements set a variable that a call names. */
  private static boolean isChanged(List<StatementTree> rest, String call) {
    List<String> names = List.of(call.split("\\W+"));
    boolean[] changed = new boolean[1];
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitAssignment(AssignmentTree set, @Nullable Void none) {
        String to = set.getVariable().toString();
        changed[0] |= names.contains(to.substring(to.lastIndexOf('.') + 1));
        return super.visitAssignment(set, none);
      }
    }.scan(rest, null);
    return changed[0];
  }

  /** Opened in the head of a try that spans the rest of the block. */
  private static Optional<List<Edit>> inHead(JavaTarget target, Spot spot) {
    VariableTree variable = (VariableTree) spot.statement();
    String name = variable.getName().toString();
    Set<Tree> closes = new HashSet<>();
    for (StatementTree one : spot.rest()) {
      if (target.text(one).equals(name + ".close();") && target.alone(one)) {
        closes.add(one);
      }
    }
    String text = target.text(variable);
    if (!isSafe(target, spot.rest(), name, closes) || !text.endsWith(";")) {
      return Optional.empty();
    }
    Block block = new Block(target, variable);
    List<Edit> edits = new ArrayList<>();
    int from = target.file().start(variable);
    edits.add(target.edit(from, from, "try ("));
    int end = target.file().end(variable);
    edits.add(target.edit(end - 1, end, ") {"));
    edits.addAll(block.deeper(spot.rest(), closes));
    edits.add(block.behind(spot.rest().getLast(), "}"));
    return Optional.of(edits);
  }

  /** POOL-04: what gives back runs behind what still uses the object. */
  private static Optional<List<Edit>> later(JavaTarget target) {
    for (Finding.Step step : target.finding().steps()) {
      Spot spot =
          step.text().startsWith("given back here")
                  && step.place().file().equals(target.finding().place().file())
              ? target.at(step.place().line()).flatMap(JavaTarget::spot).orElse(null)
              : null;
      if (spot != null && !spot.rest().isEmpty()) {
        return later(target, spot);
      }
    }
    return Optional.empty();
  }

  private static Optional<List<Edit>> later(JavaTarget target, Spot spot) {
    MethodInvocationTree call = call(spot.statement());
    String name = call == null ? "" : given(call);
    if (name.isEmpty()
        || isChanged(spot.rest(), target.text(spot.statement()))
        || !Stream.of(spot.statement(), spot.rest().getLast()).allMatch(target::alone)
        || !isSafe(target, spot.rest(), name, Set.of())) {
      return Optional.empty();
    }
    Block block = new Block(target, spot.statement());
    List<Edit> edits = new ArrayList<>();
    edits.add(target.without(spot.statement()));
    edits.add(block.behind(spot.statement(), "try {"));
    edits.addAll(block.deeper(spot.rest(), Set.of()));
    edits.add(block.last(spot.rest().getLast(), target.text(spot.statement())));
    return Optional.of(edits);
  }

  /** What a call gives back: its last argument, or its receiver where it has none. */
  private static String given(MethodInvocationTree call) {
    ExpressionTree given =
        !call.getArguments().isEmpty()
            ? call.getArguments().getLast()
            : call.getMethodSelect() instanceof MemberSelectTree select
                ? select.getExpression()
                : null;
    return given instanceof IdentifierTree id ? id.getName().toString() : "";
  }

  /**
   * Whether a variable's object goes nowhere else and is given back by nothing else, so that the
   * end of a try may do so.
   */
  private static boolean isSafe(
      JavaTarget target, List<StatementTree> rest, String name, Set<Tree> gives) {
    boolean[] odd = new boolean[1];
    for (StatementTree one : rest) {
      odd[0] |= target.text(one).contains("\"\"\"");
      new TreeScanner<@Nullable Void, @Nullable Void>() {
        @Override
        public @Nullable Void visitMethodInvocation(
            MethodInvocationTree call, @Nullable Void none) {
          odd[0] |= GIVING.contains(simple(call)) && given(call).equals(name);
          return super.visitMethodInvocation(call, none);
        }

        @Override
        public @Nullable Void scan(@Nullable Tree tree, @Nullable Void none) {
          return tree != null && gives.contains(tree) ? null : super.scan(tree, none);
        }
      }.scan(one, null);
    }
    return !odd[0] && JavaConfined.is(name, rest, target.result(), gives);
  }

  private static @Nullable MethodInvocationTree call(@Nullable Tree tree) {
    return switch (tree) {
      case MethodInvocationTree call -> call;
      case ExpressionStatementTree statement -> call(statement.getExpression());
      case TypeCastTree cast -> call(cast.getExpression());
      case null, default -> null;
    };
  }

  private static String simple(MethodInvocationTree call) {
    String whole = call.getMethodSelect().toString();
    return whole.substring(whole.lastIndexOf('.') + 1);
  }

  /** Edits around statements that get a block of their own. */
  private record Block(JavaTarget target, StatementTree first) {
    private String indent() {
      return target.indent(first);
    }

    /** One more level, as wide as those around. */
    private String more() {
      return indent().indexOf('\t') >= 0 ? "\t" : indent().length() % 4 == 0 ? wide() : "  ";
    }

    private String wide() {
      boolean narrow =
          target.file().text().lines().limit(500).anyMatch(line -> line.matches(" {2}\\S.*"));
      return narrow ? "  " : "    ";
    }

    Edit before(String line) {
      return target.before(target.firstLine(first), indent() + line + "\n");
    }

    Edit behind(StatementTree statement, String line) {
      return target.before(target.lastLine(statement) + 1, indent() + line + "\n");
    }

    /** The end of a try with what always runs. */
    Edit last(StatementTree statement, String always) {
      String text = "} finally {\n" + indent() + more() + always + "\n" + indent() + "}";
      return behind(statement, text);
    }

    /** Statements one level further in; some of them taken out. */
    List<Edit> deeper(List<StatementTree> statements, Set<Tree> without) {
      List<Edit> edits = new ArrayList<>();
      Set<Integer> gone = new HashSet<>();
      for (StatementTree one : statements) {
        if (without.contains(one)) {
          edits.add(target.without(one));
          for (int line = target.firstLine(one); line <= target.lastLine(one); line++) {
            gone.add(line);
          }
        }
      }
      int from = target.firstLine(statements.getFirst());
      int to = target.lastLine(statements.getLast());
      for (int line = from; line <= to; line++) {
        if (!gone.contains(line) && !target.file().lineText(line).isBlank()) {
          edits.add(target.before(line, more()));
        }
      }
      return edits;
    }
  }
}
