/**
 * Walks the real window through the demo station and saves every screen in both languages, light and dark, in two
 * sizes: `node test/screens/walk.ts [FOLDER]`. What it shows is made on the way, by the program itself.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { projectRoot } from '../../scripts/runtime/electron.ts';
import type { AcquireParameters, AcquireResult, ExportParameters } from '../../src-preload/contract/index.ts';
import { agree, ended, engine } from '../support/engineOfPage.ts';
import { openWindow, type RealWindow } from '../support/realWindow.ts';
import { devicesOf, say, signIn } from '../support/signIn.ts';
import { type Shoot, shooter } from './variants.ts';

const SOURCE_BYTES = 24 * 1024 * 1024;
const t = say('zh');
const pictures = resolve(process.argv[2] ?? join(projectRoot, 'test-results', 'screens'));
const folder = mkdtempSync(join(tmpdir(), 'sealbench-screens-'));

try {
  await withWindow(join(folder, 'nowhere'), async (_window, shoot) => shoot('00-first-start'));
  const home = join(folder, 'station');
  const cli = join(projectRoot, 'src-main', 'cli', 'main.ts');
  const made = spawnSync(process.execPath, [cli, 'station', 'demo', '--home', home], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  await withWindow(home, walk);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function withWindow(home: string, work: (window: RealWindow, shoot: Shoot) => Promise<void>): Promise<void> {
  const window = await openWindow(home, folder);
  try {
    // The colours follow the system's, which the walk sets.
    await window.page.evaluate(() => localStorage.setItem('sealbench.theme', 'auto'));
    await window.page.reload();
    await work(window, shooter(window.app, window.page, pictures));
  } finally {
    await window.close();
  }
}

async function walk({ page, home }: RealWindow, shoot: Shoot): Promise<void> {
  const device = devicesOf(home);
  const people = { operator: device('operator'), witness: device('witness') };
  const at = async (address: string, name: string): Promise<void> => {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `#/${address}`);
    await page.waitForTimeout(500);
    await shoot(name);
  };

  await page.getByLabel(t('signIn.username')).waitFor();
  await shoot('01-sign-in');
  await at('verify', '02-verify-without-account');
  await page.evaluate(() => {
    location.hash = '#/';
  });
  await signIn(page, people.operator);
  await at('home', '10-home');
  await at('cases', '11-cases-none');
  await at('cases/new', '12-case-new');

  const { caseId, exhibitId } = await caseWithExhibits(page);
  await at('cases', '13-cases');
  await at(`cases/${caseId}/new`, '14-exhibit-new');
  await at(`cases/${caseId}/${exhibitId}/unseal`, '15-unseal');
  await at('acquire', '20-acquire');

  const source = join(folder, '检材.dd');
  writeFileSync(source, Buffer.alloc(SOURCE_BYTES, '聊天记录 evidence '));
  const parameters: AcquireParameters = {
    caseId,
    exhibitId,
    sourcePath: source,
    sourceBytes: SOURCE_BYTES,
    destination: mkdirSync(join(folder, 'images'), { recursive: true }) ?? folder,
    baseName: 'JC-01',
    format: 'e01',
    segmentBytes: 8 * 1024 * 1024,
    compression: 'fast',
    hashes: ['sha256', 'sm3', 'md5', 'sha1'],
    verifyImage: true,
    examiner: '张立',
    notes: '',
  };
  const toAcquire = await agree(page, 'acquire', parameters, people);
  const acquired = await engine(page, 'acquire.start', { ceremonyId: toAcquire.id, parameters });
  const { result } = await ended(page, acquired.jobId);
  const { image } = result as AcquireResult;
  await at(`acquire/job/${acquired.jobId}`, '21-acquired');
  await at(`cases/${caseId}`, '22-case');
  await at(`cases/${caseId}/${exhibitId}`, '23-exhibit');
  await at('export', '30-export');

  const toSeal: ExportParameters = {
    caseId,
    imageIds: [image.id],
    forms: ['extraction-list', 'seal-record'],
    target: join(folder, 'evidence.hc'),
    volume: 'veracrypt',
    recipient: '某某区人民法院',
    purpose: '民事诉讼举证',
  };
  const sealed = await agree(page, 'seal-export', toSeal, people);
  const [operatorHalf, witnessHalf] = sealed.halves;
  const exported = await engine(page, 'export.start', {
    ceremonyId: sealed.id,
    parameters: toSeal,
    operatorHalf,
    witnessHalf,
  });
  await ended(page, exported.jobId);
  await at(`export/job/${exported.jobId}`, '31-exported');

  await at('log', '40-log');
  await at('log/3', '41-log-entry');
  await page.getByRole('button', { name: t('log.verify') }).click();
  await page.getByText(t('verdict.matched')).first().waitFor();
  await shoot('42-log-verified');

  await at('verify', '50-verify');
  const verified = await engine(page, 'verify.start', { path: image.path, passphrase: null });
  await ended(page, verified.jobId);
  await at(`verify/job/${verified.jobId}`, '51-verified');

  await at('station/status', '60-station');
  await at('station/password', '61-password');
  await at('station/about', '62-about');
  await page.getByRole('button', { name: t('bar.lock') }).click();
  await signIn(page, device('administrator'));
  await at('home', '70-home-administrator');
  await at('station/accounts', '71-accounts');
}

async function caseWithExhibits(page: RealWindow['page']): Promise<{ caseId: string; exhibitId: string }> {
  const { id: caseId } = await engine(page, 'case.create', {
    number: '2026-诉-07',
    title: '客户投诉客服辱骂案',
    cause: '名誉权纠纷：客户投诉客服在会话中辱骂，要求固定当日聊天记录。',
  });
  await engine(page, 'case.create', { number: '2026-内-11', title: '值班日志异常登录核查' });
  const { id: exhibitId } = await engine(page, 'exhibit.add', {
    caseId,
    number: 'JC-01',
    name: '客服工位电脑移动硬盘',
    mediumType: '移动硬盘',
    brand: 'Seagate',
    model: 'Expansion STKM2000',
    serial: 'NAA8K2XJ',
    capacity: '2 TB',
    interfaceType: 'USB 3.0',
    sectorCount: '3907029168',
    source: '客服中心 3 号工位',
    holder: '陈某（客服中心）',
    location: '取证室 2 号柜',
  });
  await engine(page, 'exhibit.add', {
    caseId,
    number: 'JC-02',
    name: '客服手机',
    mediumType: '移动电话',
    shielding: '信号屏蔽袋',
  });
  return { caseId, exhibitId };
}
