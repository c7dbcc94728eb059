package dev.cistern.lint.rules;

import dev.cistern.catalogue.Fact;
import dev.cistern.lint.ir.Block;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Vars;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * POOL-18: something made to be shared is built per call.
 *
 * <p>What is built must stay in the call: what is returned, stored or handed on may be shared by
 * whoever gets it. A pattern or template has to be a constant.
 */
final class SharedRule extends Rule {
  private static final String TRANSPORT = "net/http.Transport";
  private static final Set<String> TEXTS = Set.of("Regexp", "template");
  private final Map<String, Fact> built = new HashMap<>();

  /**
   * A rule that knows what is made to be shared.
   *
   * @param facts the catalogue's
   */
  SharedRule(List<Fact> facts) {
    super("POOL-18");
    facts.forEach(fact -> fact.functions().forEach(function -> built.put(function, fact)));
  }

  @Override
  public List<Found> check(Seen seen) {
    List<Found> found = new ArrayList<>();
    Looked.each(seen, (body, writes) -> new Builds(seen, body, writes).check(found));
    return found;
  }

  /** One body. */
  private final class Builds {
    private final Seen seen;
    private final Looked.Body body;
    private final Writes writes;

    Builds(Seen seen, Looked.Body body, Writes writes) {
      this.seen = seen;
      this.body = body;
      this.writes = writes;
    }

    void check(List<Found> found) {
      List<Block> blocks = body.code().blocks();
      for (int i = 0; i < blocks.size(); i++) {
        for (Op op : blocks.get(i).ops()) {
          if (op instanceof Op.Call call && call.mode() == Op.Mode.NOW) {
            call(call, i, found);
          } else if (op instanceof Op.Make make && make.type().name().equals(TRANSPORT)) {
            transport(make, i, found);
          }
        }
      }
    }

    private void call(Op.Call call, int block, List<Found> found) {
      Fact fact = built.get(Looked.calledName(call));
      if (fact == null || call.dsts().isEmpty()) {
        return;
      }
      boolean text = TEXTS.contains(fact.what());
      if (text && (call.args().isEmpty() || !isConstant(call.args().getLast()))
          || escapes(call.dsts().getFirst(), text)) {
        return;
      }
      boolean often = isOften(block);
      boolean once = Looked.setsUp(body.func()) || seen.isProgram(body.func().name());
      if (often || !once && (text || isClosed(call.dsts().getFirst()))) {
        String title = "a " + fact.what() + " is built anew " + when(block);
        found.add(
            Looked.found(
                id(),
                often ? Severity.MEDIUM : Severity.LOW,
                title,
                why(fact.what()),
                fact.text(),
                body.func(),
                call.at()));
      }
    }

    private void transport(Op.Make make, int block, List<Found> found) {
      boolean closes = make.fields().contains("DisableKeepAlives") || callsClose();
      boolean dials =
          make.values().stream()
              .flatMap(value -> writes.sources(value).stream())
              .anyMatch(Op.Closure.class::isInstance);
      boolean program = seen.isProgram(body.func().name());
      if (!closes
          && !dials
          && !escapes(make.dst(), false)
          && (isOften(block) || !Looked.setsUp(body.func()))) {
        found.add(
            Looked.found(
                id(),
                program && !isOften(block) ? Severity.LOW : Severity.MEDIUM,
                "an http.Transport is built anew " + when(block),
                why("http.Transport"),
                "Keep one Transport, or one Client that has it, in a variable of the package.",
                body.func(),
                make.at()));
      }
    }

    private String when(int block) {
      return Looked.servesRequest(body)
          ? "for each request"
          : inLoop(block) ? "in each round of a loop" : "by each call";
    }

    private boolean isOften(int block) {
      return Looked.servesRequest(body) || inLoop(block) && !Looked.setsUp(body.func());
    }

    private boolean inLoop(int block) {
      return PoolUseRules.reachable(body.code(), block).contains(block);
    }

    private boolean isConstant(int var) {
      return writes.of(var).size() == 1
          && switch (writes.of(var).getFirst()) {
            case Op.Const _ -> true;
            case Op.Copy copy -> isConstant(copy.src());
            case Op.Pure pure ->
                pure.op().equals("+") && pure.args().stream().allMatch(this::isConstant);
            default -> false;
          };
    }

    private boolean callsClose() {
      return seen.text(body.func().name()).contains("CloseIdleConnections");
    }

    /** Whether it is closed in the same function: it lives no longer than the call. */
    private boolean isClosed(int var) {
      boolean[] closed = new boolean[1];
      PoolUseRules.each(
          body.func(),
          (_, op) ->
              closed[0] |=
                  op instanceof Op.Call call
                      && call.callee().simpleName().equals("Close")
                      && !call.args().isEmpty()
                      && writes.copies(call.args().getFirst()).contains(var));
      return closed[0];
    }

    /**
     * Whether others may get it.
     *
     * @param lent whether a function that it is handed to may have it for its call
     */
    private boolean escapes(int made, boolean lent) {
      Set<Integer> names = new HashSet<>(Set.of(made));
      boolean[] escapes = new boolean[1];
      int before = 0;
      while (before != names.size()) {
        before = names.size();
        PoolUseRules.each(body.func(), (_, op) -> escapes[0] |= passes(op, names, lent));
      }
      for (Block block : body.code().blocks()) {
        escapes[0] |=
            block.exit() instanceof Exit.Return result
                && result.results().stream().anyMatch(names::contains);
      }
      for (var literal : body.func().literals()) {
        escapes[0] |= literal.results().stream().anyMatch(names::contains);
      }
      return escapes[0];
    }

    private boolean passes(Op op, Set<Integer> names, boolean lent) {
      return switch (op) {
        case Op.Copy copy -> {
          if (names.contains(copy.src())) {
            names.add(copy.dst());
          }
          yield false;
        }
        case Op.AddressOf address -> {
          if (names.contains(address.var())) {
            names.add(address.dst());
          }
          yield false;
        }
        case Op.Make make when make.type().name().equals("net/http.Client") -> {
          if (make.values().stream().anyMatch(names::contains)) {
            names.add(make.dst());
          }
          yield false;
        }
        case Op.Store store -> names.contains(store.src());
        case Op.Call call -> {
          boolean method = !Looked.calledName(call).isEmpty() && isReceiver(call, names);
          yield !lent
              && !method
              && call.args().stream().anyMatch(names::contains)
              && !isReceiver(call, names);
        }
        case Op.Load _, Op.Use _, Op.Pure _, Op.Closure _ -> false;
        default -> {
          boolean[] reads = new boolean[1];
          Vars.reads(op, var -> reads[0] |= names.contains(var));
          yield reads[0];
        }
      };
    }

    private static boolean isReceiver(Op.Call call, Set<Integer> names) {
      boolean method =
          switch (call.callee()) {
            case Callee.Named named -> named.method();
            case Callee.Method _ -> true;
            case Callee.Value _ -> false;
          };
      return method
          && names.contains(call.args().getFirst())
          && call.args().stream().skip(1).noneMatch(names::contains);
    }
  }

  private static String why(String what) {
    return switch (what) {
      case "Regexp" -> "Compiling takes microseconds and dozens of allocations each time.";
      case "template" -> "Parsing takes far longer than executing, and allocates the whole tree.";
      case "http.Transport" ->
          "Its connections are not reused, and idle ones with their goroutines stay open until"
              + " the peer closes them.";
      default -> "It is a pool itself: each one connects anew, and none of them is ever reused.";
    };
  }
}
