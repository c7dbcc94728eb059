package examples

import (
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"github.com/valyala/fasthttp"
)

func record(string) {}

func audited(c *gin.Context) {
	go func() { // want POOL-01 // want POOL-19
		record(c.Request.URL.Path)
	}()
	c.Status(204)
}

func served(ctx *fasthttp.RequestCtx) {
	go finish(ctx) // want POOL-01 // want POOL-19
}

func finish(ctx *fasthttp.RequestCtx) {
	record(string(ctx.Path()))
}

// The bytes are the context's own memory.
func bytesOfIt(c *fiber.Ctx) error {
	body := c.Body()
	go func() { // want POOL-01 // want POOL-19
		record(string(body))
	}()
	return nil
}

func middleware(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		go func() { // want POOL-01 // want POOL-19
			record(c.Path())
		}()
		return next(c)
	}
}

// It waits on one way only.
func perhapsWaited(c *gin.Context, wait bool) {
	var group sync.WaitGroup
	group.Add(1)
	go func() { // want POOL-01
		defer group.Done()
		record(c.FullPath())
	}()
	if wait {
		group.Wait()
	}
}
