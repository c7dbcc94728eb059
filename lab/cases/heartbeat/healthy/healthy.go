//cistern:expect silent

package shop

import (
	"context"
	"sync"
	"time"
)

// Session tells that it lives while somebody uses it.
type Session struct{ beats int }

var sessions = sync.Pool{New: func() any { return new(Session) }}

// Use beats while it works, and stops with it.
func Use(ctx context.Context, work func()) int {
	s := sessions.Get().(*Session)
	s.beats = 0
	ctx, cancel := context.WithCancel(ctx)
	var beating sync.WaitGroup
	beating.Add(1)
	go func() {
		defer beating.Done()
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
			}
		}
	}()
	work()
	cancel()
	beating.Wait()
	n := s.beats
	sessions.Put(s)
	return n
}
