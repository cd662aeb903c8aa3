/**
 * One piece of evidence, the whole way, by the people at the desk: case, exhibit, seal, ceremony, imaging, forms, log,
 * sealed volume, verification. Screens are kept under `test-results/screens`.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchWindow } from '../support/launchWindow.ts';
import { collectPolicyViolations, findBarriers } from '../support/pageChecks.ts';
import type { RealWindow } from '../support/realWindow.ts';
import { type Device, devicesOf, say, signIn } from '../support/signIn.ts';
import { hasTool } from '../support/stockTools.ts';

const t = say('zh');
const SOURCE = Buffer.alloc(3_000_000, '聊天记录 evidence ');
const RUN_MS = 120_000;

let window: RealWindow;
let device: (username: string) => Device;
let source: string;
let images: string;
let volume: string;
let passphrase: string;
let violations: () => Promise<readonly string[]>;

beforeAll(async () => {
  window = await launchWindow({ station: 'demo' });
  violations = await collectPolicyViolations(window.page);
  device = devicesOf(window.home);
  source = join(window.folder, '检材.dd');
  images = join(window.folder, 'images');
  volume = join(window.folder, 'evidence.hc');
  writeFileSync(source, SOURCE);
  mkdirSync(images);
});

afterAll(async () => {
  await window.close();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await window.screenshot('90-failed');
});

const page = () => window.page;
const press = (name: string) => page().getByRole('button', { name, exact: true }).click();
const next = () => press(t('action.next'));

async function look(name: string): Promise<void> {
  await window.screenshot(name);
  expect(await findBarriers(page()), name).toEqual([]);
}

/** Both people prove on their own side; where there are halves, each writes down their own. */
async function holdCeremony(operator: string, witness: string, screen: string): Promise<readonly string[]> {
  await press(t('ceremony.start.button'));
  const halves: string[] = [];
  for (const [side, username] of [
    ['operator', operator],
    ['witness', witness],
  ] as const) {
    const column = page().getByRole('region', { name: t(`ceremony.side.${side}`) });
    const own = device(username);
    if (side === 'witness') await column.getByLabel(t('ceremony.witness.account')).selectOption(username);
    const code = await own.code();
    await column.getByRole('textbox', { name: t('password.label'), exact: true }).fill(own.password);
    await column.getByLabel(t('code.label')).fill(code);
    if (side === 'operator') await look(`${screen}-ceremony`);
    await column.getByRole('button', { name: t('ceremony.prove') }).click();
    await column.getByText(t('ceremony.side.proven')).waitFor();
    const show = column.getByRole('button', { name: t('ceremony.half.show') });
    if (await show.isVisible()) {
      await show.click();
      halves.push((await column.getByRole('status').innerText()).trim());
      await column.getByRole('button', { name: t('ceremony.half.noted') }).click();
    }
  }
  await look(`${screen}-proven`);
  return halves;
}

