/** A station to try things with: an account for every role, their secrets in a file beside the stores. Never for evidence. */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ROLES, type Role } from '../../../src-preload/contract/index.ts';
import { createFolderAtomically, RefusedError, writeFileAtomically } from '../lib/index.ts';
import { openStation, type StationOptions } from './station.ts';
import { stepAt, toBase32, totpCode } from './totp.ts';

export interface DemoStation {
  readonly secretsPath: string;
  readonly usernames: readonly string[];
}

interface Secret {
  readonly password: string;
  readonly totpSecret: string;
}

const DISPLAY_NAMES: Readonly<Record<Role, string>> = {
  operator: '陈立群',
  witness: '周敏',
  legal: '林静怡',
  superior: '郑国栋',
  exporter: '何晓峰',
  auditor: '许文慧',
  administrator: '孙浩然',
};

/**
 * Makes `home`, which must be absent or empty, with one account a role, named like it, and `secrets.json` (mode 0600):
 * `{ "<username>": { "password": "…", "totpSecret": "BASE32" } }`. Everything or nothing.
 */
export async function createDemoStation(options: StationOptions): Promise<DemoStation> {
  const { home } = options;
  if (existsSync(home)) {
    if (readdirSync(home).length > 0) throw new RefusedError('station.exists', { home });
    rmdirSync(home);
  }
  await mkdir(dirname(home), { recursive: true });
  await createFolderAtomically(home, (folder) => fillDemo({ ...options, home: folder }));
  return { secretsPath: join(home, 'secrets.json'), usernames: ROLES };
}

async function fillDemo(options: StationOptions): Promise<void> {
  const station = openStation(options);
  const secrets: Partial<Record<Role, Secret>> = {};
  const person = (role: Role, index: number) => ({
    username: role,
    displayName: DISPLAY_NAMES[role],
    password: newPassword(),
    staffNumber: `YS${String(index + 1).padStart(3, '0')}`,
    idDocument: '',
    phone: '',
  });
  // The step before the present one is still accepted: so the present code stays unused for whoever tries the station.
  const proof = (role: Role): [string, string, string] => {
    const { password, totpSecret } = secrets[role] as Secret;
    return [role, password, totpCode(totpSecret, stepAt(options.clock.now()) - 1)];
  };

  try {
    const administrator = person('administrator', ROLES.indexOf('administrator'));
    const facts = { name: '演示取证工作站', organisation: '示例科技有限公司安全监察部', administrator };
    const { totpSecret } = await station.init(facts, { demo: true });
    secrets.administrator = { password: administrator.password, totpSecret };

    await station.signIn(...proof('administrator'));
    const add = async (role: Role, holder: Parameters<typeof station.addAccount>[1]) => {
      const added = person(role, ROLES.indexOf(role));
      const enrolment = await station.addAccount({ ...added, role }, holder);
      secrets[role] = { password: added.password, totpSecret: enrolment.totpSecret };
    };
    await add('operator', null);
    const holder = await station.prove(...proof('operator'));
    for (const role of ROLES) if (!secrets[role]) await add(role, holder);
    holder.forget();
  } finally {
    station.close();
  }
  const text = `${JSON.stringify(secrets, null, 2)}\n`;
  await writeFileAtomically(join(options.home, 'secrets.json'), text, { existing: 'refuse', mode: 0o600 });
}

/** 80 random bits in groups that can be typed. */
function newPassword(): string {
  return (toBase32(randomBytes(10)).toLowerCase().match(/.{4}/g) ?? []).join('-');
}
