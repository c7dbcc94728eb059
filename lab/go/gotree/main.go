// Gotree prints the syntax trees that go/parser makes, in the form in which Cistern's own parser
// prints its trees, so that the two can be compared.
//
//	gotree DIR...        one line for each .go file below: its digest, or "-" where it is not Go; its path
//	gotree -tree FILE    the tree itself
//
// The form is one line for each node, parents first: kind, positions (byte offsets, -1 for none),
// attributes, and the number of entries of each list; then its children in the order of go/ast's
// fields. Names and literals are preceded by their length in bytes.
package main

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
)

func main() {
	tree := flag.String("tree", "", "print the tree of this `file`")
	flag.Parse()
	if *tree != "" {
		p := &printer{}
		err := p.file(*tree)
		os.Stdout.Write(p.out.Bytes())
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	var paths []string
	for _, dir := range flag.Args() {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() && strings.HasSuffix(path, ".go") {
				paths = append(paths, path)
			}
			return err
		})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	digests := digestAll(paths)
	for i, path := range paths {
		fmt.Printf("%s %s\n", digests[i], path)
	}
}

func digestAll(paths []string) []string {
	digests := make([]string, len(paths))
	next := make(chan int)
	var done sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		done.Go(func() {
			p := &printer{}
			for i := range next {
				p.out.Reset()
				if err := p.file(paths[i]); err != nil {
					digests[i] = "-"
				} else {
					digests[i] = fmt.Sprintf("%x", sha256.Sum256(p.out.Bytes()))[:32]
				}
			}
		})
	}
	for i := range paths {
		next <- i
	}
	close(next)
	done.Wait()
	return digests
}

// A printer holds the tree printed so far.
type printer struct {
	out  bytes.Buffer
	base int // of the current file's positions
}

// file prints the file's tree, or returns why it is not Go.
func (p *printer) file(path string) error {
	src, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	files := token.NewFileSet()
	mode := parser.ParseComments | parser.SkipObjectResolution | parser.AllErrors
	f, err := parser.ParseFile(files, path, src, mode)
	if err != nil {
		return err
	}
	p.base = files.File(f.FileStart).Base()
	p.line("File", p.pos(f.Package), p.doc(f.Doc), len(f.Decls), len(f.Comments))
	p.expr(f.Name)
	for _, decl := range f.Decls {
		p.decl(decl)
	}
	for _, group := range f.Comments {
		p.line("CommentGroup", len(group.List))
		for _, comment := range group.List {
			p.text("Comment", comment.Text, p.pos(comment.Slash))
		}
	}
	return nil
}

func (p *printer) pos(pos token.Pos) int {
	if !pos.IsValid() {
		return -1
	}
	return int(pos) - p.base
}

func (p *printer) doc(group *ast.CommentGroup) int {
	if group == nil {
		return -1
	}
	return p.pos(group.Pos())
}

func flagged(b bool) int {
	if b {
		return 1
	}
	return 0
}

// line prints a node's kind and numbers.
func (p *printer) line(kind string, numbers ...int) {
	p.out.WriteString(kind)
	p.numbers(numbers)
	p.out.WriteByte('\n')
}

// text prints a node's kind, numbers and text.
func (p *printer) text(kind, text string, numbers ...int) {
	p.out.WriteString(kind)
	p.numbers(numbers)
	p.numbers([]int{len(text)})
	p.out.WriteByte(' ')
	p.out.WriteString(text)
	p.out.WriteByte('\n')
}

func (p *printer) numbers(numbers []int) {
	for _, n := range numbers {
		p.out.WriteByte(' ')
		var digits [20]byte
		i := len(digits)
		negative := n < 0
		if negative {
			n = -n
		}
		for more := true; more; more = n > 0 {
			i--
			digits[i] = byte('0' + n%10)
			n /= 10
		}
		if negative {
			i--
			digits[i] = '-'
		}
		p.out.Write(digits[i:])
	}
}

func (p *printer) none() { p.line("none") }

func (p *printer) decl(decl ast.Decl) {
	switch d := decl.(type) {
	case *ast.GenDecl:
		p.text("GenDecl", d.Tok.String(),
			p.pos(d.TokPos), p.doc(d.Doc), p.pos(d.Lparen), len(d.Specs), p.pos(d.Rparen))
		for _, spec := range d.Specs {
			p.spec(spec)
		}
	case *ast.FuncDecl:
		p.line("FuncDecl", p.doc(d.Doc))
		p.fields(d.Recv)
		p.expr(d.Name)
		p.expr(d.Type)
		p.block(d.Body)
	default:
		p.line("BadDecl")
	}
}

func (p *printer) spec(spec ast.Spec) {
	switch s := spec.(type) {
	case *ast.ImportSpec:
		p.line("ImportSpec", p.doc(s.Doc), p.doc(s.Comment))
		p.ident(s.Name)
		p.expr(s.Path)
	case *ast.ValueSpec:
		p.line("ValueSpec", p.doc(s.Doc), p.doc(s.Comment), len(s.Names), len(s.Values))
		for _, name := range s.Names {
			p.expr(name)
		}
		p.expr(s.Type)
		p.exprs(s.Values)
	case *ast.TypeSpec:
		p.line("TypeSpec", p.doc(s.Doc), p.doc(s.Comment), p.pos(s.Assign))
		p.expr(s.Name)
		p.fields(s.TypeParams)
		p.expr(s.Type)
	}
}

func (p *printer) fields(list *ast.FieldList) {
	if list == nil {
		p.none()
		return
	}
	p.line("FieldList", p.pos(list.Opening), len(list.List), p.pos(list.Closing))
	for _, field := range list.List {
		p.line("Field", p.doc(field.Doc), p.doc(field.Comment), len(field.Names))
		for _, name := range field.Names {
			p.expr(name)
		}
		p.expr(field.Type)
		if field.Tag == nil {
			p.none()
		} else {
			p.expr(field.Tag)
		}
	}
}

func (p *printer) ident(name *ast.Ident) {
	if name == nil {
		p.none()
	} else {
		p.expr(name)
	}
}
