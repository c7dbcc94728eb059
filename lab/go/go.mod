module cistern.dev/lab

go 1.26
