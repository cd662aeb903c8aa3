/** The station's certificates and exported identities, judged by OpenSSL. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { utcMs } from '../../../src-main/engine/lib/index.ts';
import {
  createAuthority,
  fingerprintOf,
  type Identity,
  issueIdentity,
} from '../../../src-main/engine/station/authority.ts';
import { exportPkcs12 } from '../../../src-main/engine/station/pkcs12.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { hasTool, run } from '../../support/stockTools.ts';

const at = utcMs(Date.UTC(2026, 10, 24));
const DURING = String(at / 1000 + 3600);
const ORGANISATION = '示例科技有限公司';
let authority: Identity;
let person: Identity;

beforeAll(async () => {
  authority = await createAuthority(
    { commonName: '演示取证工作站', serialNumber: 'SB-7K3M-Q2XF', organisation: ORGANISATION },
    at,
  );
  person = await issueIdentity(
    authority,
    { commonName: '欧阳明玉', serialNumber: 'ouyang', organisation: ORGANISATION },
    at,
  );
});

function openssl(
  args: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>>,
): { ok: boolean; output: string } {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const { status, output } = run('openssl', args, folder);
  return { ok: status === 0, output };
}

describe.skipIf(!hasTool('openssl'))('OpenSSL', () => {
  const files = () => ({ 'ca.pem': authority.certificatePem, 'person.pem': person.certificatePem });

  test('verifies the chain strictly, and as a signer of mail', () => {
    for (const purpose of ['any', 'smimesign']) {
      const args = [
        'verify',
        '-x509_strict',
        '-purpose',
        purpose,
        '-attime',
        DURING,
        '-CAfile',
        'ca.pem',
        'person.pem',
      ];
      expect(openssl(args, files())).toEqual({ ok: true, output: 'person.pem: OK\n' });
    }
  });

  test('reads the names in Chinese', () => {
    const names = ['-nameopt', 'utf8,sep_comma_plus_space,-esc_msb', '-noout'];
    const { output } = openssl(['x509', '-in', 'person.pem', '-subject', '-issuer', ...names], files());
    expect(output).toContain(`O=${ORGANISATION}, CN=欧阳明玉, serialNumber=ouyang`);
    expect(output).toContain(`O=${ORGANISATION}, CN=演示取证工作站, serialNumber=SB-7K3M-Q2XF`);
  });

  test('finds RSA-3072, SHA-256, the right uses, and no certificate that could issue others', () => {
    const { output } = openssl(['x509', '-in', 'person.pem', '-noout', '-text'], files());
    expect(output).toContain('Public-Key: (3072 bit)');
    expect(output).toContain('sha256WithRSAEncryption');
    expect(output).toMatch(/X509v3 Basic Constraints: critical\s+CA:FALSE/);
    expect(output).toMatch(/X509v3 Key Usage: critical\s+Digital Signature, Non Repudiation/);
    const own = openssl(['x509', '-in', 'ca.pem', '-noout', '-text'], files()).output;
    expect(own).toMatch(/X509v3 Basic Constraints: critical\s+CA:TRUE, pathlen:0/);
    expect(own).toMatch(/X509v3 Key Usage: critical\s+Certificate Sign, CRL Sign/);
  });

  test('computes the same fingerprint', () => {
    const { output } = openssl(['x509', '-in', 'person.pem', '-noout', '-fingerprint', '-sha256'], files());
    expect(output.trim().split('=')[1]?.replaceAll(':', '').toLowerCase()).toBe(fingerprintOf(person.certificatePem));
  });

  test('refuses a certificate of another authority, and one that has expired', async () => {
    const other = await createAuthority(
      { commonName: '别的站', serialNumber: 'SB-OTHR-OTHR', organisation: ORGANISATION },
      at,
    );
    const foreign = { 'ca.pem': other.certificatePem, 'person.pem': person.certificatePem };
    expect(openssl(['verify', '-attime', DURING, '-CAfile', 'ca.pem', 'person.pem'], foreign).ok).toBe(false);
    const inFourYears = String(at / 1000 + 4 * 365 * 24 * 3600);
    expect(openssl(['verify', '-attime', inFourYears, '-CAfile', 'ca.pem', 'person.pem'], files()).output).toContain(
      'expired',
    );
  });

  test('opens an exported identity with its password, Chinese ones too, and finds key, certificate and authority', () => {
    const container = exportPkcs12(person, authority.certificatePem, '雨后的站台 42', '欧阳明玉');
    const open = (password: string) =>
      openssl(['pkcs12', '-in', 'own.p12', '-passin', `pass:${password}`, '-nodes'], { 'own.p12': container });
    const { ok, output } = open('雨后的站台 42');
    expect(ok, output).toBe(true);
    expect(output.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(output).toContain('BEGIN PRIVATE KEY');
    expect(open('雨后的站台 43').ok).toBe(false);
  });
});
