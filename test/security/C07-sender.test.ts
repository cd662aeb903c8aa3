/** C7: a call is taken from the main frame of the program's own window on its own page, and from nowhere else. */
import { describe, expect, it } from 'vitest';
import type { Gateway } from '../../src-main/gateway/gateway.ts';
import { type Frame, handleCalls, type InvokeEvent } from '../../src-main/gateway/handle.ts';
import { isAppUrl } from '../../src-main/window/appFiles.ts';
import { callChannel } from '../../src-preload/channels.ts';
import type { Reply } from '../../src-preload/contract/bridge.ts';
import { type CallKey, contract } from '../../src-preload/contract/index.ts';

const OUR_CONTENTS = 7;
const page: Frame = { url: 'app://sealbench/index.html#/cases', parent: null };
const fromOurPage: InvokeEvent = { sender: { id: OUR_CONTENTS, mainFrame: page }, senderFrame: page };

/** Handlers as Electron would hold them, and what reached the gateway. */
function receiver() {
  const handlers = new Map<string, (event: InvokeEvent, ...args: unknown[]) => unknown>();
  const reached: string[] = [];
  const gateway = {
    dispatch: async (key: string) => {
      reached.push(key);
      return { ok: true, value: null };
    },
  } as unknown as Gateway;
  handleCalls({ handle: (channel, handler) => void handlers.set(channel, handler) }, gateway, {
    contentsId: () => OUR_CONTENTS,
    isOurAddress: isAppUrl,
  });
  const send = async (key: CallKey, event: InvokeEvent, ...args: unknown[]): Promise<Reply<unknown>> =>
    (await handlers.get(callChannel(key))?.(event, ...args)) as Reply<unknown>;
  return { handlers, reached, send };
}

const keys = Object.keys(contract) as CallKey[];
const frame = (changes: Partial<Frame>): Frame => ({ ...page, ...changes });
const onlyFrame = (one: Frame): InvokeEvent => ({ sender: { id: OUR_CONTENTS, mainFrame: one }, senderFrame: one });

const FOREIGN: Readonly<Record<string, InvokeEvent>> = {
  'another window': { sender: { id: OUR_CONTENTS + 1, mainFrame: page }, senderFrame: page },
  'a frame inside the page': { sender: { id: OUR_CONTENTS, mainFrame: page }, senderFrame: frame({ parent: page }) },
  'a frame that is gone': { sender: { id: OUR_CONTENTS, mainFrame: page }, senderFrame: null },
  'a page from the network': onlyFrame(frame({ url: 'https://sealbench/index.html' })),
  'a page from a file': onlyFrame(frame({ url: 'file:///index.html' })),
  'a page of another host': onlyFrame(frame({ url: 'app://other/index.html' })),
  'an empty page': onlyFrame(frame({ url: 'about:blank' })),
  'a page without an address': onlyFrame(frame({ url: '' })),
};

describe('the door to the engine', () => {
  it('has one handler for every call of the contract and no other', () => {
    expect([...receiver().handlers.keys()].toSorted()).toEqual(keys.map(callChannel).toSorted());
  });

  it('lets a call of the program’s own page through', async () => {
    const { reached, send } = receiver();
    expect(await send('station.status', fromOurPage, {})).toEqual({ ok: true, value: null });
    expect(reached).toEqual(['station.status']);
  });

  it.each(Object.entries(FOREIGN))('refuses every call from %s', async (_who, event) => {
    const { reached, send } = receiver();
    for (const key of keys) {
      expect(await send(key, event, {})).toMatchObject({
        ok: false,
        error: { kind: 'refused', code: 'gateway.foreign-sender' },
      });
    }
    expect(reached).toEqual([]);
  });

  it('refuses every call with no argument or more than one', async () => {
    const { reached, send } = receiver();
    for (const key of keys) {
      for (const args of [[], [{}, {}], [{}, undefined]]) {
        expect(await send(key, fromOurPage, ...args)).toMatchObject({
          ok: false,
          error: { kind: 'usage', code: 'gateway.one-argument' },
        });
      }
    }
    expect(reached).toEqual([]);
  });
});
