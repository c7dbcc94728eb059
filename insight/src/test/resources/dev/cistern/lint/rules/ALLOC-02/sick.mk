GOFLAGS = -trimpath

build:
	go build -gcflags '-N -l' -o shop ./shop # want ALLOC-02

install: build
	go install -gcflags=all=-N ./... # want ALLOC-02

start:
	java -Xint -jar stock.jar # want ALLOC-02
