// Package job is what the programs share; see docs/clients.md for what a program is given.
package job

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"reflect"
	"runtime/debug"
	"strings"
)

// Name is a key with what has to be encoded in it.
const Name = "a b/smäll+1.txt"

var (
	Endpoint  = os.Getenv("S3_ENDPOINT")
	Host      = os.Getenv("S3_HOST")
	Bucket    = os.Getenv("BUCKET")
	AccessKey = os.Getenv("AWS_ACCESS_KEY_ID")
	SecretKey = os.Getenv("AWS_SECRET_ACCESS_KEY")
	Small     = read("small.txt")
)

func read(name string) string {
	return string(Must(os.ReadFile(name)))
}

// Check ends the program on an error.
func Check(err error) {
	if err != nil {
		panic(err)
	}
}

// Must is the value, or the end of the program.
func Must[T any](value T, err error) T {
	Check(err)
	return value
}

// Equal ends the program if they differ.
func Equal(expected, actual any) {
	if !reflect.DeepEqual(expected, actual) {
		panic(fmt.Sprintf("expected %.200v but got %.200v", expected, actual))
	}
}

// Open opens large.bin.
func Open() *os.File {
	return Must(os.Open("large.bin"))
}

// Slice is these bytes of large.bin.
func Slice(start, length int64) []byte {
	return Must(io.ReadAll(io.NewSectionReader(Open(), start, length)))
}

// IsLarge ends the program unless the stream brings large.bin.
func IsLarge(stream io.ReadCloser) {
	defer stream.Close()
	large := Open()
	defer large.Close()
	ours, theirs := make([]byte, 1<<20), make([]byte, 1<<20)
	for {
		n, end := io.ReadFull(large, ours)
		m, _ := io.ReadFull(stream, theirs)
		if n != m || !bytes.Equal(ours[:n], theirs[:m]) {
			panic("not large.bin")
		}
		if end != nil {
			return
		}
	}
}

// Fetch is what anybody gets who has this URL.
func Fetch(method, url, body string) string {
	request := Must(http.NewRequest(method, url, strings.NewReader(body)))
	answer := Must(http.DefaultClient.Do(request))
	defer answer.Body.Close()
	Equal(200, answer.StatusCode)
	return string(Must(io.ReadAll(answer.Body)))
}

// PrintVersion prints the version of a module.
func PrintVersion(module string) {
	info, _ := debug.ReadBuildInfo()
	for _, dependency := range info.Deps {
		if dependency.Path == module {
			fmt.Println("version:", module, dependency.Version)
		}
	}
}
