build:
	go build -gcflags=-m -o shop ./shop

build-debug:
	go build -gcflags="all=-N -l" -o shop ./shop

test:
	go test -gcflags=-N ./...

dlv: build
	dlv debug --build-flags='-gcflags="all=-N -l"'
