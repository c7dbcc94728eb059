module cistern.dev/cases

go 1.24
