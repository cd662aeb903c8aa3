/** docs/formats/station-home.md is enough to read a home: a program in another language, with its own libraries, does. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { demoHome } from '../../support/demoStation.ts';

/** Written from the document alone. Prints what it found as JSON. */
const READER = `
import base64, hashlib, hmac, json, sqlite3, sys, unicodedata
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

home, username, password = sys.argv[1:4]
door = sqlite3.connect('file:' + home + '/door.db?mode=ro', uri=True)
serial, = door.execute('SELECT serial FROM station').fetchone()
number, m, t, p, salt, sealed, checksum = door.execute(
    'SELECT ring_number, memory_kib, passes, lanes, salt, sealed_ring, checksum FROM account WHERE username = ?',
    (username,)).fetchone()

def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(',', ':'), ensure_ascii=False).encode()

columns = [username, number, m, t, p, salt.hex(), sealed.hex()]
assert hashlib.sha256(canonical(columns)).hexdigest() == checksum

secret = unicodedata.normalize('NFKC', password).encode()
key = Argon2id(salt=salt, length=32, iterations=t, lanes=p, memory_cost=m).derive(secret)
binding = dict(lanes=p, memoryKib=m, passes=t, ringNumber=number, salt=salt.hex(), serial=serial, username=username)
ring = json.loads(AESGCM(key).decrypt(sealed[:12], sealed[12:], b'sealbench/ring/v1\\n' + canonical(binding)))
station_key = base64.b64decode(ring['stationKey'])

def hkdf(key, info):
    extracted = hmac.new(bytes(32), key, 'sha256').digest()
    return hmac.new(extracted, info + b'\\x01', 'sha256').digest()

page = open(home + '/station.db', 'rb').read(4096)
assert page[:16] == hkdf(station_key, b'sealbench/v1/store-salt')[:16]
mac_key = hashlib.pbkdf2_hmac('sha512', station_key, bytes(b ^ 0x3a for b in page[:16]), 2, 32)
assert hmac.new(mac_key, page[16:4032] + b'\\x01\\x00\\x00\\x00', 'sha512').digest() == page[4032:]
cipher = Cipher(algorithms.AES(station_key), modes.CBC(page[4016:4032])).decryptor()
head = cipher.update(page[16:4016]) + cipher.finalize()
print(json.dumps(dict(
    members=sorted(ring), evidence=ring['evidenceKey'] is not None, authority=ring['authorityKey'] is not None,
    seed=base64.b32encode(base64.b64decode(ring['totpSeed'])).decode(), pem=ring['identityKeyPem'].splitlines()[0],
    application=head[68 - 16:72 - 16].decode())))
`;

const hasReader =
  spawnSync('python3', ['-c', 'from cryptography.hazmat.primitives.kdf.argon2 import Argon2id']).status === 0;
if (!hasReader) console.warn('not performed: python3 with cryptography 44 or later is not installed');

describe.skipIf(!hasReader)('a reader written in Python from the document', () => {
  test.each([
    ['operator', true, false],
    ['witness', false, false],
    ['auditor', false, false],
    ['administrator', false, true],
  ])(
    'opens the ring of %s: evidence key %s, authority key %s, and the station store with it',
    async (username, evidence, authority) => {
      const demo = await demoHome();
      const script = join(demo.home, '..', 'reader.py');
      writeFileSync(script, READER);
      const { stdout, stderr } = spawnSync('python3', [script, demo.home, username, demo.password(username)], {
        encoding: 'utf8',
      });
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual({
        members: ['authorityKey', 'cosignerSeed', 'evidenceKey', 'identityKeyPem', 'stationKey', 'totpSeed'],
        evidence,
        authority,
        seed: demo.totpSecret(username),
        pem: '-----BEGIN PRIVATE KEY-----',
        application: 'SBst',
      });
    },
  );
});
