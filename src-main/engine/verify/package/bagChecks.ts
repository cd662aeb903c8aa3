/** What was found in a bag, as checks: each statement once when it holds, each finding apart when it does not. */
import type { BagFinding, BagReading, BagStatement } from '../bag/index.ts';
import type { CheckList } from '../checkList.ts';

const STATEMENTS: readonly BagStatement[] = [
  'bag.declaration',
  'bag.complete',
  'bag.payload',
  'bag.tags',
  'bag.sm3',
  'bag.oxum',
];

export function addBagChecks(checks: CheckList, reading: BagReading): void {
  for (const statement of STATEMENTS) {
    const findings = reading.findings.filter((finding) => finding.statement === statement);
    const wrong = findings.filter((finding) => finding.weight !== 'warning');
    if (wrong.length === 0 && wasLookedAt(reading, statement)) {
      checks.matched(statement, subjectOf(reading, statement), { found: extentOf(reading, statement) });
    }
    for (const finding of findings) addFinding(checks, finding);
  }
}

function addFinding(checks: CheckList, finding: BagFinding): void {
  const { statement, weight, code, file, line, expected = null, found = null } = finding;
  const facts = { expected, found, place: line === undefined ? null : `line ${line}` };
  if (weight === 'error') checks.mismatched(statement, file, code, facts);
  else if (weight === 'unchecked') checks.notPerformed(statement, file, code, facts);
  else checks.matched(statement, file, { ...facts, code });
}

/** Nothing is called checked that was not there to check: a bag without tag manifests has no statement about them. */
function wasLookedAt({ declaration, manifests }: BagReading, statement: BagStatement): boolean {
  if (declaration === null) return false;
  if (statement === 'bag.declaration' || statement === 'bag.complete' || statement === 'bag.oxum') return true;
  return manifests.some((manifest) => manifest.statement === statement);
}

function subjectOf({ declaration, manifests }: BagReading, statement: BagStatement): string {
  if (statement === 'bag.declaration') return `BagIt ${declaration?.version ?? ''}`;
  if (statement === 'bag.complete') return 'data/';
  if (statement === 'bag.oxum') return 'bag-info.txt';
  return manifests
    .filter((manifest) => manifest.statement === statement)
    .map((manifest) => manifest.file)
    .join(', ');
}

/** How many files and bytes the statement covers. */
function extentOf({ manifests, payload }: BagReading, statement: BagStatement): string | null {
  if (statement === 'bag.complete' || statement === 'bag.oxum') return `${payload.files} / ${payload.bytes} B`;
  const files = manifests.filter((manifest) => manifest.statement === statement).map((manifest) => manifest.files);
  return files.length === 0 ? null : String(Math.max(...files));
}
