/**
 * A complaint, from the exported chat to the words that were said: import, request, approval, legal basis, grant,
 * execution by two, search. Each by the person whose step it is. Screens are kept under `test-results/screens`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchWindow } from '../support/launchWindow.ts';
import { findBarriers } from '../support/pageChecks.ts';
import type { RealWindow } from '../support/realWindow.ts';
import { type Device, devicesOf, say, signIn } from '../support/signIn.ts';

const t = say('zh');
const RUN_MS = 300_000;

/** Two records of the group hold all three words; one outside the group does too, and must stay unseen. */
const CHAT = [
  '时间,发送人,会话,内容',
  '2026-10-03 09:14:22,周强,售后一组,我要投诉：你们客服辱骂客户',
  '2026-10-03 09:15:01,李娜,售后一组,客户的投诉已登记',
  '2026-10-03 09:16:40,李娜,售后一组,<img src=x onerror=alert(1)> 报告\u202Excod.exe 客户投诉辱骂',
  '2026-10-03 09:20:00,周强,售后一组,好的',
  '2026-10-03 10:00:00,陈静,内部群,客户投诉说被辱骂了',
].join('\n');

let window: RealWindow;
let device: (username: string) => Device;
let chat: string;

beforeAll(async () => {
  window = await launchWindow({ station: 'demo' });
  device = devicesOf(window.home);
  chat = join(window.folder, '客服会话.csv');
  writeFileSync(chat, CHAT);
});

afterAll(async () => {
  await window.close();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await window.screenshot('50-failed');
});

const page = () => window.page;
const press = (name: string) => page().getByRole('button', { name, exact: true }).first().click();
const field = (name: string) => page().getByRole('textbox', { name }).first();

async function look(name: string): Promise<void> {
  await window.screenshot(name);
  expect(await findBarriers(page()), name).toEqual([]);
}

async function goTo(area: string): Promise<void> {
  await page().getByRole('navigation').getByRole('link', { name: area, exact: true }).click();
}

async function become(username: string): Promise<void> {
  await press(t('bar.lock'));
  await signIn(page(), device(username));
}

/** The request under way, opened from the register by whoever is signed in. */
async function openRequest(): Promise<void> {
  await goTo(t('nav.requests'));
  await page().getByRole('grid').getByRole('link', { name: '1', exact: true }).click();
  await page().getByText(t('request.events')).waitFor();
}

async function sign(username: string, act: string): Promise<void> {
  const own = device(username);
  const code = await own.code();
  await page()
    .getByRole('textbox', { name: t('password.label'), exact: true })
    .fill(own.password);
  await page().getByLabel(t('code.label')).fill(code);
  await press(act);
  await page().getByText(t('request.events')).waitFor();
}

