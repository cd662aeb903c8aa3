/** A station begins: its first administrator, the first operator who makes the evidence key, and a witness. */
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchWindow } from '../support/launchWindow.ts';
import { findBarriers } from '../support/pageChecks.ts';
import type { RealWindow } from '../support/realWindow.ts';
import { deviceOf, say, signIn } from '../support/signIn.ts';

const t = say('zh');
const PASSWORD = 'three blue herons at 06:40';
let window: RealWindow;

beforeAll(async () => {
  window = await launchWindow({ station: 'none' });
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await window.screenshot('10-failed');
});

afterAll(async () => {
  await window.close();
});

const page = () => window.page;
const press = (name: string) => page().getByRole('button', { name, exact: true }).click();

async function fillPerson(form: Locator, username: string, displayName: string): Promise<void> {
  await form.getByLabel(t('account.username')).fill(username);
  await form.getByLabel(t('account.displayName')).fill(displayName);
  await form.getByRole('textbox', { name: t('password.label'), exact: true }).fill(PASSWORD);
  await form.getByRole('textbox', { name: t('password.again'), exact: true }).fill(PASSWORD);
}

/** The secret as a person would type it into an authenticator. */
async function enrolledSecret(): Promise<string> {
  await page().getByText(t('enrolment.once')).waitFor({ timeout: 60_000 });
  const secret = (await page().locator('code').first().textContent()) ?? '';
  return secret.replaceAll(' ', '');
}

describe('a station on an empty machine', () => {
  let secret: string;

  it('is made by its first administrator, who gets the second factor shown once', async () => {
    await page().getByLabel(t('station.name')).waitFor({ timeout: 10_000 });
    expect(await findBarriers(page())).toEqual([]);
    await page().getByLabel(t('station.name')).fill('一号取证工作站');
    await page().getByLabel(t('station.organisation')).fill('某某公司安全部');
    await fillPerson(page().locator('body'), 'root-admin', '孙管理');
    await window.screenshot('10-first-start');
    await press(t('firstStart.button'));
    secret = await enrolledSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    await window.screenshot('10-enrolment');
    await page().getByLabel(t('enrolment.kept')).check();
    await press(t('firstStart.toSignIn'));
  });

  it('lets the administrator in and shows neither cases nor evidence', async () => {
    await signIn(page(), deviceOf('root-admin', PASSWORD, secret));
    await window.screenshot('10-administrator-home');
    expect(
      await page()
        .getByRole('link', { name: t('nav.cases'), exact: true })
        .count(),
    ).toBe(0);
    expect(
      await page()
        .getByRole('link', { name: t('nav.log'), exact: true })
        .count(),
    ).toBe(1);
  });

  it('gets its first operator, whose account holds the evidence key, and a witness, whose account does not', async () => {
    await page()
      .getByRole('link', { name: t('nav.station'), exact: true })
      .first()
      .click();
    await page()
      .getByRole('link', { name: t('station.page.accounts'), exact: true })
      .click();
    for (const [role, username, name] of [
      ['operator', 'li.wei', '李伟'],
      ['witness', 'zhou.min', '周敏'],
    ] as const) {
      await press(t('account.add'));
      const dialog = page().getByRole('dialog');
      await dialog.getByLabel(t('account.role')).selectOption(role);
      await fillPerson(dialog, username, name);
      await page()
        .getByRole('dialog')
        .getByRole('button', { name: t('account.add'), exact: true })
        .click();
      await enrolledSecret();
      await page().getByLabel(t('enrolment.kept')).check();
      await page().getByRole('dialog').getByRole('button').last().click();
      await page().getByRole('row').filter({ hasText: username }).waitFor();
    }
    await window.screenshot('10-accounts');
    expect(await findBarriers(page())).toEqual([]);
  });
});
