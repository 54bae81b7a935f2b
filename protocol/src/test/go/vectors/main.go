// Writes protocol/test-vectors/proof.json with software that is not ours: Go's sumdb/note and sumdb/tlog.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run protocol/src/test/go/vectors/main.go > protocol/test-vectors/proof.json
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const origin = "proof.hospital.example/2026"
const witness = "witness.partner.example/w1"

func must(err error) {
	if err != nil {
		panic(err)
	}
}

type store []tlog.Hash

func (s *store) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var out []tlog.Hash
	for _, i := range indexes {
		out = append(out, (*s)[i])
	}
	return out, nil
}

func entry(i int64) []byte { return []byte(fmt.Sprintf(`{"entry":"%d"}`, i)) }

func texts(hashes []tlog.Hash) []string {
	out := []string{}
	for _, h := range hashes {
		out = append(out, h.String())
	}
	return out
}

func head(size int64, root tlog.Hash) string { return fmt.Sprintf("%s\n%d\n%s\n", origin, size, root) }

func cosignature(seed []byte, text string, time uint64) string {
	key := ed25519.NewKeyFromSeed(seed)
	id := sha256.Sum256(append([]byte(witness+"\n\x04"), key.Public().(ed25519.PublicKey)...))
	var stamp [8]byte
	binary.BigEndian.PutUint64(stamp[:], time)
	signature := ed25519.Sign(key, []byte(fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, text)))
	return "\u2014 " + witness + " " + base64.StdEncoding.EncodeToString(append(append(id[:4], stamp[:]...), signature...)) + "\n"
}

func main() {
	seed := bytes.Repeat([]byte{0x11}, 32)
	witnessSeed := bytes.Repeat([]byte{0x22}, 32)
	skey, vkey, err := note.GenerateKey(bytes.NewReader(seed), origin)
	must(err)
	signer, err := note.NewSigner(skey)
	must(err)

	var hashes store
	sizes := map[int64]bool{0: true, 1: true, 2: true, 3: true, 7: true, 8: true, 255: true, 256: true, 257: true, 1000: true, 65536: true, 70000: true}
	heads := []map[string]any{}
	roots := map[int64]tlog.Hash{}
	for i := int64(0); i <= 70000; i++ {
		if sizes[i] {
			root := tlog.Hash(sha256.Sum256(nil))
			if i > 0 {
				root, err = tlog.TreeHash(i, &hashes)
				must(err)
			}
			roots[i] = root
			signed, err := note.Sign(&note.Note{Text: head(i, root)}, signer)
			must(err)
			heads = append(heads, map[string]any{"size": i, "hash": root.String(), "checkpoint": string(signed)})
		}
		more, err := tlog.StoredHashes(i, entry(i), &hashes)
		must(err)
		hashes = append(hashes, more...)
	}
	inclusions := []map[string]any{}
	for _, c := range [][2]int64{{0, 1}, {0, 2}, {1, 2}, {2, 3}, {6, 7}, {5, 8}, {0, 256}, {256, 257}, {999, 1000}, {500, 70000}, {69999, 70000}, {65535, 65536}} {
		path, err := tlog.ProveRecord(c[1], c[0], &hashes)
		must(err)
		inclusions = append(inclusions, map[string]any{"index": c[0], "size": c[1], "path": texts(path)})
	}
	consistencies := []map[string]any{}
	for _, c := range [][2]int64{{1, 2}, {1, 8}, {3, 7}, {7, 8}, {255, 257}, {256, 1000}, {257, 70000}, {65536, 70000}} {
		path, err := tlog.ProveTree(c[1], c[0], &hashes)
		must(err)
		consistencies = append(consistencies, map[string]any{"earlier": c[0], "size": c[1], "path": texts(path)})
	}
	tiles := []map[string]any{}
	for _, t := range []tlog.Tile{{H: 8, L: 0, N: 0, W: 256}, {H: 8, L: 0, N: 273, W: 112}, {H: 8, L: 1, N: 0, W: 256}, {H: 8, L: 1, N: 1, W: 17}, {H: 8, L: 2, N: 0, W: 1}} {
		data, err := tlog.ReadTileData(t, &hashes)
		must(err)
		sum := sha256.Sum256(data)
		tiles = append(tiles, map[string]any{"level": t.L, "index": t.N, "width": t.W, "sha256": hex.EncodeToString(sum[:])})
	}
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	must(out.Encode(map[string]any{
		"about":          "The log whose entry i is {\"entry\":\"i\"}, made by Go's sumdb/note and sumdb/tlog (src/test/go/vectors).",
		"origin":         origin,
		"seed":           hex.EncodeToString(seed),
		"key":            vkey,
		"heads":          heads,
		"inclusions":     inclusions,
		"consistencies":  consistencies,
		"tilesOf70000":   tiles,
		"witness":        witness,
		"witnessSeed":    hex.EncodeToString(witnessSeed),
		"cosignatureAt":  1790000000,
		"cosignatureOf8": cosignature(witnessSeed, head(8, roots[8]), 1790000000),
	}))
}
