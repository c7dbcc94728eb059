package dev.cistern.lint.rules;

import dev.cistern.lint.ir.Block;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.Var;
import dev.cistern.lint.rules.Loops.Loop;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * POOL-19: goroutines started per request or per element without a bound.
 *
 * <p>Only where the number comes from what the caller or the peer sends: elements of a parameter,
 * lines or rows of an input, requests. A fixed set (servers, workers) is none.
 */
final class StartedRule extends Rule {
  private static final Pattern BOUND =
      Pattern.compile(
          "(?i).*(pipe|acquire|wait|limit|reserve|accept|token|semaphore|listen|sleep|enter|throttle"
              + "|take|done|err|serve).*");
  private static final Pattern FIXED =
      Pattern.compile(
          "(?i).*(listener|server|worker|handler|hook|shard|replica|node|member|plugin|input"
              + "|output|sink|chan|subscriber|watcher|service|peer|client|conn|backend|provider"
              + "|runner|daemon|consumer|producer|loop|module|component|collector|stage|proc"
              + "|reader|writer|source|resolver|entry|^(cs|chs|fns|fs)$|fn|func).*");
  private static final Pattern INPUT =
      Pattern.compile("bufio\\.\\(\\*Scanner\\)\\.Scan|database/sql\\.\\(\\*Rows\\)\\.Next");
  private static final Pattern MESSAGE =
      Pattern.compile("ReadMessage|FetchMessage|ReceiveMessage|ReadFrom(UDP|UDPAddrPort)?|NextMsg");

  StartedRule() {
    super("POOL-19");
  }

  @Override
  public List<Found> check(Seen seen) {
    List<Found> found = new ArrayList<>();
    Looked.each(seen, (body, writes) -> new Starts(body, writes).check(found));
    return found;
  }

  /** One body. */
  private final class Starts {
    private final Looked.Body body;
    private final Writes writes;

    Starts(Looked.Body body, Writes writes) {
      this.body = body;
      this.writes = writes;
    }

    void check(List<Found> found) {
      List<Block> blocks = body.code().blocks();
      Loops loops = null;
      for (int i = 0; i < blocks.size(); i++) {
        for (Op op : blocks.get(i).ops()) {
          if (op instanceof Op.Call call && call.mode() == Op.Mode.SPAWNED && !isBounded(call)) {
            loops = loops == null ? new Loops(body.code()) : loops;
            fault(loops, i, call).ifPresent(found::add);
          }
        }
      }
    }

    private Optional<Found> fault(Loops loops, int block, Op.Call call) {
      boolean serves = Looked.servesRequest(body);
      List<Loop> around = loops.around(block);
      if (around.isEmpty()) {
        return serves && !isAwaited(block) && !tellsItsEnd(call)
            ? Optional.of(
                one(call, Severity.LOW, "each request starts a goroutine that nobody waits for"))
            : Optional.empty();
      }
      Loop loop = around.getFirst();
      if (isBounded(loop, call) || !loops.isInEachRound(loop, block)) {
        return Optional.empty();
      }
      String over = elements(loops, loop, serves);
      if (over.isEmpty()) {
        return Optional.empty();
      }
      boolean input = serves || over.equals("line or row of an input");
      return Optional.of(
          one(
              call,
              input ? Severity.MEDIUM : Severity.LOW,
              "a goroutine is started for each " + over + ", however many there are"));
    }

    /** What a loop goes through, where its number is not the program's own choice. */
    private String elements(Loops loops, Loop loop, boolean serves) {
      Op.Next next = loops.next(loop).orElse(null);
      if (next != null) {
        Var over = body.func().vars().get(next.over());
        Shape shape = over.type().shape();
        if (shape != Shape.SLICE && shape != Shape.MAP || isFixed(over)) {
          return "";
        }
        boolean given = isParameter(next.over());
        return given || serves && !isConstant(next.over()) ? "element of " + name(over) : "";
      }
      for (Op op : body.code().blocks().get(loop.head()).ops()) {
        if (INPUT.matcher(Looked.calledName(op)).matches()) {
          return "line or row of an input";
        }
      }
      boolean endless = !(body.code().blocks().get(loop.head()).exit() instanceof Exit.Branch);
      return endless && takesMessages(loop) ? "message" : "";
    }

    private static String name(Var over) {
      return over.name().isEmpty() ? "what the request brings" : over.name();
    }

