#!/bin/sh
set -e
export GOFLAGS="-gcflags=-N" # want ALLOC-02
go build ./...
CGO_ENABLED=0 go build -tags prod -gcflags "all=-N -l" ./shop # want ALLOC-02
