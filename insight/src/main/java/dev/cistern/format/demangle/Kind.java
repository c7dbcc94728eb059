package dev.cistern.format.demangle;

/** What a {@link Node} stands for; the parts it has, in their order. */
enum Kind {
  /** An absent part. */
  NONE,
  /** Text as it stands. */
  NAME,
  /** Text that the spacing of function types does not take note of. */
  ASIDE,
  /** Parts set into the text at its marks. */
  JOINED,
  /** Such with a designator in front: {@code .x=1}. */
  DESIGNATED,
  /** Parts for their owner to place. */
  LIST,
  /** Parts with commas between. */
  EXPRESSIONS,
  /** {@code {1, 2}}: its type or none, expressions. */
  INITIALIZER,
  /** A function or variable with its type: name, type. */
  TYPED,
  /** {@code a::b}: scope, name. */
  QUALIFIED,
  /** Such inside of a function: its encoding, name. */
  LOCAL,
  /** Name, arguments. */
  TEMPLATE,
  /** The argument with this number of the template that it is bound to. */
  PARAMETER,
  /** A lambda's parameter that was declared {@code auto}. */
  AUTO,
  /** Arguments that one parameter stands for. */
  PACK,
  /** A pattern repeated for each argument of the pack that it is bound to: pattern. */
  EXPANSION,
  /** The size of the pack that it is bound to. */
  PACK_SIZE,
  /** The number of its parts, packs opened. */
  SIZE,
  /** {@code const}, {@code noexcept(…)}, …: the word, its expressions. */
  QUALIFIER,
  /** Several of those. */
  QUALIFIERS,
  /** A type with qualifiers: type, qualifiers. */
  CV_TYPE,
  /** A function or its type with qualifiers of {@code this}: function, qualifiers or none. */
  METHOD,
  /** A type of the language. */
  BUILTIN,
  /** {@code *}: type. */
  POINTER,
  /** {@code &}: type. */
  REFERENCE,
  /** {@code &&}: type. */
  RVALUE,
  /** {@code _Complex} and the like, which a function type's brackets stand apart from: type. */
  COMPLEX,
  /** {@code auto} after a constraint: type. */
  SUFFIXED,
  /** A qualifier of a vendor: qualifier, type. */
  VENDOR,
  /** Dimension, element. */
  ARRAY,
  /** Dimension, type. */
  VECTOR,
  /** Return type or none, parameters. */
  FUNCTION,
  /** Such of a function with a name inside that is shown: its parameters are not. */
  ENCLOSING,
  /** {@code A::*}: class, member. */
  MEMBER_POINTER,
  /** {@code operator+}. */
  OPERATOR,
  /** {@code operator T}: type. */
  CAST,
  /** Class, base or none. */
  CONSTRUCTOR,
  /** Class. */
  DESTRUCTOR,
  /** {@code a[abi:b]}: name, tag. */
  TAGGED,
  /** Entity. */
  DEFAULT_ARGUMENT,
  /** {@code {lambda(int)#1}}: template parameters, constraint, types, constraint. */
  CLOSURE,
  /** What stands in such after the word. */
  LAMBDA,
  /** A parameter of a function in an expression. */
  FUNCTION_PARAMETER,
  /** A value: type. */
  LITERAL,
  /** A module: parent or none, name. */
  MODULE,
  /** {@code typename T}: name. */
  TYPE_PARAMETER,
  /** {@code int N}: name, type. */
  VALUE_PARAMETER,
  /** {@code Concept T}: name, concept. */
  CONSTRAINED_PARAMETER,
  /** {@code typename... T}: parameter. */
  PARAMETER_PACK
}
