/**
 * A person's walk through the window, as a program of its own so that it can run in another network namespace:
 * `node silentWalk.ts HOME FOLDER`. Signs in, looks at every screen, stays a while, locks. Prints how many screens.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openWindow } from './realWindow.ts';
import { devicesOf, say, signIn } from './signIn.ts';

const STAY_MS = 5000;
const [home, folder] = process.argv.slice(2);
if (!home || !folder) throw new Error('silentWalk needs HOME and FOLDER');

const t = say('zh');
const { page, close } = await openWindow(home, folder);
await signIn(page, devicesOf(home)('operator'));
const links = await page.getByRole('navigation').getByRole('link').all();
for (const link of links) {
  await link.click();
  await sleep(300);
}
await sleep(STAY_MS);
await page.getByRole('button', { name: t('bar.lock') }).click();
await page.getByLabel(t('signIn.username')).waitFor();
await close();
process.stdout.write(`${links.length}\n`);
