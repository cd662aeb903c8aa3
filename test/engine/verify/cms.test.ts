import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signDetached } from '../../../src-main/engine/export/package/cms.ts';
import { EvidenceError, utcMs } from '../../../src-main/engine/lib/index.ts';
import { type SignerVerdict, verifyDetached } from '../../../src-main/engine/verify/cms/index.ts';
import { makeAuthority } from '../../support/authority.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { hasTool, run } from '../../support/stockTools.ts';

const authority = makeAuthority();
const operator = authority.issue('取证人张三');
const witness = authority.issue('见证人李四');
const content = Buffer.from('0f343b0931126a20f133d67c2b018a3b  data/手机.E01\n');
const signedAt = utcMs(Date.now() - (Date.now() % 1000));
const signature = signDetached(content, [operator, witness], authority.certificatePem, signedAt);

const signatureDer = Buffer.from(signature.replace(/-----[^-]+-----/g, ''), 'base64');

const verdictsOf = (signers: readonly SignerVerdict[]) => signers.map((signer) => signer.verdict);

describe('A signature of two people over a package', () => {
  test.runIf(hasTool('openssl'))('is accepted by openssl', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 's.pem'), signature);
    writeFileSync(join(folder, 'content'), content);
    writeFileSync(join(folder, 'ca.pem'), authority.certificatePem);
    const args = ['cms', '-verify', '-binary', '-inform', 'PEM', '-in', 's.pem', '-content', 'content'];
    const { status, output } = run('openssl', [...args, '-CAfile', 'ca.pem', '-purpose', 'any'], folder);
    expect(output).toContain('Verification successful');
    expect(status).toBe(0);
    writeFileSync(join(folder, 'content'), 'other');
    expect(run('openssl', [...args, '-CAfile', 'ca.pem', '-purpose', 'any'], folder).status).not.toBe(0);
  });

  test('is accepted by us, and says who signed and when', () => {
    const signers = verifyDetached(Buffer.from(signature), content, authority.certificatePem);
    expect(signers.map(({ name, verdict, code }) => ({ name, verdict, code }))).toEqual([
      { name: '取证人张三', verdict: 'matched', code: null },
      { name: '见证人李四', verdict: 'matched', code: null },
    ]);
    expect(signers.map((signer) => signer.signedAt)).toEqual([signedAt, signedAt]);
  });

  test('has a length that does not depend on what is signed', () => {
    const other = signDetached(new Uint8Array(1 << 16), [operator, witness], authority.certificatePem, utcMs(0));
    expect(other.length).toBe(signature.length);
  });

  test('does not hold for other content', () => {
    const signers = verifyDetached(Buffer.from(signature), Buffer.from('other'), authority.certificatePem);
    expect(signers.map((signer) => signer.code)).toEqual(['cms.content-differs', 'cms.content-differs']);
  });

  test('does not hold under another authority of the same name', () => {
    const signers = verifyDetached(Buffer.from(signature), content, makeAuthority().certificatePem);
    expect(signers.map((signer) => signer.code)).toEqual(['cms.other-authority', 'cms.other-authority']);
  });

  test('holds for one signer and not for the other, when only one is of this authority', () => {
    const stranger = makeAuthority('别的机构').issue('外人');
    const mixed = signDetached(content, [operator, stranger], authority.certificatePem, signedAt);
    expect(verdictsOf(verifyDetached(Buffer.from(mixed), content, authority.certificatePem))).toEqual([
      'matched',
      'mismatched',
    ]);
  });

  test('does not hold when the certificate was not valid at the time of signing', () => {
    const day = 24 * 3600 * 1000;
    const expired = authority.issue('期满者', { from: new Date(signedAt - 10 * day), to: new Date(signedAt - day) });
    const late = signDetached(content, [expired], authority.certificatePem, signedAt);
    const [signer] = verifyDetached(Buffer.from(late), content, authority.certificatePem);
    expect(signer?.code).toBe('cms.certificate-not-valid-then');
    const [earlier] = verifyDetached(
      Buffer.from(signDetached(content, [expired], authority.certificatePem, utcMs(signedAt - 5 * day))),
      content,
      authority.certificatePem,
    );
    expect(earlier?.verdict).toBe('matched');
  });

  test('is refused when an ordinary certificate is given as the authority', () => {
    const asAuthority = () => verifyDetached(Buffer.from(signature), content, operator.certificatePem);
    expect(asAuthority).toThrow(expect.objectContaining({ code: 'cms.bad-authority' }));
  });

  test('does not hold for the person in whose signature one bit changed, and still holds for the other', () => {
    // The second signature value is the last thing in the message.
    const changed = Buffer.from(signatureDer);
    changed[changed.length - 1] = (changed.at(-1) as number) ^ 1;
    const signers = verifyDetached(changed, content, authority.certificatePem);
    expect(signers.map((signer) => signer.code)).toEqual([null, 'cms.signature-wrong']);
  });

  test('with any byte changed is judged or refused, never a crash', () => {
    fc.assert(
      fc.property(fc.nat(signatureDer.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const changed = Buffer.from(signatureDer);
        changed[place] = (changed[place] as number) ^ change;
        expectJudgedOrRefused(changed, content);
      }),
      { seed: 20261124, numRuns: 400 },
    );
  });
});

const SAMPLES = resolve(import.meta.dirname, '../../../../shared/data/crypto/cms_pkcs7');
if (!existsSync(SAMPLES)) console.warn(`not performed: signature samples, ${SAMPLES} is absent`);

describe.runIf(existsSync(SAMPLES))('A signature file that is damaged or of another kind', () => {
  const names = existsSync(SAMPLES) ? readdirSync(SAMPLES) : [];
  test.each(names)('%s is never taken for a signature of ours', (name) => {
    expectJudgedOrRefused(readFileSync(join(SAMPLES, name)), content);
  });

  test('without the digest attribute that RFC 5652 demands is called so', () => {
    const file = readFileSync(join(SAMPLES, 'openssl_no_md_attr.cms'));
    const [signer] = verifyDetached(file, content, authority.certificatePem);
    expect(signer?.code).toBe('cms.bad-attributes');
  });

  test('that holds certificates only is called unsigned', () => {
    const read = () => verifyDetached(readFileSync(join(SAMPLES, 'isrg.pem')), content, authority.certificatePem);
    expect(read).toThrow(expect.objectContaining({ code: 'cms.no-signer' }));
  });

  test.runIf(hasTool('openssl'))('of another maker verifies when its content and its authority are given', () => {
    const folder = temporaryFolder();
    const file = join(SAMPLES, 'rekor_sig.pkcs7.pem');
    run(
      'openssl',
      ['cms', '-verify', '-noverify', '-inform', 'PEM', '-in', file, '-binary', '-out', 'content'],
      folder,
    );
    const { output } = run('openssl', ['pkcs7', '-in', file, '-print_certs'], folder);
    const root = output.split(/(?=subject=)/).find((part) => /subject=.*CN = sigstore\n/.test(part)) ?? '';
    const [signer] = verifyDetached(readFileSync(file), readFileSync(join(folder, 'content')), root);
    // Its signature and chain hold; it states no signing time, so the validity then cannot be judged.
    expect(signer).toMatchObject({ verdict: 'not-performed', code: 'cms.no-signing-time' });
  });
});

function expectJudgedOrRefused(file: Uint8Array, signed: Uint8Array): void {
  try {
    const verdicts = verdictsOf(verifyDetached(file, signed, authority.certificatePem));
    expect(verdicts.length).toBeGreaterThan(0);
  } catch (error) {
    expect(error).toBeInstanceOf(EvidenceError);
  }
}
