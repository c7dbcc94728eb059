package examples

import (
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

func record(string) {}

// A copy is made for goroutines.
func copied(c *gin.Context) {
	own := c.Copy()
	go func() { // want POOL-19
		record(own.Request.URL.Path)
	}()
	c.Status(204)
}

// What the goroutine needs was taken out before.
func takenOut(c *fiber.Ctx) error {
	body := string(c.Body())
	go record(body) // want POOL-19
	return nil
}

func waited(c *gin.Context) {
	var group sync.WaitGroup
	group.Add(1)
	go func() {
		defer group.Done()
		record(c.FullPath())
	}()
	group.Wait()
}

func answered(ctx *fasthttp.RequestCtx) {
	done := make(chan struct{})
	go func() {
		record(string(ctx.Path()))
		close(done)
	}()
	<-done
}

// Whoever calls waits.
func part(c *gin.Context, group *sync.WaitGroup) {
	go func() {
		defer group.Done()
		record(c.FullPath())
	}()
}
