package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.ir.Callee;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Pools whose sources are not at hand, as far as names tell: {@code x.bufPool.Get()}. */
final class OutsidePools {
  private static final Pattern POOL = Pattern.compile("(?i).*pools?");
  private static final Pattern PACKAGE = Pattern.compile("(?i)[a-z0-9_-]*pool");
  private static final Pattern TAKES = Pattern.compile("(Get|Alloc|Acquire|Borrow)(.*)");
  private static final Pattern GIVES = Pattern.compile("(Put|Free|Release|Return)(.*)");
  private static final Pattern VERSION = Pattern.compile("/v[0-9]+$|\\.v[0-9]+$");

  private OutsidePools() {}

  /**
   * Takes from a pool, or gives back to it.
   *
   * @param pool its name
   */
  record Role(Callee callee, String pool) {}

  /** Whether a method's name and its receiver's, or the receiver's type, say it is a pool's. */
  static boolean isMethod(String receiver, String name) {
    return (name.equals("Get") || name.equals("Put")) && POOL.matcher(receiver).matches();
  }

  /** Whether a method's name and its receiver's say that it is a pool's. */
  static boolean isMethod(Expr receiver, String name) {
    return switch (receiver.unparen()) {
      case Expr.Ident ident -> isMethod(ident.name(), name);
      case Expr.SelectorExpr selector -> isMethod(selector.sel().name(), name);
      case Expr.StarExpr star -> isMethod(star.x(), name);
      default -> false;
    };
  }

  /** What a function of a package is by their names; null for any other. */
  static @Nullable Role function(String path, String name) {
    String plain = VERSION.matcher(path).replaceFirst("");
    if (path.indexOf('.') < 0 && path.indexOf('/') < 0
        || !PACKAGE.matcher(plain.substring(plain.lastIndexOf('/') + 1)).matches()) {
      return null;
    }
    for (Pattern verb : List.of(TAKES, GIVES)) {
      Matcher matcher = verb.matcher(name);
      if (matcher.matches()) {
        String as = verb == TAKES ? ".Get" : ".Put";
        String rest = matcher.group(2);
        return new Role(
            new Callee.Named(Callee.ANY_POOL + as, false),
            Callee.OUTSIDE + (rest.isEmpty() ? path : path + "." + rest));
      }
    }
    return null;
  }
}
