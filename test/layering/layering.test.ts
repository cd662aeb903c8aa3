/** The house's walls: nobody imports whom they may not, and every wall was seen to hold. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOM_ORDER } from './rooms.ts';
import { RULES } from './rules.ts';

const root = resolve(import.meta.dirname, '../..');
const FOLDERS = ['src-main', 'src-preload', 'src-renderer', 'scripts'];

async function cruiseFolders(baseDir: string): Promise<ICruiseResult> {
  const { output } = await cruise(
    FOLDERS,
    {
      baseDir,
      validate: true,
      ruleSet: { forbidden: [...RULES] },
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
    },
    {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  );
  return output as ICruiseResult;
}

const readable = ({ rule, from, to }: IViolation): string => {
  const why = RULES.find(({ name }) => name === rule.name)?.comment ?? '';
  return `${from} → ${to} (${rule.name}: ${why})`;
};

describe('the source', () => {
  let result: ICruiseResult;
  beforeAll(async () => {
    result = await cruiseFolders(root);
  }, 60_000);

  it('imports only what the plan of the house allows', () => {
    expect(result.summary.violations.map(readable)).toEqual([]);
  });

  it('was looked at whole: every source file was seen', () => {
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...FOLDERS], { cwd: root })
      .toString()
      .split('\n')
      .filter((file) => /\.(ts|tsx|mjs|cjs)$/.test(file) && !file.endsWith('.d.ts'));
    const seen = new Set(result.modules.map(({ source }) => source));
    expect(files.filter((file) => !seen.has(file))).toEqual([]);
  });

  it('has the order of rooms that the architecture document tells', () => {
    expect(readFileSync(join(root, 'docs/architecture.md'), 'utf8')).toContain(ROOM_ORDER);
  });
});

/** One break of each rule: the file that breaks it and what it imports. */
const PLANTED: Readonly<Record<string, readonly [file: string, imports: string]>> = {
  'room-lib-downwards': ['src-main/engine/lib/a.ts', '../vault/index.ts'],
  'room-vault-downwards': ['src-main/engine/vault/a.ts', '../oplog/index.ts'],
  'room-oplog-downwards': ['src-main/engine/oplog/a.ts', '../station/index.ts'],
  'room-station-downwards': ['src-main/engine/station/a.ts', '../jobs/index.ts'],
  'room-ceremony-downwards': ['src-main/engine/ceremony/a.ts', '../jobs/index.ts'],
  'room-jobs-downwards': ['src-main/engine/jobs/a.ts', '../ceremony/index.ts'],
  'room-cases-downwards': ['src-main/engine/cases/a.ts', '../imaging/index.ts'],
  'room-imaging-downwards': ['src-main/engine/imaging/a.ts', '../intake/index.ts'],
  'room-intake-downwards': ['src-main/engine/intake/a.ts', '../search/index.ts'],
  'room-search-downwards': ['src-main/engine/search/a.ts', '../timeline/index.ts'],
  'room-timeline-downwards': ['src-main/engine/timeline/a.ts', '../retrieval/index.ts'],
  'room-retrieval-downwards': ['src-main/engine/retrieval/a.ts', '../export/index.ts'],
  'room-export-downwards': ['src-main/engine/export/a.ts', '../backup/index.ts'],
  'room-backup-downwards': ['src-main/engine/backup/a.ts', '../forms/index.ts'],
  'room-verify-downwards': ['src-main/engine/verify/a.ts', '../forms/index.ts'],
  'room-forms-downwards': ['src-main/engine/forms/a.ts', '../../engine/bench.ts'],
  'shelf-readers': ['src-main/engine/intake/readers/csv/index.ts', '../json/index.ts'],
  'shelf-formats': ['src-main/engine/imaging/formats/raw/index.ts', '../e01/index.ts'],
  'shelf-findings': ['src-main/engine/timeline/findings/delay/index.ts', '../gap/index.ts'],
  'shelf-targets': ['src-main/engine/backup/targets/disk/index.ts', '../store/index.ts'],
  'shelf-screens': ['src-renderer/screens/log/Log.tsx', '../cases/Cases.tsx'],
  'room-door': ['src-main/engine/cases/c.ts', '../vault/inside.ts'],
  'room-door-from-outside': ['src-main/gateway/a.ts', '../engine/vault/inside.ts'],
  'engine-alone': ['src-main/engine/search/b.ts', '../../gateway/gateway.ts'],
  'electron-in-the-window': ['src-main/engine/cases/b.ts', 'electron'],
  'gateway-knows-no-caller': ['src-main/gateway/b.ts', '../window/index.ts'],
  'two-ways-to-one-door': ['src-main/window/b.ts', '../cli/index.ts'],
  'renderer-and-contract': ['src-renderer/app/a.ts', '../../src-preload/channels.ts'],
  'renderer-without-node': ['src-renderer/app/b.ts', 'node:fs'],
  'nobody-imports-the-renderer': ['src-main/cli/c.ts', '../../src-renderer/app/b.ts'],
  'preload-and-contract': ['src-preload/a.ts', '../src-main/engine/lib/index.ts'],
  'contract-alone': ['src-preload/contract/a.ts', '../channels.ts'],
  'main-knows-contract-and-channels': ['src-main/window/c.ts', '../../src-preload/a.ts'],
  'no-network': ['src-main/engine/retrieval/b.ts', 'node:https'],
  'no-circle': ['src-main/cli/d.ts', './e.ts'],
  'product-without-tests': ['src-main/cli/f.ts', '../../scripts/a.ts'],
  'declared-packages': ['src-main/cli/g.ts', 'undeclared'],
  'nothing-missing': ['src-main/cli/h.ts', './nowhere.ts'],
};

describe('a planted break', () => {
  const house = mkdtempSync(join(tmpdir(), 'sealbench-layering-'));
  let violations: readonly IViolation[] = [];

  beforeAll(async () => {
    const imports = new Map<string, string[]>();
    for (const [file, target] of Object.values(PLANTED)) {
      imports.set(file, [...(imports.get(file) ?? []), target]);
      if (target.startsWith('.') && !target.includes('nowhere')) {
        const path = join(dirname(file), target);
        imports.set(path, imports.get(path) ?? []);
      }
    }
    imports.set('src-main/cli/e.ts', ['./d.ts']);
    for (const [file, targets] of imports) {
      const lines = targets.map((target, index) => `import * as i${index} from '${target}'; void i${index};`);
      write(file, `${lines.join('\n')}\nexport const here = 1;\n`);
    }
    write('package.json', JSON.stringify({ name: 'planted', type: 'module', devDependencies: { electron: '1.0.0' } }));
    for (const name of ['electron', 'undeclared']) {
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
      write(`node_modules/${name}/index.js`, 'module.exports = {};');
    }
    violations = (await cruiseFolders(house)).summary.violations;
  }, 60_000);

  afterAll(() => rmSync(house, { recursive: true, force: true }));

  function write(file: string, content: string): void {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), content);
  }

  it('is known for every rule', () => {
    expect(Object.keys(PLANTED).toSorted()).toEqual(RULES.map(({ name }) => name ?? '').toSorted());
  });

  it.each(RULES)('of $name is found', ({ name = '' }) => {
    const [file] = PLANTED[name] ?? [];
    expect(violations.filter(({ rule, from }) => rule.name === name && from === file)).not.toEqual([]);
  });
});
