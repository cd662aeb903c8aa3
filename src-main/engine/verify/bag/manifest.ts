/** A manifest of a bag: lines of digest and path (RFC 8493 §2.1.3), read with the allowances older tools need. */
import type { BagFinding, BagStatement } from './findings.ts';

export interface Manifest {
  readonly file: string;
  /** Lower case, as in the file's name: `sha256`. */
  readonly algorithm: string;
  readonly statement: BagStatement;
  /** Path as it stands in the bag → digest in lower case. */
  readonly digests: ReadonlyMap<string, string>;
  readonly findings: readonly BagFinding[];
}

export interface ManifestRules {
  readonly file: string;
  readonly algorithm: string;
  readonly statement: BagStatement;
  /** Payload manifests and the SM3 list name files under `data/` and nothing else. */
  readonly payload: boolean;
  /** Whether `%25` stands for the percent sign (since BagIt 1.0). */
  readonly percentEncoded: boolean;
  exists(path: string): boolean;
}

const HEX_DIGITS: Readonly<Record<string, number>> = {
  md5: 32,
  sha1: 40,
  sha224: 56,
  sha256: 64,
  sha384: 96,
  sha512: 128,
  sm3: 64,
};

export function isKnownAlgorithm(algorithm: string): boolean {
  return Object.hasOwn(HEX_DIGITS, algorithm);
}

export function parseManifest(text: string, rules: ManifestRules): Manifest {
  const digests = new Map<string, string>();
  const findings: BagFinding[] = [];
  const find = (weight: BagFinding['weight'], code: string, line: number, found: string): void => {
    findings.push({ statement: rules.statement, weight, code, file: rules.file, line, found });
  };

  text.split(/\r\n|\n|\r/).forEach((line, index) => {
    const number = index + 1;
    if (line === '') return;
    const match = /^([0-9a-fA-F]+)[ \t]+(.+)$/.exec(line);
    if (!match?.[1] || !match[2] || match[1].length !== HEX_DIGITS[rules.algorithm]) {
      find('error', 'bag.bad-line', number, line.slice(0, 200));
      return;
    }
    const digest = match[1].toLowerCase();
    let path = match[2];
    if (path.startsWith('*') && !rules.exists(path)) {
      // md5sum and its kin mark a file read as binary so; the mark is no part of the name.
      path = path.slice(1);
      find('warning', 'bag.binary-mark', number, path);
    }
    path = decodePath(path, rules.percentEncoded);
    if (path.startsWith('./')) {
      path = path.slice(2);
      find('warning', 'bag.dot-slash', number, path);
    }
    if (isOutside(path) || (rules.payload && !path.startsWith('data/'))) {
      find('error', 'bag.path-outside', number, path);
      return;
    }
    const earlier = digests.get(path);
    if (earlier === digest) find('warning', 'bag.listed-twice', number, path);
    else if (earlier !== undefined) find('error', 'bag.listed-twice-differently', number, path);
    else digests.set(path, digest);
  });
  return { ...rules, digests, findings };
}

/**
 * Absolute, home, drive or network paths and any `..`, in the notation of any system: whatever reads the bag next may
 * be another system than this one.
 */
export function isOutside(path: string): boolean {
  return (
    /^[/\\~]/.test(path) ||
    /^[A-Za-z]:/.test(path) ||
    /^%\w+%/.test(path) ||
    path.includes('\u0000') ||
    path.split(/[/\\]/).includes('..')
  );
}

function decodePath(path: string, percentEncoded: boolean): string {
  return path.replace(/%(0d|0a|25)/gi, (code, digits: string) => {
    if (digits === '25') return percentEncoded ? '%' : code;
    return digits.toLowerCase() === '0d' ? '\r' : '\n';
  });
}
