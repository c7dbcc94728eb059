package main

import (
	"go/ast"
)

func (p *printer) block(block *ast.BlockStmt) {
	if block == nil {
		p.none()
		return
	}
	p.line("BlockStmt", p.pos(block.Lbrace), len(block.List), p.pos(block.Rbrace))
	p.stmts(block.List)
}

func (p *printer) stmts(list []ast.Stmt) {
	for _, stmt := range list {
		p.stmt(stmt)
	}
}

func (p *printer) stmt(stmt ast.Stmt) {
	switch s := stmt.(type) {
	case nil:
		p.none()
	case *ast.DeclStmt:
		p.line("DeclStmt")
		p.decl(s.Decl)
	case *ast.EmptyStmt:
		p.line("EmptyStmt", p.pos(s.Semicolon), flagged(s.Implicit))
	case *ast.LabeledStmt:
		p.line("LabeledStmt", p.pos(s.Colon))
		p.expr(s.Label)
		p.stmt(s.Stmt)
	case *ast.ExprStmt:
		p.line("ExprStmt")
		p.expr(s.X)
	case *ast.SendStmt:
		p.line("SendStmt", p.pos(s.Arrow))
		p.expr(s.Chan)
		p.expr(s.Value)
	case *ast.IncDecStmt:
		p.text("IncDecStmt", s.Tok.String(), p.pos(s.TokPos))
		p.expr(s.X)
	case *ast.AssignStmt:
		p.text("AssignStmt", s.Tok.String(), p.pos(s.TokPos), len(s.Lhs), len(s.Rhs))
		p.exprs(s.Lhs)
		p.exprs(s.Rhs)
	case *ast.GoStmt:
		p.line("GoStmt", p.pos(s.Go))
		p.expr(s.Call)
	case *ast.DeferStmt:
		p.line("DeferStmt", p.pos(s.Defer))
		p.expr(s.Call)
	case *ast.ReturnStmt:
		p.line("ReturnStmt", p.pos(s.Return), len(s.Results))
		p.exprs(s.Results)
	case *ast.BranchStmt:
		p.text("BranchStmt", s.Tok.String(), p.pos(s.TokPos))
		p.ident(s.Label)
	case *ast.BlockStmt:
		p.block(s)
	default:
		p.control(stmt)
	}
}

func (p *printer) control(stmt ast.Stmt) {
	switch s := stmt.(type) {
	case *ast.IfStmt:
		p.line("IfStmt", p.pos(s.If))
		p.stmt(s.Init)
		p.expr(s.Cond)
		p.block(s.Body)
		p.stmt(s.Else)
	case *ast.SwitchStmt:
		p.line("SwitchStmt", p.pos(s.Switch),
			p.pos(s.Body.Lbrace), len(s.Body.List), p.pos(s.Body.Rbrace))
		p.stmt(s.Init)
		p.expr(s.Tag)
		p.stmts(s.Body.List)
	case *ast.TypeSwitchStmt:
		p.line("TypeSwitchStmt", p.pos(s.Switch),
			p.pos(s.Body.Lbrace), len(s.Body.List), p.pos(s.Body.Rbrace))
		p.stmt(s.Init)
		p.stmt(s.Assign)
		p.stmts(s.Body.List)
	case *ast.SelectStmt:
		p.line("SelectStmt", p.pos(s.Select),
			p.pos(s.Body.Lbrace), len(s.Body.List), p.pos(s.Body.Rbrace))
		p.stmts(s.Body.List)
	case *ast.CaseClause:
		p.line("CaseClause", p.pos(s.Case), len(s.List), p.pos(s.Colon), len(s.Body))
		p.exprs(s.List)
		p.stmts(s.Body)
	case *ast.CommClause:
		p.line("CommClause", p.pos(s.Case), p.pos(s.Colon), len(s.Body))
		p.stmt(s.Comm)
		p.stmts(s.Body)
	case *ast.ForStmt:
		p.line("ForStmt", p.pos(s.For))
		p.stmt(s.Init)
		p.expr(s.Cond)
		p.stmt(s.Post)
		p.block(s.Body)
	case *ast.RangeStmt:
		p.text("RangeStmt", s.Tok.String(), p.pos(s.For), p.pos(s.TokPos), p.pos(s.Range))
		p.expr(s.Key)
		p.expr(s.Value)
		p.expr(s.X)
		p.block(s.Body)
	default:
		p.line("BadStmt")
	}
}
