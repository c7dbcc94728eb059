package dev.cistern.lint.lower.java;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import dev.cistern.lint.lower.Build;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What lowering a method keeps at hand: its variables by name, and where ways out lead. */
final class Scope {
  final JavaWorld world;
  final Calls known;
  final JavaClass owner;
  final String function;
  final Build build = new Build();
  private final Deque<Map<String, Val>> locals = new ArrayDeque<>();

  /** The tries and loops around the place that is lowered, the innermost last. */
  List<Frame> frames = new ArrayList<>();

  /** The type that the method returns; empty where it is not known. */
  String result = "";

  /** A value: its variable and its type's full name, empty where that is not known. */
  record Val(int var, String type) {}

  /** Something around the place that is lowered which ways out go through or lead to. */
  static final class Frame {
    /** What runs on every way out; null for none. */
    final @Nullable Runnable always;

    /** Where caught exceptions go; −1 where none are caught. */
    int caught = -1;

    /** Whether every exception of a call is caught. */
    boolean broad;

    /** The types that are caught. */
    List<String> types = List.of();

    /** Where other exceptions go, once there is one; −1 before. */
    int thrown = -1;

    /** Where break and continue lead; −1 where this is no loop or switch. */
    int breaks = -1;

    int continues = -1;
    @Nullable String label;

    /** Where the values of a switch go that is an expression; −1 for none. */
    int yields = -1;

    Frame(@Nullable Runnable always) {
      this.always = always;
    }
  }

  Scope(JavaWorld world, Calls known, JavaClass owner, String function) {
    this.world = world;
    this.known = known;
    this.owner = owner;
    this.function = function;
    push();
  }

  void push() {
    locals.push(new HashMap<>());
  }

  void pop() {
    locals.pop();
  }

  Val declare(String name, String type) {
    Val val = new Val(build.var(name, JavaWorld.typeName(type), false), type);
    locals.getFirst().put(name, val);
    return val;
  }

  @Nullable Val local(String name) {
    for (Map<String, Val> one : locals) {
      Val val = one.get(name);
      if (val != null) {
        return val;
      }
    }
    return null;
  }

  Val temp(String type) {
    return new Val(build.temp(JavaWorld.typeName(type)), type);
  }

  int start(Tree tree) {
    return owner.file().start(tree);
  }

  /** Where a block ends: its brace. */
  int close(BlockTree block) {
    return Math.max(start(block), owner.file().end(block) - 1);
  }

  /** Whether an expression names a type: it begins with a capital and is no variable. */
  boolean isType(ExpressionTree tree) {
    return switch (tree) {
      case IdentifierTree id -> {
        String name = id.getName().toString();
        yield Character.isUpperCase(name.charAt(0))
            && local(name) == null
            && world.field(owner.name(), name) == null
            && !name.equals(name.toUpperCase(Locale.ROOT)) | name.length() == 1;
      }
      case MemberSelectTree select -> {
        String name = select.getIdentifier().toString();
        yield Character.isUpperCase(name.charAt(0))
            && !name.equals(name.toUpperCase(Locale.ROOT))
            && isPath(select.getExpression());
      }
      default ->
          tree.getKind() == Tree.Kind.PRIMITIVE_TYPE
              || tree.getKind() == Tree.Kind.PARAMETERIZED_TYPE;
    };
  }

  private boolean isPath(ExpressionTree tree) {
    return isType(tree)
        || tree instanceof MemberSelectTree select && isPath(select.getExpression())
        || tree instanceof IdentifierTree id
            && local(id.getName().toString()) == null
            && world.field(owner.name(), id.getName().toString()) == null
            && !id.getName().contentEquals("this");
  }
}
