module cistern.dev/lab/pooltrace

go 1.22
