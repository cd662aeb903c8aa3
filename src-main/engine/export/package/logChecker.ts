/**
 * A program in Go that checks the log in a package with Go's standard library alone, for receivers who trust nothing of
 * ours: every signature on every checkpoint (C2SP signed-note and tlog-cosignature), and that the entries give the roots
 * that were signed (RFC 9162 §2.1.1). It travels as text in the package; whoever runs it can read it first.
 */
export const LOG_CHECKER_PATH = 'sealbench/checklog.go';

export const LOG_CHECKER = String.raw`// Checks the operation log in this package with Go's standard library alone:
//
//	go run sealbench/checklog.go data/log
//
// It recomputes the Merkle tree of the entries (RFC 9162, section 2.1.1) and compares its root with every signed
// checkpoint, and it verifies every signature (C2SP signed-note; cosignatures are C2SP tlog-cosignature). The keys come
// from data/log/keys.txt: compare the first one with the key that the station gave you on paper.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

type key struct {
	kind   byte
	public ed25519.PublicKey
}

func main() {
	log := os.Args[1]
	keys := readKeys(filepath.Join(log, "keys.txt"))
	leaves := readLeaves(filepath.Join(log, "entries.jsonl"))
	notes, err := filepath.Glob(filepath.Join(log, "checkpoints", "*.note"))
	must(err)
	signatures := 0
	for _, file := range notes {
		text, signed := checkNote(file, read(file), keys)
		signatures += signed
		lines := strings.Split(text, "\n")
		size, err := strconv.Atoi(lines[1])
		must(err)
		if size < 1 || size > len(leaves) {
			fail("%s: covers %d entries, there are %d", file, size, len(leaves))
		}
		root := treeRoot(leaves[:size])
		if base64.StdEncoding.EncodeToString(root[:]) != lines[2] {
			fail("%s: the entries do not give this root", file)
		}
	}
	if len(notes) == 0 {
		fail("no checkpoint")
	}
	fmt.Printf("OK: %d entries, %d checkpoints, %d signatures\n", len(leaves), len(notes), signatures)
	fmt.Println("first key:", strings.SplitN(read(filepath.Join(log, "keys.txt")), "\n", 2)[0])
}

// checkNote verifies every signature line of a signed note and returns the text that they cover.
func checkNote(file, note string, keys map[string]key) (string, int) {
	end := strings.LastIndex(note, "\n\n")
	if end < 0 {
		fail("%s: not a signed note", file)
	}
	text, lines := note[:end+1], strings.Split(strings.TrimSuffix(note[end+2:], "\n"), "\n")
	for _, line := range lines {
		name, encoded, _ := strings.Cut(strings.TrimPrefix(line, "\u2014 "), " ")
		blob, err := base64.StdEncoding.DecodeString(encoded)
		must(err)
		k, known := keys[name+" "+hex.EncodeToString(blob[:4])]
		if !known {
			fail("%s: a signature by an unknown key of %s", file, name)
		}
		signed, signature := []byte(text), blob[4:]
		if k.kind == 4 {
			signed = []byte(fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(blob[4:12]), text))
			signature = blob[12:]
		}
		if !ed25519.Verify(k.public, signed, signature) {
			fail("%s: the signature of %s is wrong", file, name)
		}
	}
	return text, len(lines)
}

// readKeys reads lines "name+hash+base64(kind, public key)"; a key's hash is SHA-256(name, LF, kind, public key), 4 bytes.
func readKeys(file string) map[string]key {
	keys := map[string]key{}
	for _, line := range strings.Split(strings.TrimSpace(read(file)), "\n") {
		parts := strings.SplitN(line, "+", 3)
		raw, err := base64.StdEncoding.DecodeString(parts[2])
		must(err)
		id := sha256.Sum256(append([]byte(parts[0]+"\n"), raw...))
		if hex.EncodeToString(id[:4]) != parts[1] {
			fail("%s: a key that is not its own", file)
		}
		keys[parts[0]+" "+parts[1]] = key{raw[0], raw[1:]}
	}
	return keys
}

// readLeaves hashes each entry; an entry that concerns somebody else is there by its leaf hash alone.
func readLeaves(file string) [][32]byte {
	var leaves [][32]byte
	for _, line := range bytes.Split(bytes.TrimSuffix([]byte(read(file)), []byte("\n")), []byte("\n")) {
		var leaf [32]byte
		if withheld := bytes.TrimPrefix(line, []byte("{\"withheld\":\"")); len(withheld) < len(line) {
			_, err := hex.Decode(leaf[:], bytes.TrimSuffix(withheld, []byte("\"}")))
			must(err)
		} else {
			leaf = sha256.Sum256(append([]byte{0}, line...))
		}
		leaves = append(leaves, leaf)
	}
	return leaves
}

func treeRoot(leaves [][32]byte) [32]byte {
	if len(leaves) == 1 {
		return leaves[0]
	}
	split := 1
	for split*2 < len(leaves) {
		split *= 2
	}
	left, right := treeRoot(leaves[:split]), treeRoot(leaves[split:])
	return sha256.Sum256(append(append([]byte{1}, left[:]...), right[:]...))
}

func read(file string) string {
	content, err := os.ReadFile(file)
	must(err)
	return string(content)
}

func must(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func fail(format string, values ...interface{}) {
	fmt.Printf("FAILED: "+format+"\n", values...)
	os.Exit(1)
}
`;
