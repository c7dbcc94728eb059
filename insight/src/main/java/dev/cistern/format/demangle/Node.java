package dev.cistern.format.demangle;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a C++ name. Substitutions share parts, so they are told apart by identity, and only a
 * {@link Kind#PARAMETER} of a conversion operator, whose template comes after it, changes later.
 */
final class Node {
  static final Node NONE = of(Kind.NONE);

  /** In a text: the next part. */
  static final char PART = 1;

  /** In a text: the next part, in brackets unless it is simple. */
  static final char BRACKETED = 2;

  private final Kind kind;
  private final String text;
  private final int number;
  private final List<Node> parts;
  private Node bound;

  private Node(Kind kind, String text, int number, List<Node> parts, Node bound) {
    this.kind = kind;
    this.text = text;
    this.number = number;
    this.parts = parts;
    this.bound = kind == Kind.NONE ? this : bound;
  }

  static Node of(Kind kind, Node... parts) {
    return with(kind, "", 0, List.of(parts));
  }

  static Node of(Kind kind, List<Node> parts) {
    return with(kind, "", 0, parts);
  }

  static Node text(Kind kind, String text, Node... parts) {
    return with(kind, text, 0, List.of(parts));
  }

  static Node numbered(Kind kind, int number, Node... parts) {
    return with(kind, "", number, List.of(parts));
  }

  static Node with(Kind kind, String text, int number, List<Node> parts) {
    return new Node(kind, text, number, parts, NONE);
  }

  static Node name(String text) {
    return text(Kind.NAME, text);
  }

  /** A parameter of a template, an expansion or size of a pack. */
  static Node bound(Kind kind, int number, Node to, Node... parts) {
    return new Node(kind, "", number, List.of(parts), to);
  }

  static Node template(Node name, List<Node> arguments) {
    List<Node> parts = new ArrayList<>(arguments.size() + 1);
    parts.add(name);
    parts.addAll(arguments);
    return of(Kind.TEMPLATE, parts);
  }

  /** This node with other parts. */
  Node with(List<Node> others) {
    return new Node(kind, text, number, others, bound);
  }

  Node with(Kind other) {
    return new Node(other, text, number, parts, bound);
  }

  Kind kind() {
    return kind;
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isNone() {
    return kind == Kind.NONE;
  }

  String text() {
    return text;
  }

  int number() {
    return number;
  }

  List<Node> parts() {
    return parts;
  }

  Node part(int index) {
    return parts.get(index);
  }

  List<Node> partsFrom(int index) {
    return parts.subList(index, parts.size());
  }

  /** The template or pack that this part refers to. */
  Node bound() {
    return bound;
  }

  void bind(Node template) {
    bound = template;
  }

  /** The argument that a parameter stands for; none if its template has not so many. */
  Node argument() {
    return number + 1 < bound.parts.size() ? bound.parts.get(number + 1) : NONE;
  }
}
