package main

import (
	"go/ast"
)

func (p *printer) exprs(list []ast.Expr) {
	for _, x := range list {
		p.expr(x)
	}
}

func (p *printer) expr(expr ast.Expr) {
	switch x := expr.(type) {
	case nil:
		p.none()
	case *ast.Ident:
		p.text("Ident", x.Name, p.pos(x.NamePos), p.pos(x.End()))
	case *ast.Ellipsis:
		p.line("Ellipsis", p.pos(x.Ellipsis))
		p.expr(x.Elt)
	case *ast.BasicLit:
		p.text("BasicLit "+x.Kind.String(), x.Value, p.pos(x.ValuePos), p.pos(x.ValueEnd))
	case *ast.FuncLit:
		p.line("FuncLit")
		p.expr(x.Type)
		p.block(x.Body)
	case *ast.CompositeLit:
		p.line("CompositeLit", p.pos(x.Lbrace), len(x.Elts), p.pos(x.Rbrace))
		p.expr(x.Type)
		p.exprs(x.Elts)
	case *ast.ParenExpr:
		p.line("ParenExpr", p.pos(x.Lparen), p.pos(x.Rparen))
		p.expr(x.X)
	case *ast.SelectorExpr:
		p.line("SelectorExpr")
		p.expr(x.X)
		p.expr(x.Sel)
	case *ast.IndexExpr:
		p.line("IndexExpr", p.pos(x.Lbrack), p.pos(x.Rbrack))
		p.expr(x.X)
		p.expr(x.Index)
	case *ast.IndexListExpr:
		p.line("IndexListExpr", p.pos(x.Lbrack), len(x.Indices), p.pos(x.Rbrack))
		p.expr(x.X)
		p.exprs(x.Indices)
	case *ast.SliceExpr:
		p.line("SliceExpr", p.pos(x.Lbrack), flagged(x.Slice3), p.pos(x.Rbrack))
		p.expr(x.X)
		p.expr(x.Low)
		p.expr(x.High)
		p.expr(x.Max)
	case *ast.TypeAssertExpr:
		p.line("TypeAssertExpr", p.pos(x.Lparen), p.pos(x.Rparen))
		p.expr(x.X)
		p.expr(x.Type)
	case *ast.CallExpr:
		p.line("CallExpr", p.pos(x.Lparen), len(x.Args), p.pos(x.Ellipsis), p.pos(x.Rparen))
		p.expr(x.Fun)
		p.exprs(x.Args)
	case *ast.StarExpr:
		p.line("StarExpr", p.pos(x.Star))
		p.expr(x.X)
	case *ast.UnaryExpr:
		p.text("UnaryExpr", x.Op.String(), p.pos(x.OpPos))
		p.expr(x.X)
	case *ast.BinaryExpr:
		p.text("BinaryExpr", x.Op.String(), p.pos(x.OpPos))
		p.expr(x.X)
		p.expr(x.Y)
	case *ast.KeyValueExpr:
		p.line("KeyValueExpr", p.pos(x.Colon))
		p.expr(x.Key)
		p.expr(x.Value)
	default:
		p.typ(expr)
	}
}

func (p *printer) typ(expr ast.Expr) {
	switch x := expr.(type) {
	case *ast.ArrayType:
		p.line("ArrayType", p.pos(x.Lbrack))
		p.expr(x.Len)
		p.expr(x.Elt)
	case *ast.StructType:
		p.line("StructType", p.pos(x.Struct))
		p.fields(x.Fields)
	case *ast.FuncType:
		p.line("FuncType", p.pos(x.Func))
		p.fields(x.TypeParams)
		p.fields(x.Params)
		p.fields(x.Results)
	case *ast.InterfaceType:
		p.line("InterfaceType", p.pos(x.Interface))
		p.fields(x.Methods)
	case *ast.MapType:
		p.line("MapType", p.pos(x.Map))
		p.expr(x.Key)
		p.expr(x.Value)
	case *ast.ChanType:
		p.line("ChanType", p.pos(x.Begin), p.pos(x.Arrow), int(x.Dir))
		p.expr(x.Value)
	default:
		p.line("BadExpr")
	}
}
