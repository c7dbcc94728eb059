package dev.cistern.lint;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import dev.cistern.lint.front.go.tree.Decl;
import dev.cistern.lint.front.go.tree.GoFile;
import dev.cistern.lint.front.java.JavaFile;

/** A source file as findings show it, whatever its language. */
interface SourceText {
  /** The line of an offset, from 1. */
  int line(int offset);

  int column(int offset);

  int lineCount();

  String lineText(int line);

  /** Whether a word stands anywhere in it. */
  boolean mentions(String word);

  /** The lines that the declaration around an offset spans. */
  Span around(int offset);

  /** Lines from one to another. */
  record Span(int first, int last) {}

  /** A Go file. */
  record Go(GoFile file) implements SourceText {
    @Override
    public int line(int offset) {
      return file.line(offset);
    }

    @Override
    public int column(int offset) {
      return file.column(offset);
    }

    @Override
    public int lineCount() {
      return file.lineCount();
    }

    @Override
    public String lineText(int line) {
      return file.lineText(line);
    }

    @Override
    public boolean mentions(String word) {
      return file.text(0, file.source().length).contains(word);
    }

    @Override
    public Span around(int offset) {
      int line = file.line(offset);
      Span span = new Span(line, line);
      for (Decl decl : file.decls()) {
        if (decl.pos() <= offset && offset <= decl.end()) {
          span = new Span(file.line(decl.pos()), file.line(decl.end()));
        }
      }
      return span;
    }
  }

  /** A Java file. */
  record Java(JavaFile file) implements SourceText {
    @Override
    public int line(int offset) {
      return file.line(offset);
    }

    @Override
    public int column(int offset) {
      return file.column(offset);
    }

    @Override
    public int lineCount() {
      return file.lineCount();
    }

    @Override
    public String lineText(int line) {
      return file.lineText(line);
    }

    @Override
    public boolean mentions(String word) {
      return file.text().contains(word);
    }

    @Override
    public Span around(int offset) {
      int line = file.line(offset);
      Span span = new Span(line, line);
      for (Tree type : file.unit().getTypeDecls()) {
        Tree at = type;
        while (at instanceof ClassTree outer) {
          at = member(outer, offset);
          if (at != null) {
            span = new Span(file.line(file.start(at)), file.line(file.end(at)));
          }
        }
      }
      return span;
    }

    private @org.jspecify.annotations.Nullable Tree member(ClassTree outer, int offset) {
      for (Tree member : outer.getMembers()) {
        if (file.start(member) <= offset && offset < file.end(member)) {
          return member;
        }
      }
      return null;
    }
  }
}
