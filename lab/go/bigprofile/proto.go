package main

import "encoding/binary"

// message is a protocol buffer message under construction: the few forms that profile.proto needs.
type message struct {
	bytes []byte
}

const (
	wireVarint = 0
	wireBytes  = 2
)

func (m *message) reset() { m.bytes = m.bytes[:0] }

// number appends a varint field; zero is left out, as proto3 does.
func (m *message) number(field int, v int64) {
	if v == 0 {
		return
	}
	m.tag(field, wireVarint)
	m.bytes = binary.AppendUvarint(m.bytes, uint64(v))
}

// packed appends a repeated varint field in its packed form.
func (m *message) packed(field int, values []int64) {
	if len(values) == 0 {
		return
	}
	size := 0
	for _, v := range values {
		size += varintLen(uint64(v))
	}
	m.tag(field, wireBytes)
	m.bytes = binary.AppendUvarint(m.bytes, uint64(size))
	for _, v := range values {
		m.bytes = binary.AppendUvarint(m.bytes, uint64(v))
	}
}

func (m *message) embed(field int, inner []byte) {
	m.tag(field, wireBytes)
	m.bytes = binary.AppendUvarint(m.bytes, uint64(len(inner)))
	m.bytes = append(m.bytes, inner...)
}

func (m *message) text(field int, s string) {
	m.tag(field, wireBytes)
	m.bytes = binary.AppendUvarint(m.bytes, uint64(len(s)))
	m.bytes = append(m.bytes, s...)
}

func (m *message) tag(field, wire int) {
	m.bytes = binary.AppendUvarint(m.bytes, uint64(field<<3|wire))
}

func varintLen(v uint64) int {
	n := 1
	for v >= 0x80 {
		v >>= 7
		n++
	}
	return n
}

// stringTable numbers strings in the order of their first use; "" is 0.
type stringTable struct {
	ids  map[string]int64
	list []string
}

func newStringTable() *stringTable {
	return &stringTable{ids: map[string]int64{"": 0}, list: []string{""}}
}

func (t *stringTable) id(s string) int64 {
	if id, ok := t.ids[s]; ok {
		return id
	}
	id := int64(len(t.list))
	t.ids[s] = id
	t.list = append(t.list, s)
	return id
}
