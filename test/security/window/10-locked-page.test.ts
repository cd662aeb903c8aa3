/** C1, C3, C5, C6, C7 in the real window: what a page is, and what it cannot do even if its own code tried. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebContents } from 'electron';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallKey, contract, events } from '../../../src-preload/contract/index.ts';
import { launchWindow } from '../../support/launchWindow.ts';
import { collectPolicyViolations } from '../../support/pageChecks.ts';
import type { RealWindow } from '../../support/realWindow.ts';
import { devicesOf, say, signIn } from '../../support/signIn.ts';

const t = say('zh');
let window: RealWindow;
let violations: () => Promise<readonly string[]>;

beforeAll(async () => {
  window = await launchWindow({ station: 'demo' });
  violations = await collectPolicyViolations(window.page);
  await window.page.getByLabel(t('signIn.username')).waitFor();
});

afterAll(async () => {
  await window.close();
});

describe('the page', () => {
  it('is sandboxed, isolated and without Node', async () => {
    const preferences = await window.app.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .map((contents) =>
          (contents as WebContents & { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences(),
        ),
    );
    expect(preferences).toHaveLength(1);
    expect(preferences[0]).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
    // What is not reported is off; these would be reported if they were on.
    for (const name of ['enableBlinkFeatures', 'nodeIntegrationInWorker', 'plugins', 'navigateOnDragDrop']) {
      expect(preferences[0]).not.toHaveProperty(name, true);
    }
    expect(
      await window.page.evaluate('[typeof require, typeof process, typeof module, typeof Buffer, typeof global]'),
    ).toEqual(Array.from({ length: 5 }, () => 'undefined'));
  });

  it('is given exactly the calls and events of the contract, frozen', async () => {
    const surface = await window.page.evaluate(() => {
      const bridge = (globalThis as unknown as { sealbench: Record<string, Record<string, unknown>> }).sealbench;
      return {
        parts: Object.keys(bridge),
        call: Object.keys(bridge.call ?? {}),
        on: Object.keys(bridge.on ?? {}),
        kinds: [...new Set(Object.values(bridge).flatMap((part) => Object.values(part).map((value) => typeof value)))],
        frozen: [bridge, bridge.call, bridge.on].every((part) => Object.isFrozen(part)),
      };
    });
    expect(surface.parts).toEqual(['call', 'on']);
    expect(surface.call.toSorted()).toEqual((Object.keys(contract) as CallKey[]).toSorted());
    expect(surface.on.toSorted()).toEqual(Object.keys(events).toSorted());
    expect(surface.kinds).toEqual(['function']);
    expect(surface.frozen).toBe(true);
  });

  it('loads under its policy without one violation, on every screen before and after signing in', async () => {
    await signIn(window.page, devicesOf(window.home)('operator'));
    for (const link of await window.page.getByRole('navigation').getByRole('link').all()) {
      await link.click();
      await window.page.waitForTimeout(200);
    }
    expect(await violations()).toEqual([]);
  });

  it('cannot run code that came as text', async () => {
    await window.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.ranInline = true';
      document.body.append(script);
      const image = document.createElement('img');
      image.setAttribute('onerror', 'globalThis.ranHandler = true');
      image.src = 'data:image/png;base64,AA';
      document.body.append(image);
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what is tested is that this does not run
      setTimeout('globalThis.ranTimer = true', 0);
    });
    await window.page.waitForTimeout(300);
    expect(await window.page.evaluate('[typeof ranInline, typeof ranHandler, typeof ranTimer]')).toEqual([
      'undefined',
      'undefined',
      'undefined',
    ]);
  });

  it('cannot fetch, open a socket, or load anything from outside', async () => {
    const outcomes = await window.page.evaluate(async () => {
      const refused = async (attempt: () => unknown): Promise<string> => {
        try {
          await attempt();
          return 'went through';
        } catch {
          return 'refused';
        }
      };
      const load = (tag: 'img' | 'script' | 'link' | 'iframe', address: string): Promise<void> =>
        new Promise((resolve, reject) => {
          const element = document.createElement(tag);
          element.addEventListener('load', () => resolve());
          element.addEventListener('error', () => reject(new Error('error')));
          if (element instanceof HTMLLinkElement) {
            element.rel = 'stylesheet';
            element.href = address;
          } else element.src = address;
          document.body.append(element);
          setTimeout(() => reject(new Error('nothing')), 1000);
        });
      return {
        fetch: await refused(() => fetch('https://127.0.0.1/')),
        fetchOwn: await refused(() => fetch('app://sealbench/index.html')),
        request: await refused(
          () =>
            new Promise((resolve, reject) => {
              const request = new XMLHttpRequest();
              request.addEventListener('load', resolve);
              request.addEventListener('error', reject);
              request.open('GET', 'https://127.0.0.1/');
              request.send();
            }),
        ),
        socket: await refused(
          () =>
            new Promise((resolve, reject) => {
              const socket = new WebSocket('ws://127.0.0.1:9/');
              socket.addEventListener('open', resolve);
              socket.addEventListener('error', reject);
            }),
        ),
        beacon: navigator.sendBeacon('https://127.0.0.1/', 'x') ? 'went through' : 'refused',
        image: await refused(() => load('img', 'https://127.0.0.1/x.png')),
        script: await refused(() => load('script', 'https://127.0.0.1/x.js')),
        style: await refused(() => load('link', 'https://127.0.0.1/x.css')),
        file: await refused(() => load('img', 'file:///usr/share/pixmaps/debian-logo.png')),
        climb: await refused(() => load('img', 'app://sealbench/../../package.json')),
        worker: await refused(() => new Worker('app://sealbench/index.js')),
      };
    });
    const { beacon, worker, ...rest } = outcomes;
    expect(new Set(Object.values(rest))).toEqual(new Set(['refused']));
    // These two do not say to the page that they were refused; the policy's report does.
    expect([beacon, worker]).toBeDefined();
    const reported = (await violations()).join('\n');
    expect(reported).toContain('connect-src https://127.0.0.1/');
    expect(reported).toContain('worker-src');
  });

  it('reaches nothing even with a document that has no policy', async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(request.url ?? '');
      response.end('reached');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const loaded = await window.app.evaluate(async ({ BrowserWindow }, address) => {
      const session = BrowserWindow.getAllWindows()[0]?.webContents.session;
      const bare = new BrowserWindow({
        show: false,
        webPreferences: { sandbox: true, ...(session ? { session } : {}) },
      });
      await bare.loadURL(`data:text/html,<img src="${address}image"><script src="${address}script"></script>`);
      const reached: unknown = await bare.webContents.executeJavaScript(
        `fetch('${address}fetch').then(() => true, () => false)`,
      );
      bare.destroy();
      return reached;
    }, `http://127.0.0.1:${port}/`);
    await (await fetch(`http://127.0.0.1:${port}/control`)).text();
    server.close();
    expect(loaded).toBe(false);
    expect(seen).toEqual(['/control']);
  });

  it('cannot leave, cannot open another window, cannot embed another page', async () => {
    await window.page.evaluate(() => {
      open('https://example.org/');
      open('app://sealbench/index.html');
      const link = document.createElement('a');
      link.href = 'https://example.org/';
      link.target = '_blank';
      document.body.append(link);
      link.click();
      link.target = '';
      link.click();
      location.href = 'file:///etc/passwd';
      const view = document.createElement('webview');
      view.setAttribute('src', 'app://sealbench/index.html');
      document.body.append(view);
      const frame = document.createElement('iframe');
      frame.src = 'https://example.org/';
      document.body.append(frame);
    });
    await window.page.waitForTimeout(500);
    expect(window.page.url()).toMatch(/^app:\/\/sealbench\/index\.html/);
    expect(window.app.windows()).toHaveLength(1);
    expect(await window.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  });

  it('has no permission and no device', async () => {
    const answers = await window.page.evaluate(async () => {
      const outcome = async (attempt: () => unknown): Promise<unknown> => {
        try {
          return (await attempt()) ?? 'nothing';
        } catch (error) {
          return error instanceof Error ? error.name : 'refused';
        }
      };
      const any = navigator as unknown as Record<string, Record<string, (options?: unknown) => unknown> | undefined>;
      return {
        camera: await outcome(() => navigator.mediaDevices.getUserMedia({ video: true, audio: true })),
        display: await outcome(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
        notification: await outcome(() => Notification.requestPermission()),
        location: await outcome(
          () =>
            new Promise((resolve, reject) =>
              navigator.geolocation.getCurrentPosition(resolve, () => reject(new Error('refused'))),
            ),
        ),
        clipboard: await outcome(() => navigator.clipboard.readText()),
        usb: await outcome(() => any.usb?.requestDevice?.({ filters: [] })),
        hid: await outcome(() => any.hid?.requestDevice?.({ filters: [] })),
        serial: await outcome(() => any.serial?.requestPort?.()),
        bluetooth: await outcome(() => any.bluetooth?.requestDevice?.({ acceptAllDevices: true })),
      };
    });
    expect(answers.notification).toBe('denied');
    const { notification: _, ...others } = answers;
    for (const [what, answer] of Object.entries(others)) {
      expect(JSON.stringify(answer), what).toMatch(/^"(\w*Error|nothing)"$|^\[\]$/);
    }
  });

  it('cannot call as another window, even on the program’s own page with its own bridge', async () => {
    const answer = await window.app.evaluate(async ({ app, BrowserWindow }) => {
      const [first] = BrowserWindow.getAllWindows();
      const second = new BrowserWindow({
        show: false,
        webPreferences: {
          sandbox: true,
          contextIsolation: true,
          preload: `${app.getAppPath()}/out/preload/index.cjs`,
          ...(first ? { session: first.webContents.session } : {}),
        },
      });
      await second.loadURL('app://sealbench/index.html');
      const reply: unknown = await second.webContents.executeJavaScript(`sealbench.call['station.status']({})`);
      second.destroy();
      return reply;
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'gateway.foreign-sender' } });
  });
});
