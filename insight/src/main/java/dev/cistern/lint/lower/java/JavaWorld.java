package dev.cistern.lint.lower.java;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.cistern.lint.front.java.JavaFile;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.TypeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The classes at hand by name, and what names in them stand for. */
final class JavaWorld {
  private static final Set<String> TEXTS =
      Set.of(
          "java.lang.String",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Boolean",
          "java.lang.Double",
          "java.lang.Class",
          "java.lang.CharSequence");
  private final Library library;
  private final Map<String, JavaClass> classes = new ConcurrentHashMap<>();
  private final Map<ClassTree, JavaClass> byTree =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final Map<JavaFile, Imports> imports = new ConcurrentHashMap<>();
  private final Loader loader;

  /** Gives classes that are not read yet. */
  interface Loader {
    /** Whether there is a source of a class. */
    boolean has(String name);

    /** Reads the source of a class. */
    void load(String name);
  }

  private record Imports(Map<String, String> single, List<String> packages) {}

  JavaWorld(Library library, Loader loader) {
    this.library = library;
    this.loader = loader;
  }

  Library library() {
    return library;
  }

  /** A class by its full name, read now if need be; null where its source is not at hand. */
  @Nullable JavaClass find(String name) {
    JavaClass known = classes.get(name);
    int nested = name.indexOf('$');
    String top = nested < 0 ? name : name.substring(0, nested);
    if (known == null && !classes.containsKey(top) && loader.has(top)) {
      loader.load(top);
      known = classes.get(name);
    }
    return known;
  }

  private boolean has(String name) {
    return classes.containsKey(name) || loader.has(name);
  }

  @Nullable JavaClass of(ClassTree tree) {
    return byTree.get(tree);
  }

  /** Adds a file's classes; gives all of them, nested and anonymous ones too. */
  List<JavaClass> add(JavaFile file) {
    List<JavaClass> found = new ArrayList<>();
    String pkg = JavaClass.packageOf(file);
    for (Tree tree : file.unit().getTypeDecls()) {
      if (tree instanceof ClassTree one) {
        String simple = one.getSimpleName().toString();
        add(pkg.isEmpty() ? simple : pkg + "." + simple, file, one, null, null, found);
      }
    }
    return found;
  }

  private void add(
      String name,
      JavaFile file,
      ClassTree tree,
      @Nullable JavaClass outer,
      @Nullable Tree base,
      List<JavaClass> found) {
    JavaClass one = new JavaClass(name, file, tree, outer, base);
    if (classes.putIfAbsent(name, one) != null) {
      return; // the same class twice: another version of it is read
    }
    byTree.put(tree, one);
    found.add(one);
    new Inner(one, found).scanMembers();
  }

  private final class Inner extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final JavaClass outer;
    private final List<JavaClass> found;
    private int count;

    Inner(JavaClass outer, List<JavaClass> found) {
      this.outer = outer;
      this.found = found;
    }

    void scanMembers() {
      outer.tree().getMembers().forEach(member -> scan(member, null));
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void none) {
      scan(tree.getEnclosingExpression(), none);
      scan(tree.getArguments(), none);
      if (tree.getClassBody() != null) {
        add(outer.name() + "$" + ++count, tree.getClassBody(), tree.getIdentifier());
      }
      return null;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void none) {
      String simple = tree.getSimpleName().toString();
      String name = outer.name() + "$" + (simple.isEmpty() ? String.valueOf(++count) : simple);
      add(name, tree, null);
      JavaClass inner = byTree.get(tree);
      if (inner != null && !simple.isEmpty()) {
        outer.nested().put(simple, inner);
      }
      return null;
    }

