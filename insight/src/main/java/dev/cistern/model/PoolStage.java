package dev.cistern.model;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Where an acquired object came from; the text of an acquire names it. */
public enum PoolStage {
  OWN_SLOT("own slot", "SLOT"),
  OWN_QUEUE("own queue", "QUEUE"),
  STOLEN("stolen", "STOLEN"),
  /** Kept over from before the last collection. */
  VICTIM("victim", "VICTIM"),
  /** Made because the pool had none. */
  MADE("new", "FACTORY"),
  /** The pool had none and cannot make one. */
  NONE("none", ""),
  /** Reused, from where is not told. */
  REUSED("reused", "");

  private static final Map<String, PoolStage> BY_TEXT =
      Arrays.stream(values()).collect(Collectors.toMap(stage -> stage.text, stage -> stage));
  private static final Map<String, PoolStage> BY_JVM_NAME =
      Arrays.stream(values())
          .filter(stage -> !stage.jvmName.isEmpty())
          .collect(Collectors.toMap(stage -> stage.jvmName, stage -> stage));

  private final String text;
  private final String jvmName; // as the events of Cistern's own pool have it

  PoolStage(String text, String jvmName) {
    this.text = text;
    this.jvmName = jvmName;
  }

  public String text() {
    return text;
  }

  /** Whether the object had been used before. */
  public boolean isHit() {
    return this != MADE && this != NONE;
  }

  /** The stage that an acquire's text names; an unknown one tells of reuse only. */
  public static PoolStage of(String text) {
    if (text.equals("unpooled")) {
      return MADE; // Netty's word for a buffer that the pool does not serve
    }
    return BY_TEXT.getOrDefault(text, BY_JVM_NAME.getOrDefault(text, REUSED));
  }
}
