// logcheck looks at a log bundle with the Go project's own packages, and shares no code with Sealbench:
//
//	logcheck <bundle> [<consistency>]
//
// It opens every checkpoint with golang.org/x/mod/sumdb/note under the keys in keys.txt, computes the tree of the
// entries with golang.org/x/mod/sumdb/tlog and compares its root with each checkpoint's, checks every tlog-proof, and,
// where a file of consistency proofs is given ("older newer base64 base64 …" a line), those. It prints how many of each
// it accepted, or the first thing that is wrong, and then exits with 1.
package main

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type checkpoint struct {
	size int64
	root tlog.Hash
}

func main() {
	bundle := os.Args[1]
	verifiers := note.VerifierList(readKeys(filepath.Join(bundle, "keys.txt"))...)

	var checkpoints []checkpoint
	signatures := 0
	for _, file := range list(filepath.Join(bundle, "checkpoints", "*.note")) {
		c, signed := open(read(file), verifiers)
		checkpoints = append(checkpoints, c)
		signatures += signed
	}

	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			hashes[i] = stored[index]
		}
		return hashes, nil
	})
	var leaves []tlog.Hash
	for _, line := range strings.SplitAfter(read(filepath.Join(bundle, "entries.jsonl")), "\n") {
		if line == "" {
			continue
		}
		leaf := leafOf(strings.TrimSuffix(line, "\n"))
		added, err := tlog.StoredHashesForRecordHash(int64(len(leaves)), leaf, reader)
		must(err)
		stored = append(stored, added...)
		leaves = append(leaves, leaf)
	}
	for _, c := range checkpoints {
		root, err := tlog.TreeHash(c.size, reader)
		must(err)
		if root != c.root {
			fail("the root at size %d differs", c.size)
		}
	}

	proofs := 0
	for _, file := range list(filepath.Join(bundle, "proofs", "*.tlog-proof")) {
		checkProof(read(file), leaves, verifiers)
		proofs++
	}

	consistent := 0
	if len(os.Args) > 2 {
		for _, line := range strings.Split(strings.TrimSpace(read(os.Args[2])), "\n") {
			fields := strings.Fields(line)
			older, newer := number(fields[0]), number(fields[1])
			oldRoot, err := tlog.TreeHash(older, reader)
			must(err)
			newRoot, err := tlog.TreeHash(newer, reader)
			must(err)
			must(tlog.CheckTree(hashes(fields[2:]), newer, newRoot, older, oldRoot))
			consistent++
		}
	}
	fmt.Printf("entries %d checkpoints %d signatures %d proofs %d consistency %d\n",
		len(leaves), len(checkpoints), signatures, proofs, consistent)
}

// open fails unless every signature on the note is by a known key and holds.
func open(text string, verifiers note.Verifiers) (checkpoint, int) {
	opened, err := note.Open([]byte(text), verifiers)
	must(err)
	if len(opened.UnverifiedSigs) > 0 {
		fail("a signature of an unknown key: %s", opened.UnverifiedSigs[0].Name)
	}
	lines := strings.Split(opened.Text, "\n")
	root, err := tlog.ParseHash(lines[2])
	must(err)
	return checkpoint{number(lines[1]), root}, len(opened.Sigs)
}

func checkProof(text string, leaves []tlog.Hash, verifiers note.Verifiers) {
	parts := strings.SplitN(text, "\n\n", 2)
	lines := strings.Split(parts[0], "\n")
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		fail("not a tlog-proof: %s", lines[0])
	}
	index := number(strings.TrimPrefix(lines[1], "index "))
	c, _ := open(parts[1], verifiers)
	must(tlog.CheckRecord(hashes(lines[2:]), c.size, c.root, index, leaves[index]))
}

func leafOf(line string) tlog.Hash {
	const withheld = `{"withheld":"`
	if !strings.HasPrefix(line, withheld) {
		return tlog.RecordHash([]byte(line))
	}
	var leaf tlog.Hash
	raw, err := hex.DecodeString(strings.TrimSuffix(strings.TrimPrefix(line, withheld), `"}`))
	must(err)
	copy(leaf[:], raw)
	return leaf
}

func readKeys(path string) []note.Verifier {
	var keys []note.Verifier
	for _, line := range strings.Split(strings.TrimSpace(read(path)), "\n") {
		if key, err := note.NewVerifier(line); err == nil {
			keys = append(keys, key)
			continue
		}
		keys = append(keys, newCosigner(line))
	}
	return keys
}

// cosigner checks C2SP tlog-cosignature, signature type 0x04, which the note package leaves to its users.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newCosigner(line string) note.Verifier {
	parts := strings.SplitN(line, "+", 3)
	hash, err := strconv.ParseUint(parts[1], 16, 32)
	must(err)
	material, err := base64.StdEncoding.DecodeString(parts[2])
	must(err)
	if material[0] != 0x04 || len(material) != 33 {
		fail("not a cosigner's key: %s", line)
	}
	return cosigner{parts[0], uint32(hash), material[1:]}
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.hash }
func (c cosigner) Verify(text, signature []byte) bool {
	if len(signature) != 72 {
		return false
	}
	var message bytes.Buffer
	fmt.Fprintf(&message, "cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(signature), text)
	return ed25519.Verify(c.key, message.Bytes(), signature[8:])
}

func hashes(lines []string) []tlog.Hash {
	var all []tlog.Hash
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		must(err)
		all = append(all, hash)
	}
	return all
}

func number(text string) int64 {
	value, err := strconv.ParseInt(text, 10, 64)
	must(err)
	return value
}

func list(pattern string) []string {
	files, err := filepath.Glob(pattern)
	must(err)
	sort.Strings(files)
	return files
}

func read(path string) string {
	content, err := os.ReadFile(path)
	must(err)
	return string(content)
}

func must(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func fail(format string, values ...interface{}) {
	fmt.Printf(format+"\n", values...)
	os.Exit(1)
}
