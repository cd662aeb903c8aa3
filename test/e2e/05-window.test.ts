/** The window opens on a station, lets its people in, and closes in order. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchWindow } from '../support/launchWindow.ts';
import { findBarriers } from '../support/pageChecks.ts';
import type { RealWindow } from '../support/realWindow.ts';
import { devicesOf, say, signIn } from '../support/signIn.ts';

const t = say('zh');
let window: RealWindow;

beforeAll(async () => {
  window = await launchWindow({ station: 'demo' });
});

afterAll(async () => {
  await window.close();
});

describe('the window', () => {
  it('opens within five seconds and asks who is there', async () => {
    await window.page.getByLabel(t('signIn.username')).waitFor({ timeout: 5000 });
    await window.screenshot('05-sign-in');
  });

  it('can be used without sight or mouse on its first screen', async () => {
    expect(await findBarriers(window.page)).toEqual([]);
  });

  it('lets the operator in with password and one-time code', async () => {
    await signIn(window.page, devicesOf(window.home)('operator'));
    await window.screenshot('05-home');
    expect(await findBarriers(window.page)).toEqual([]);
  });
});
