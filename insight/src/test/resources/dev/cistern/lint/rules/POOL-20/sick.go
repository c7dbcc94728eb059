package examples

import "sync"

type Prices struct {
	lock sync.Mutex
	byID map[string]int
}

func (p *Prices) Price(id string, ask func(string) int) int {
	p.lock.Lock()
	defer p.lock.Unlock()
	price := ask(id)
	if p.byID == nil {
		p.byID = make(map[string]int)
	}
	p.byID[id] = price // want POOL-20
	return price
}

type Pages struct {
	lock  sync.RWMutex
	texts map[string][]byte
}

func (p *Pages) Text(path string, render func(string) []byte) []byte {
	p.lock.RLock()
	text, ok := p.texts[path]
	p.lock.RUnlock()
	if ok {
		return text
	}
	text = render(path)
	p.lock.Lock()
	p.texts[path] = text // want POOL-20
	p.lock.Unlock()
	return text
}

var seen = map[string]bool{}

var seenLock sync.Mutex

func isFirst(name string) bool {
	seenLock.Lock()
	defer seenLock.Unlock()
	if seen[name] {
		return false
	}
	seen[name] = true // want POOL-20
	return true
}

var locks sync.Map

func lockOf(key string) *sync.Mutex {
	lock, _ := locks.LoadOrStore(key, new(sync.Mutex)) // want POOL-20
	return lock.(*sync.Mutex)
}

type Visits struct {
	sync.Mutex
	perAddress map[string]int
}

func (v *Visits) count(address string) {
	v.Lock()
	defer v.Unlock()
	v.perAddress[address]++ // want POOL-20
}

var tokenCache = make(map[string]string)

var tokenLock sync.Mutex

func remember(user, token string) {
	tokenLock.Lock()
	defer tokenLock.Unlock()
	tokenCache[user] = token // want POOL-20
}

func token(user string) string {
	tokenLock.Lock()
	defer tokenLock.Unlock()
	return tokenCache[user]
}

type Sessions struct{ users sync.Map }

func (s *Sessions) login(name string, at int64) {
	key := "user:" + name
	s.users.Store(string(key), at) // want POOL-20
}