describe('a complaint, from the exported chat to the words that were said', () => {
  it('takes the chat in, says what it is and what its records rest on', async () => {
    await signIn(page(), device('operator'));
    await goTo(t('nav.cases'));
    await press(t('case.new'));
    await page().getByLabel(t('case.number')).fill('2026-诉-07');
    await page().getByLabel(t('case.title')).fill('客户投诉客服辱骂案');
    await press(t('case.create'));
    await press(t('import.title'));
    await field(t('import.path')).fill(chat);
    await look('50-import-source');
    await press(t('import.detect'));
    await page()
      .getByRole('grid', { name: t('import.parts') })
      .getByText('客服会话.csv')
      .waitFor();
    await look('50-import-detection');
    await press(t('action.next'));
    await page().getByLabel(t('import.zone')).first().fill('Asia/Shanghai');
    await page().keyboard.press('Escape');
    await look('50-import-options');
    await press(t('import.start'));
    await page().getByText(t('import.merkleRoot')).waitFor();
    await page()
      .getByText(t('import.result', { sources: 1, records: 5 }))
      .waitFor();
    await page()
      .getByRole('grid', { name: t('import.completeness') })
      .getByText(t('finding.check.sequence-gaps'))
      .waitFor();
    await look('50-import-report');
  });

  it(
    'is asked for with the fields of the request form, and signed by its requester',
    async () => {
      await goTo(t('nav.requests'));
      await press(t('request.new'));
      await page().getByLabel(t('request.case')).first().selectOption({ index: 1 });
      for (const [name, value] of [
        ['request.unit', '客服中心'],
        ['request.basis', '授权书〔2026〕12 号'],
        ['request.cause', '客户投诉客服辱骂'],
        ['request.objects', '售后一组'],
        ['request.necessity', '仅限投诉所涉会话'],
        ['request.purpose', '核实投诉'],
        ['request.recipientUnit', '法务部'],
        ['request.recipientPerson', '王芳'],
        ['request.retention', '三年'],
        ['request.method', '在工作站检索'],
        ['request.integrityMethod', '逐条 SHA-256 与默克尔树'],
      ] as const)
        await page()
          .getByRole('textbox', { name: t(name), exact: true })
          .fill(value);
      await page().getByLabel(t('scope.conversations'), { exact: true }).first().click();
      await page()
        .getByRole('option', { name: /售后一组/ })
        .click();
      await page().keyboard.press('Escape');
      await look('50-request-new');
      await press(t('request.create'));
      await press(t('request.step.submit'));
      await look('50-request-submit');
      await sign('operator', t('request.step.submit'));
      await look('50-request');
    },
    RUN_MS,
  );

  it(
    'is decided by the direct superior',
    async () => {
      await become('superior');
      await openRequest();
      await press(t('request.step.decide'));
      await page()
        .getByRole('radio', { name: t('request.decision.approved'), exact: true })
        .check();
      await field(t('request.opinion')).fill('范围适当，同意');
      await look('50-request-decide');
      await sign('superior', t('request.decide.act'));
    },
    RUN_MS,
  );

  it(
    'rests on a legal basis and is granted by legal counsel, no wider than it was asked for',
    async () => {
      await become('legal');
      await openRequest();
      await press(t('request.step.consent'));
      await page()
        .getByRole('radio', { name: t('request.consent.kind.legal-basis') })
        .check();
      await field(t('request.subject.replaced')).fill('周强');
      await field(t('request.article')).fill('《个人信息保护法》第十三条第一款第三项');
      await field(t('request.explanation')).fill('履行法定职责所必需');
      await look('50-request-consent');
      await sign('legal', t('request.step.consent'));
      await press(t('request.step.grant'));
      await page().getByLabel(t('role.operator')).first().selectOption('legal');
      await look('50-request-grant');
      await sign('legal', t('request.step.grant'));
      await page().getByText(t('retrieval.grant.waiting'), { exact: true }).waitFor();
    },
    RUN_MS,
  );

  it(
    'is opened by two people',
    async () => {
      await become('operator');
      await openRequest();
      await press(t('request.step.execute'));
      await press(t('ceremony.start.button'));
      for (const side of ['operator', 'witness'] as const) {
        const column = page().getByRole('region', { name: t(`ceremony.side.${side}`) });
        const own = device(side);
        if (side === 'witness') await column.getByLabel(t('ceremony.witness.account')).selectOption(side);
        const code = await own.code();
        await column.getByRole('textbox', { name: t('password.label'), exact: true }).fill(own.password);
        await column.getByLabel(t('code.label')).fill(code);
        await column.getByRole('button', { name: t('ceremony.prove') }).click();
        await column.getByText(t('ceremony.side.proven')).waitFor();
      }
      await look('50-request-execute');
      await press(t('request.step.execute'));
      await page().getByText(t('retrieval.grant.open'), { exact: true }).waitFor();
      await look('50-request-executed');
    },
    RUN_MS,
  );

  it('finds what was said inside the grant, exactly, and nothing outside it', async () => {
    await press(t('grant.search'));
    await field(t('search.query')).fill('客户+投诉+辱骂');
    await press(t('search.run'));
    await page()
      .getByText(t('search.exactly', { count: 2 }))
      .waitFor();
    const hits = page().getByRole('grid', { name: t('search.hits') });
    expect(await hits.getByRole('row').filter({ hasText: '客户' }).count()).toBe(2);
    expect(await page().locator('main').innerText()).not.toContain('内部群');
    await hits.getByRole('row').nth(1).click();
    await page().keyboard.press('j');
    await page().getByText(t('search.around.what')).waitFor();
    await look('50-search');
  });

  it('shows the text of the evidence inert, with the characters that hide in it', async () => {
    const inspector = page().getByRole('complementary');
    expect(await inspector.getByText('U+202E').count()).toBeGreaterThan(0);
    expect(await inspector.getByText('<img src=x onerror=alert(1)>').count()).toBeGreaterThan(0);
    expect(await page().locator('main img').count()).toBe(0);
    expect(window.stderr()).not.toContain('Content Security Policy');
  });

  it('proves a record against the original that was kept and the root that was logged', async () => {
    const inspector = page().getByRole('complementary');
    await inspector.getByRole('button', { name: t('search.proof.show') }).click();
    await inspector.getByText(t('search.proof.path')).waitFor();
    expect(await inspector.getByText(t('verdict.matched'), { exact: true }).count()).toBe(2);
    expect(await inspector.getByText('2026-10-03 09:16:40', { exact: true }).count()).toBe(1);
    await look('50-search-proof');
  });

  it('says where a query is wrong', async () => {
    await field(t('search.query')).fill('客户 (投诉');
    await press(t('search.run'));
    await page()
      .getByText(t('error.search.open-without-close', { position: 4 }))
      .waitFor();
    await look('50-search-wrong');
  });
});