    /** A set that belongs to the program: what serves, listens or works. */
    private static boolean isFixed(Var over) {
      String type = over.type().shortName();
      return FIXED.matcher(over.name()).matches()
          || FIXED.matcher(type.substring(type.lastIndexOf('.') + 1)).matches()
          || type.contains("func")
          || type.contains("chan ");
    }

    /** Whether a caller gives it: a parameter that is not the receiver. */
    private boolean isParameter(int var) {
      String name = body.func().name();
      String behind = name.substring(name.lastIndexOf('/') + 1);
      boolean method = !body.literal() && behind.chars().filter(c -> c == '.').count() > 1;
      return body.code().params().indexOf(var) >= (method ? 1 : 0);
    }

    private boolean isConstant(int var) {
      List<Op> sources = writes.sources(var);
      return !sources.isEmpty()
          && sources.stream().allMatch(op -> op instanceof Op.Make || op instanceof Op.Global);
    }

    private boolean takesMessages(Loop loop) {
      return loop.blocks().stream()
          .mapToObj(body.code().blocks()::get)
          .flatMap(block -> block.ops().stream())
          .anyMatch(op ->
              op instanceof Op.Call call
                  && call.mode() == Op.Mode.NOW
                  && MESSAGE.matcher(call.callee().simpleName()).matches());
    }

    /** Whether the goroutine itself waits for its turn first. */
    private boolean isBounded(Op.Call call) {
      if (!(call.callee() instanceof Callee.Value value)) {
        return false;
      }
      for (Op op : writes.sources(value.var())) {
        if (op instanceof Op.Closure closure && waitsItsTurn(closure.code())) {
          return true;
        }
      }
      return false;
    }

    /** Whether the goroutine says when it is done: somebody waits for it. */
    private boolean tellsItsEnd(Op.Call call) {
      return call.callee() instanceof Callee.Value value
          && writes.sources(value.var()).stream()
              .anyMatch(op ->
                  op instanceof Op.Closure closure
                      && closure.code().blocks().stream()
                          .flatMap(block -> block.ops().stream())
                          .anyMatch(one ->
                              one instanceof Op.Send
                                  || one instanceof Op.Call c
                                      && c.callee().simpleName().equals("Done")));
    }

    private boolean waitsItsTurn(Code code) {
      for (Block block : code.blocks()) {
        for (Op op : block.ops()) {
          boolean token =
              op instanceof Op.Send send && isToken(send.value())
                  || op instanceof Op.Call c
                      && c.mode() == Op.Mode.NOW
                      && c.callee().simpleName().matches("(?i).*(acquire|limit).*");
          if (token) {
            return true;
          }
        }
      }
      return false;
    }

    private boolean isToken(int var) {
      Var value = body.func().vars().get(var);
      return value.type().name().equals("struct")
          || writes.sources(var).stream().allMatch(op -> op instanceof Op.Const);
    }

    /** Whether a round waits for a turn: a channel, or something with such a name. */
    private boolean isBounded(Loop loop, Op.Call start) {
      return loop.blocks().stream()
          .mapToObj(body.code().blocks()::get)
          .flatMap(block -> block.ops().stream())
          .anyMatch(op -> op != start && waits(op));
    }

    /** Whether the function goes on to wait for something. */
    private boolean isAwaited(int block) {
      List<Block> blocks = body.code().blocks();
      return blocks.get(block).ops().stream().anyMatch(Starts::waits)
          || PoolUseRules.reachable(body.code(), block).stream()
              .flatMap(at -> blocks.get(at).ops().stream())
              .anyMatch(Starts::waits)
          || blocks.stream().flatMap(b -> b.ops().stream()).anyMatch(Op.Send.class::isInstance);
    }

    private static boolean waits(Op op) {
      return op instanceof Op.Send
          || op instanceof Op.Receive
          || op instanceof Op.Call call
              && call.mode() != Op.Mode.SPAWNED
              && BOUND.matcher(call.callee().simpleName()).matches();
    }

    private Found one(Op.Call call, Severity severity, String title) {
      return Looked.found(
          id(),
          severity,
          title,
          "Each one has a stack and whatever it works on: a long input or a burst of requests takes"
              + " the memory and the connections of the whole service.",
          "Bound them: errgroup with SetLimit, a semaphore channel taken before the go statement,"
              + " or a fixed number of workers that read a channel.",
          body.func(),
          call.at());
    }
  }
}
