/** What the person at the desk does: types a password, reads a code from a device of their own. */
import { createHmac } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { type Language, type MessageKey, message, type Values } from '../../src-preload/contract/catalogue.ts';

export const say =
  (language: Language) =>
  (key: MessageKey, values?: Values): string =>
    message(language, key, values);

const STEP_MS = 30_000;

/** RFC 6238 with SHA-1, six digits, thirty seconds; computed here from the RFC, not with the program's own code. */
export function totp(secretBase32: string, step: number): string {
  const bits = Array.from(secretBase32.replace(/=+$/, ''), (letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  ).join('');
  const key = Buffer.from(
    Array.from({ length: Math.floor(bits.length / 8) }, (_, i) => Number.parseInt(bits.slice(i * 8, i * 8 + 8), 2)),
  );
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0x0f;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

export interface Device {
  /** Who the person is and what they know. */
  readonly username: string;
  readonly password: string;
  /** A code that was not used yet: the one before, the present one, or the next as soon as it is time. */
  code(): Promise<string>;
}

/** A device that was enrolled just now: every code from the present half minute on is unused. */
export function deviceOf(username: string, password: string, totpSecret: string, lastUsedStep = 0): Device {
  let lastStep = lastUsedStep;
  return {
    username,
    password,
    async code() {
      const now = Math.floor(Date.now() / STEP_MS);
      lastStep = Math.max(now - 1, lastStep + 1);
      const waitMs = lastStep * STEP_MS - Date.now();
      if (waitMs > 0) await sleep(waitMs + 50);
      return totp(totpSecret, lastStep);
    },
  };
}

/**
 * The devices of the demo station's people. Each remembers the last step it gave, because a code counts once; making
 * the station took everybody's code of that half minute.
 */
export function devicesOf(home: string): (username: string) => Device {
  const file = join(home, 'secrets.json');
  const madeInStep = Math.floor(statSync(file).mtimeMs / STEP_MS);
  const secrets = JSON.parse(readFileSync(file, 'utf8')) as Readonly<
    Record<string, { readonly password: string; readonly totpSecret: string }>
  >;
  const devices = new Map<string, Device>();
  return (username) => {
    const secret = secrets[username];
    if (!secret) throw new Error(`the demo station has no account ${username}`);
    const device = devices.get(username) ?? deviceOf(username, secret.password, secret.totpSecret, madeInStep);
    devices.set(username, device);
    return device;
  };
}

export async function signIn(page: Page, device: Device, language: Language = 'zh'): Promise<void> {
  const t = say(language);
  await page.getByLabel(t('signIn.username')).fill(device.username);
  await page.getByRole('textbox', { name: t('password.label'), exact: true }).fill(device.password);
  await page.getByLabel(t('code.label')).fill(await device.code());
  await page.getByRole('button', { name: t('signIn.button'), exact: true }).click();
  await page.getByRole('button', { name: t('bar.lock') }).waitFor({ timeout: 10_000 });
}
