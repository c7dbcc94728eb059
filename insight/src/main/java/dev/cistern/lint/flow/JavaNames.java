package dev.cistern.lint.flow;

import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Op;
import java.util.Set;

/** What the names of methods say by Java's conventions and those of its best known libraries. */
final class JavaNames implements Conventions {
  private static final Set<String> HARMLESS =
      Set.of(
          "equals",
          "hashCode",
          "toString",
          "getClass",
          "requireNonNull",
          "nonNull",
          "isNull",
          "println",
          "printf",
          "print",
          "format",
          "debug",
          "info",
          "warn",
          "error",
          "trace",
          "log",
          "refCnt",
          "readableBytes",
          "isReadable",
          "getAutoCommit",
          "assertNotNull",
          "checkNotNull",
          "notNull");

  @Override
  public boolean keepsNothing(String name, String simple, Callee callee) {
    return HARMLESS.contains(simple);
  }

  @Override
  public boolean isSize(String simple) {
    return false;
  }

  @Override
  public boolean writes(String simple) {
    return false;
  }

  @Override
  public boolean resets(String simple) {
    return false;
  }

  @Override
  public int filled(String name) {
    return -1;
  }

  @Override
  public boolean isUnsafeView(String simple) {
    return false;
  }

  @Override
  public boolean makesError(Callee callee) {
    return false;
  }

  @Override
  public boolean borrows(Callee callee) {
    return false;
  }

  @Override
  public boolean isView(Callee callee) {
    return false;
  }

  @Override
  public int appendsTo(Op.Call op, boolean method) {
    return -1;
  }

  /** Counted references, and what hands the count on. */
  @Override
  public boolean shares(Callee callee) {
    String simple = callee.simpleName();
    return simple.equals("retain") || simple.startsWith("retained") || simple.equals("touch");
  }

  /** Netty's pipeline gives back what is written to it or sent up. */
  @Override
  public boolean takesOver(Callee callee) {
    return switch (callee.simpleName()) {
      case "fireChannelRead", "fireUserEventTriggered", "writeAndFlush" -> true;
      case "write" ->
          callee instanceof Callee.Method method
              && method.type().name().startsWith("io.netty.channel.");
      default -> false;
    };
  }

  @Override
  public boolean trustsLibraries() {
    return true;
  }

  @Override
  public boolean comparesArguments() {
    return true;
  }

  @Override
  public boolean closesFromWithin() {
    return true;
  }

  @Override
  public boolean closesWhatItOpened() {
    return true;
  }

  @Override
  public boolean leavesByException() {
    return true;
  }
}