describe('one piece of evidence, the whole way in the window', () => {
  it('begins with a case and an exhibit that bears the fields of the seal record', async () => {
    await signIn(page(), device('operator'));
    await page()
      .getByRole('link', { name: t('nav.cases') })
      .click();
    await page()
      .getByRole('link', { name: t('case.new') })
      .or(page().getByRole('button', { name: t('case.new') }))
      .first()
      .click();
    await page().getByLabel(t('case.number')).fill('2026-诉-07');
    await page().getByLabel(t('case.title')).fill('客户投诉客服辱骂案');
    await look('90-new-case');
    await press(t('case.create'));
    await page()
      .getByRole('link', { name: t('exhibit.new') })
      .or(page().getByRole('button', { name: t('exhibit.new') }))
      .first()
      .click();
    await page().getByLabel(t('exhibit.number')).fill('JC-01');
    await page().getByLabel(t('exhibit.name'), { exact: false }).first().fill('客服电脑移动硬盘');
    await look('90-new-exhibit');
    await press(t('exhibit.add'));
    await page().getByText('JC-01').first().waitFor();
    await look('90-exhibit');
  });

  it('images the medium only when two people have agreed to exactly these parameters', async () => {
    await page()
      .getByRole('link', { name: t('nav.acquire') })
      .click();
    const choice = page().getByLabel(t('acquire.case'));
    await choice.selectOption({ index: 1 });
    await page().getByRole('row').filter({ hasText: 'JC-01' }).click();
    await next();
    await page().getByLabel(t('source.file')).fill(source);
    await press(t('source.inspect'));
    await look('90-source');
    await next();
    await page().getByLabel(t('acquire.destination')).fill(images);
    await look('90-target');
    await next();
    await page().getByText(t('acquire.plan.fits')).waitFor();
    await next();
    await holdCeremony('operator', 'witness', '90-acquire');
    await press(t('acquire.go'));
    await page().getByText(t('image.hashes')).waitFor({ timeout: RUN_MS });
    await look('90-acquired');

    const sha256 = createHash('sha256').update(SOURCE).digest('hex');
    const shown = (await page().locator('body').innerText()).replace(/\s/g, '');
    expect(shown).toContain(sha256);
    const image = join(images, 'JC-01.E01');
    if (hasTool('ewfverify')) expect(execFileSync('ewfverify', [image], { encoding: 'utf8' })).toContain('SUCCESS');
    if (hasTool('ewfexport')) {
      execFileSync('ewfexport', ['-u', '-q', '-f', 'raw', '-t', join(window.folder, 'again'), image]);
      expect(readFileSync(join(window.folder, 'again.raw')).subarray(0, SOURCE.length).equals(SOURCE)).toBe(true);
    }
  }, 300_000);

  it('shows the log with every step, and proves that it is whole', async () => {
    await page()
      .getByRole('link', { name: t('nav.log') })
      .click();
    await page().getByText(t('log.act.image.acquire')).first().waitFor();
    await look('90-log');
    await press(t('log.verify'));
    await page().getByText(t('verdict.matched')).first().waitFor();
    await look('90-log-verified');
  });

  it('seals image, forms and log into a volume whose passphrase nobody holds alone', async () => {
    await page()
      .getByRole('link', { name: t('nav.export') })
      .click();
    await page().getByLabel(t('acquire.case')).selectOption({ index: 1 });
    await page().getByRole('checkbox', { name: /JC-01/ }).check();
    await look('90-export-content');
    await next();
    await page().getByLabel(t('export.recipient')).fill('某某区人民法院');
    await page().getByLabel(t('export.purpose')).fill('民事诉讼举证');
    await page().getByLabel(t('export.target')).fill(volume);
    await look('90-export-hand-over');
    await next();
    await next();
    const halves = await holdCeremony('operator', 'witness', '90-export');
    expect(halves).toHaveLength(2);
    await press(t('export.toHalves'));
    const fields = page().locator('input[type="password"]');
    await fields.nth(0).fill(halves[0] as string);
    await fields.nth(1).fill(halves[1] as string);
    await look('90-export-halves');
    await press(t('export.go'));
    await page().getByText(t('export.result.digest')).waitFor({ timeout: RUN_MS });
    await look('90-exported');
    expect(existsSync(volume)).toBe(true);
    passphrase = halves.join('-');
    if (hasTool('cryptsetup')) {
      const words = [
        'tcryptDump',
        '--veracrypt',
        '--veracrypt-pim',
        '485',
        '--hash',
        'sha512',
        '--cipher',
        'aes',
        volume,
      ];
      expect(execFileSync('cryptsetup', words, { input: passphrase, encoding: 'utf8' })).toContain('sha512');
    }
  }, 300_000);

  it('verifies the volume again with code that shares nothing with what wrote it', async () => {
    await page()
      .getByRole('link', { name: t('nav.verify') })
      .click();
    await page().getByLabel(t('verify.path')).fill(volume);
    await page()
      .getByRole('textbox', { name: t('verify.passphrase') })
      .fill(passphrase);
    await press(t('verify.start'));
    await page().getByText(t('check.volume.opens')).waitFor({ timeout: RUN_MS });
    await page()
      .getByRole('row')
      .filter({ hasText: '周敏' })
      .filter({ hasText: t('verdict.matched') })
      .waitFor();
    await look('90-verified');
  });

  it('breaks no rule of the page on the way', async () => {
    expect(await violations()).toEqual([]);
  });
});
