package dev.cistern.lint.lower.java;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import dev.cistern.lint.front.java.JavaFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A class, interface, enum or record whose source is at hand. */
final class JavaClass {
  private final String name;
  private final JavaFile file;
  private final ClassTree tree;
  private final @Nullable JavaClass outer;
  private final Map<String, VariableTree> fields = new LinkedHashMap<>();
  private final Map<String, List<JavaMethod>> methods = new HashMap<>();
  private final List<JavaMethod> all = new ArrayList<>();
  private final Map<String, JavaClass> nested = new HashMap<>();
  private final Set<String> typeParams = new HashSet<>();
  private final @Nullable Tree anonymous;

  /**
   * Takes a class.
   *
   * @param name its full name, nested ones behind {@code $}
   * @param anonymous the type that an anonymous class is made from, otherwise null
   */
  JavaClass(
      String name,
      JavaFile file,
      ClassTree tree,
      @Nullable JavaClass outer,
      @Nullable Tree anonymous) {
    this.name = name;
    this.file = file;
    this.tree = tree;
    this.outer = outer;
    this.anonymous = anonymous;
    for (TypeParameterTree param : tree.getTypeParameters()) {
      typeParams.add(param.getName().toString());
    }
    Map<String, Integer> counts = new HashMap<>();
    for (Tree member : tree.getMembers()) {
      if (member instanceof VariableTree field) {
        fields.put(field.getName().toString(), field);
      } else if (member instanceof MethodTree method) {
        String simple = method.getName().toString();
        int count = counts.merge(simple, 1, Integer::sum);
        String full = name + "." + simple + (count == 1 ? "" : "\u00b7" + count);
        JavaMethod one = new JavaMethod(this, method, full);
        methods.computeIfAbsent(simple, _ -> new ArrayList<>()).add(one);
        all.add(one);
      }
    }
  }

  String name() {
    return name;
  }

  JavaFile file() {
    return file;
  }

  ClassTree tree() {
    return tree;
  }

  @Nullable JavaClass outer() {
    return outer;
  }

  Map<String, VariableTree> fields() {
    return fields;
  }

  List<JavaMethod> methods(String simple) {
    return methods.getOrDefault(simple, List.of());
  }

  List<JavaMethod> methods() {
    return all;
  }

  Map<String, JavaClass> nested() {
    return nested;
  }

  boolean hasTypeParam(String simple) {
    return typeParams.contains(simple);
  }

  boolean isInterface() {
    return tree.getKind() == Tree.Kind.INTERFACE;
  }

  /** The types it extends and implements, as they stand. */
  List<Tree> parents() {
    List<Tree> parents = new ArrayList<>();
    if (anonymous != null) {
      parents.add(anonymous);
    }
    if (tree.getExtendsClause() != null) {
      parents.add(tree.getExtendsClause());
    }
    parents.addAll(tree.getImplementsClause());
    return parents;
  }

  /** The package's name; empty for the unnamed one. */
  static String packageOf(JavaFile file) {
    ExpressionTree name = file.unit().getPackageName();
    return name == null ? "" : name.toString();
  }

  @Override
  public String toString() {
    return name;
  }
}