    private void add(String name, ClassTree tree, @Nullable Tree base) {
      JavaWorld.this.add(name, outer.file(), tree, outer, base, found);
    }
  }

  /** The full name of a type as it stands in a class; empty where it is not known. */
  String type(@Nullable Tree tree, JavaClass in) {
    return switch (tree) {
      case null -> "";
      case PrimitiveTypeTree p -> p.getPrimitiveTypeKind().name().toLowerCase(Locale.ROOT);
      case ParameterizedTypeTree p -> type(p.getType(), in);
      case AnnotatedTypeTree a -> type(a.getUnderlyingType(), in);
      case ArrayTypeTree a -> {
        String element = type(a.getType(), in);
        yield element.isEmpty() ? "" : element + "[]";
      }
      case IdentifierTree id -> simple(id.getName().toString(), in);
      case MemberSelectTree select -> selected(select, in);
      default -> "";
    };
  }

  private String selected(MemberSelectTree select, JavaClass in) {
    String whole = select.toString();
    if (has(whole)) {
      return whole;
    }
    String first = whole.substring(0, whole.indexOf('.'));
    if (Character.isUpperCase(first.charAt(0))) {
      String outer = type(select.getExpression(), in);
      return outer.isEmpty() ? "" : outer + "$" + select.getIdentifier();
    }
    int dot = whole.lastIndexOf('.');
    String before = whole.substring(0, dot);
    String last = before.substring(before.lastIndexOf('.') + 1);
    boolean nested = Character.isUpperCase(last.charAt(0));
    return nested ? before + "$" + whole.substring(dot + 1) : whole;
  }

  private String simple(String name, JavaClass in) {
    if (name.equals("var")) {
      return "";
    }
    for (JavaClass at = in; at != null; at = at.outer()) {
      if (at.hasTypeParam(name)) {
        return "";
      }
      JavaClass nested = nested(at, name, new HashSet<>());
      if (nested != null) {
        return nested.name();
      }
      if (at.tree().getSimpleName().contentEquals(name)) {
        return at.name();
      }
    }
    Imports known = imports.computeIfAbsent(in.file(), JavaWorld::imports);
    String single = known.single().get(name);
    if (single != null) {
      return single;
    }
    String pkg = JavaClass.packageOf(in.file());
    String own = pkg.isEmpty() ? name : pkg + "." + name;
    if (has(own)) {
      return own;
    }
    for (String from : known.packages()) {
      if (has(from + "." + name) || library.has(from, name)) {
        return from + "." + name;
      }
    }
    if (TEXTS.contains("java.lang." + name) || name.equals("Object")) {
      return "java.lang." + name;
    }
    // A type parameter of a method, or a class of the package whose source is not at hand.
    boolean parameter = name.length() == 1 || name.equals(name.toUpperCase(Locale.ROOT));
    return parameter ? "" : own;
  }

  private @Nullable JavaClass nested(JavaClass in, String name, Set<String> seen) {
    if (!seen.add(in.name())) {
      return null;
    }
    JavaClass own = in.nested().get(name);
    if (own != null) {
      return own;
    }
    for (Tree parent : in.parents()) {
      // By its simple name in the package only: to ask for its whole name would come back here.
      JavaClass sibling = find(sibling(in, parent));
      JavaClass found = sibling == null ? null : nested(sibling, name, seen);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static String sibling(JavaClass in, Tree parent) {
    String pkg = JavaClass.packageOf(in.file());
    String plain = parent.toString().replaceAll("<.*", "");
    return pkg.isEmpty() ? plain : pkg + "." + plain;
  }

  private static Imports imports(JavaFile file) {
    Map<String, String> single = new HashMap<>();
    List<String> packages = new ArrayList<>();
    for (ImportTree one : file.unit().getImports()) {
      String whole = one.getQualifiedIdentifier().toString();
      int dot = whole.lastIndexOf('.');
      if (dot < 0 || one.isStatic()) {
        continue;
      }
      String last = whole.substring(dot + 1);
      if (last.equals("*")) {
        packages.add(whole.substring(0, dot));
      } else {
        single.put(last, nestedName(whole));
      }
    }
    return new Imports(single, packages);
  }

  /** {@code a.b.Outer.Inner} as {@code a.b.Outer$Inner}. */
  private static String nestedName(String whole) {
    StringBuilder out = new StringBuilder();
    boolean inside = false;
    for (String part : whole.split("\\.")) {
      if (!out.isEmpty()) {
        out.append(inside ? '$' : '.');
      }
      out.append(part);
      inside |= Character.isUpperCase(part.charAt(0));
    }
    return out.toString();
  }

  /** A type with all that it extends, as far as sources and the library tell; itself first. */
  List<String> lineage(String type) {
    List<String> all = new ArrayList<>();
    lineage(type, all);
    return all;
  }

  private void lineage(String type, List<String> into) {
    if (type.isEmpty() || into.contains(type) || into.size() > 64) {
      return;
    }
    JavaClass known = find(type);
    if (known == null) {
      library.lineage(type).stream().filter(t -> !into.contains(t)).forEach(into::add);
      return;
    }
    into.add(type);
    for (Tree parent : known.parents()) {
      lineage(type(parent, known.outer() == null ? known : known.outer()), into);
    }
  }

  /** The field of a class or of one it extends or stands in; null where none is known. */
  @Nullable Field field(String type, String name) {
    for (String one : lineage(type)) {
      JavaClass known = find(one);
      VariableTree field = known == null ? null : known.fields().get(name);
      if (known != null && field != null) {
        return new Field(known, field);
      }
    }
    return null;
  }

  /** A field with the class that declares it. */
  record Field(JavaClass owner, VariableTree tree) {}

  static TypeName typeName(String type) {
    if (type.isEmpty()) {
      return new TypeName("", Shape.POINTER);
    }
    if (type.equals("void") || isPrimitive(type)) {
      return new TypeName(type, Shape.SCALAR);
    }
    return new TypeName(type, TEXTS.contains(type) ? Shape.STRING : Shape.POINTER);
  }

  static boolean isPrimitive(String type) {
    return switch (type) {
      case "int", "long", "boolean", "byte", "char", "short", "double", "float" -> true;
      default -> false;
    };
  }
}
