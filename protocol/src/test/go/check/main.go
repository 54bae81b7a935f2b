// Checks a log in a folder with Go's own checksum-database code: `check KEY FOLDER`. Says "ok SIZE" or fails.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

type folder string

func (f folder) Height() int { return 8 }

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

// Go's paths have the height in front; tlog-tiles leave it out.
func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var out [][]byte
	for _, t := range tiles {
		data, err := os.ReadFile(filepath.Join(string(f), strings.Replace(t.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		out = append(out, data)
	}
	return out, nil
}

func main() {
	key, err := note.NewVerifier(os.Args[1])
	must(err)
	where := folder(os.Args[2])
	data, err := os.ReadFile(filepath.Join(string(where), "checkpoint"))
	must(err)
	signed, err := note.Open(data, note.VerifierList(key))
	must(err)
	lines := strings.Split(signed.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := tlog.ParseHash(lines[2])
	must(err)
	// The reader authenticates every tile by the root.
	reader := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, where)
	for i := int64(0); i < size; i++ {
		leaf, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, i)})
		must(err)
		path, err := tlog.ProveRecord(size, i, reader)
		must(err)
		must(tlog.CheckRecord(path, size, root, i, leaf[0]))
	}
	for earlier := int64(1); earlier < size; earlier += 97 {
		old, err := tlog.TreeHash(earlier, reader)
		must(err)
		path, err := tlog.ProveTree(size, earlier, reader)
		must(err)
		must(tlog.CheckTree(path, size, root, earlier, old))
	}
	fmt.Println("ok", size)
}
