module cistern.dev/bench/syncpool

go 1.22
