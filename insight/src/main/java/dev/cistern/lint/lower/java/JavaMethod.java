package dev.cistern.lint.lower.java;

import com.sun.source.tree.MethodTree;
import javax.lang.model.element.Modifier;

/**
 * A method or constructor whose source is at hand.
 *
 * @param name the full name as stack frames print it; a number behind it where there are several
 */
record JavaMethod(JavaClass owner, MethodTree tree, String name) {
  boolean isStatic() {
    return tree.getModifiers().getFlags().contains(Modifier.STATIC);
  }

  /** Whether classes that are not at hand are meant to do something else by it. */
  boolean isHook() {
    var flags = tree.getModifiers().getFlags();
    boolean own =
        isStatic()
            || flags.contains(Modifier.PRIVATE)
            || flags.contains(Modifier.FINAL)
            || owner.tree().getModifiers().getFlags().contains(Modifier.FINAL);
    boolean empty = tree.getBody() == null || tree.getBody().getStatements().isEmpty();
    return !own && (empty || owner.isInterface()) && tree.getReturnType() != null;
  }

  boolean isVarArgs() {
    int count = tree.getParameters().size();
    return count > 0 && owner.file().text(tree.getParameters().get(count - 1)).contains("...");
  }
}
