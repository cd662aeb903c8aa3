import { verify } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256Of } from '../../../src-main/engine/lib/index.ts';
import type { Retrieval } from '../../../src-main/engine/retrieval/index.ts';
import {
  aGrant,
  approvalOf,
  aRequest,
  grantedRequest,
  LEGAL_BASIS,
  openGrant,
  PROOF,
  PUBLIC_KEY,
  type RetrievalHome,
  retrievalHome,
} from '../../support/retrievalHome.ts';

const MINUTE = 60_000;

async function approved(home: RetrievalHome): Promise<string> {
  const { id } = home.as('operator').create(aRequest(home.caseId));
  await home.as('operator').submit(id, PROOF);
  await home.as('superior').decide(id, 'approved', '同意', PROOF);
  return id;
}

describe('a request', () => {
  it('goes from draft to closed, each signed step with a signature over exactly what was decided', async () => {
    const home = retrievalHome();
    const { id } = await openGrant(home);
    await home.as('legal').review(id, 'passed', '相符', PROOF);
    home.as('operator').close(id, '已签收');
    const { events, state, registerNumber } = home.as('operator').get(id);
    expect(state).toBe('closed');
    expect(registerNumber).toBe(1);
    expect(events.map(({ step }) => step)).toEqual([
      ...['create', 'submit', 'decide', 'consent', 'grant', 'execute', 'review', 'close'],
    ]);
    const contents = home
      .store()
      .read<{ step: string; content: string }>('SELECT step, content FROM retrieval_event ORDER BY log_index');
    const signed = events.filter(({ signature }) => signature !== null);
    expect(signed.map(({ step }) => step)).toEqual(['submit', 'decide', 'consent', 'grant', 'review']);
    for (const { step, statement, signature, by } of signed) {
      expect(verify('sha256', Buffer.from(statement ?? ''), PUBLIC_KEY, Buffer.from(signature ?? '', 'base64'))).toBe(
        true,
      );
      const { content = '' } = contents.find((one) => one.step === step) ?? {};
      expect(statement).toContain(`digest ${sha256Of(`sealbench/retrieval/v1\n${content}`)}\n`);
      expect(statement).toContain(`person ${by}\n`);
    }
    expect(home.logged('request.execute')[0]?.outcome).toBe('done');
  });

  it('takes no step whose signer cannot prove who they are', async () => {
    const home = retrievalHome();
    const { id } = home.as('operator').create(aRequest(home.caseId));
    const wrong = { password: 'wrong', code: '000000' };
    await expect(home.as('operator').submit(id, wrong)).rejects.toThrow('auth.failed');
    expect(home.as('operator').get(id).state).toBe('draft');
  });

  it('is refused for good by its superior, and says how long the answer took', async () => {
    const home = retrievalHome();
    const { id } = home.as('operator').create(aRequest(home.caseId));
    await home.as('operator').submit(id, PROOF);
    home.logHome.clock.pass(4 * MINUTE);
    const refused = await home.as('superior').decide(id, 'refused', '范围过大', PROOF);
    expect(refused).toMatchObject({ state: 'refused', answeredInMs: 4 * MINUTE });
    await expect(home.as('legal').grant(id, aGrant(home), PROOF)).rejects.toThrow('request.wrong-state');
    expect(home.logged('request.grant')[0]).toMatchObject({
      outcome: 'refused',
      subject: { requestId: id, reason: 'request.wrong-state' },
    });
  });

  it('needs both approvals where the form names a second approver', async () => {
    const home = retrievalHome();
    const { id } = home.as('operator').create(aRequest(home.caseId, { secondApprover: 'superior2' }));
    await home.as('operator').submit(id, PROOF);
    expect((await home.as('superior').decide(id, 'approved', '同意', PROOF)).state).toBe('submitted');
    await expect(home.as('superior').decide(id, 'approved', '同意', PROOF)).rejects.toThrow('request.already-decided');
    expect((await home.as('superior2').decide(id, 'approved', '同意', PROOF)).state).toBe('approved');
  });

  it('keeps the data subject’s signature file in the vault and names it by its hash', async () => {
    const home = retrievalHome();
    const id = await approved(home);
    const signatureFile = join(home.logHome.folder, '同意书.p7s');
    const consent = { kind: 'consent', subject: '王某某', document: '身份证', signedAt: 0, signatureFile } as const;
    writeFileSync(signatureFile, '');
    await expect(home.as('operator').consent(id, consent, PROOF)).rejects.toThrow('request.signature-file');
    writeFileSync(signatureFile, 'a detached signature');
    const { consents, state } = await home.as('operator').consent(id, consent, PROOF);
    expect(state).toBe('consented');
    expect(consents[0]?.signatureFile).toEqual({
      fileName: '同意书.p7s',
      sizeBytes: 20,
      sha256: sha256Of('a detached signature'),
    });
  });

  it('is neither changed nor deleted, not even by SQL', async () => {
    const home = retrievalHome();
    await grantedRequest(home);
    for (const table of ['retrieval_request', 'retrieval_event', 'retrieval_consent', 'retrieval_grant']) {
      expect(() => home.store().write(`DELETE FROM ${table}`), table).toThrow('append-only');
    }
  });
});

describe('when consent is withheld', () => {
  it('three clocks run; a legal basis, or the consent after all, takes the request on', async () => {
    const home = retrievalHome();
    const id = await approved(home);
    const { state, tasks } = home.as('operator').withhold(id, '王某某', '本人不同意');
    expect(state).toBe('withheld');
    expect(tasks.map(({ task, dueAt, openedAt, ownerRole }) => [task, (dueAt - openedAt) / MINUTE, ownerRole])).toEqual(
      [
        ['legal-notice', 10, 'legal'],
        ['alternative-evidence', 15, 'operator'],
        ['settlement-offer', 20, 'legal'],
      ],
    );
    home.logHome.clock.pass(12 * MINUTE);
    const told = home.as('legal').task(id, 'legal-notice', '书面告知');
    expect(told.tasks.map(({ overdue }) => overdue)).toEqual([true, false, false]);
    expect(() => home.as('legal').task(id, 'legal-notice', '再次')).toThrow('request.task-not-open');
    expect((await home.as('legal').consent(id, LEGAL_BASIS, PROOF)).state).toBe('consented');
  });
});

describe('an emergency', () => {
  it('starts three teams at once, lets counsel grant before the consent, and releases nothing before it', async () => {
    const home = retrievalHome();
    const id = await approved(home);
    const owners = { technical: 'operator', legal: 'legal', service: 'exporter' };
    expect(() => home.as('legal').emergency(id, '直播事故', { ...owners, legal: 'auditor' })).toThrow(
      'request.account-unsuited',
    );
    const { tasks } = home.as('legal').emergency(id, '直播事故', owners);
    expect(tasks.map(({ task, dueAt, openedAt, owner }) => [task, (dueAt - openedAt) / MINUTE, owner])).toEqual([
      ['scope-confirmation', 10, 'legal'],
      ['backup-log', 15, 'operator'],
      ['service-alternative', 30, 'exporter'],
    ]);
    await expect(home.as('legal').grant(id, aGrant(home), PROOF)).rejects.toThrow('request.scope-unconfirmed');
    home.as('legal').task(id, 'scope-confirmation', '限一群一日');
    expect((await home.as('legal').grant(id, aGrant(home), PROOF)).state).toBe('granted');
    const missing = home
      .as('legal')
      .compliance(id)
      .flatMap(({ item, present }) => (present ? [] : [item]));
    expect(missing).toEqual(['consent', 'medium-seal', 'review', 'tasks']);
  });
});

describe('a grant', () => {
  const grantOf =
    (home: RetrievalHome, user = 'operator') =>
    (grantId: string) =>
      home.as(user).grantFor(grantId);

  it.each([
    ['conversations', { conversations: null }],
    ['conversations', { conversations: [1, 3] }],
    ['from', { from: null }],
    ['from', { from: 999 }],
    ['to', { to: 2001 }],
  ])('may not reach further than its request: %s', async (field, wider) => {
    const home = retrievalHome();
    const scope = { conversations: [1, 2], senders: null, types: null, from: 1000, to: 2000, ...wider };
    await expect(grantedRequest(home, {}, { scope })).rejects.toMatchObject({
      code: 'grant.exceeds-request',
      details: { field },
    });
  });

  it('opens nothing before two people executed it, outside its time, after its request is closed', async () => {
    const home = retrievalHome();
    const { id, grantId } = await grantedRequest(home);
    const open = grantOf(home);
    expect(() => open(grantId)).toThrow('grant.not-executed');
    home.as('operator').execute(approvalOf('retrieval.execute', { requestId: id, grantId }));
    expect(open(grantId)).toMatchObject({ id: grantId, caseId: home.caseId, conversations: [1, 2], from: 1000 });
    home.logHome.clock.pass(60 * MINUTE);
    expect(() => open(grantId)).toThrow('grant.expired');
    home.as('operator').close(id, '到期');
    expect(() => open(grantId)).toThrow('grant.ended');
  });

  it('opens nothing for whoever it does not name, was disabled, or has another role by now', async () => {
    const home = retrievalHome();
    const { grantId } = await openGrant(home);
    expect(() => grantOf(home, 'legal')(grantId)).toThrow('grant.not-yours');
    home.change('operator', { state: 'disabled' });
    expect(() => grantOf(home)(grantId)).toThrow('grant.level-refused');
    home.change('operator', { state: 'active', role: 'auditor' });
    expect(() => grantOf(home)(grantId)).toThrow('grant.level-refused');
  });

  it('is stopped by one and restored by two, freezing what its people may do meanwhile', async () => {
    const home = retrievalHome();
    const { grantId } = await openGrant(home);
    const other = await openGrant(home);
    expect(home.as('superior').suspend(grantId, 'person', '发现无关信息').state).toBe('suspended');
    expect(() => grantOf(home)(grantId)).toThrow('grant.suspended');
    expect(() => grantOf(home)(other.grantId)).toThrow('grant.account-frozen');
    expect(() => home.as('operator').create(aRequest(home.caseId))).toThrow('request.frozen');
    expect(home.as('operator').get(other.id).nextSteps).toEqual([]);
    const restoral = { grantId, reason: '误报' };
    home.as('legal').restore(approvalOf('grant.restore', restoral, ['legal', 'superior']));
    expect(grantOf(home)(grantId).id).toBe(grantId);
    expect(home.logged('grant.suspend')[0]).toMatchObject({ subject: { grantId, accounts: ['operator'] } });
  });

  it('that was suspended before its request was closed can still be restored, so that its people are free again', async () => {
    const home = retrievalHome();
    const { id, grantId } = await openGrant(home);
    home.as('superior').suspend(grantId, 'person', '发现无关信息');
    home.as('legal').close(id, '终止');
    expect(() => home.as('operator').create(aRequest(home.caseId))).toThrow('request.frozen');
    const approval = approvalOf('grant.restore', { grantId, reason: '误报' }, ['legal', 'superior']);
    expect(home.as('legal').restore(approval).state).toBe('ended');
    expect(home.as('operator').create(aRequest(home.caseId)).state).toBe('draft');
  });

  it('is not restored with the agreement of somebody whom that would free', async () => {
    const home = retrievalHome();
    const persons = [{ username: 'superior', level: 'executive' }] as const;
    const { grantId } = await openGrant(home, {}, { persons: [...persons] });
    home.as('legal').suspend(grantId, 'detector', '身份证号 31 处');
    const approval = approvalOf('grant.restore', { grantId, reason: '误报' }, ['legal', 'superior']);
    expect(() => home.as('legal').restore(approval)).toThrow('grant.own-freeze');
  });
});

describe('the log', () => {
  it('says of every refused step who tried and why', () => {
    const home = retrievalHome();
    const attempts: readonly (readonly [string, (retrieval: Retrieval) => unknown])[] = [
      ['request.close', (retrieval) => retrieval.close('made-up', '已签收')],
      ['request.create', (retrieval) => retrieval.create(aRequest('made-up'))],
      ['request.withhold', (retrieval) => retrieval.withhold('made-up', '王某某', '不同意')],
    ];
    for (const [act, attempt] of attempts) {
      expect(() => attempt(home.as('operator'))).toThrow();
      expect(home.logged(act)[0]?.outcome, act).toBe('refused');
    }
  });

  it('is told, at the next opening, of a step that it calls done but that was cut off before its row', async () => {
    const home = retrievalHome();
    const { id } = home.as('operator').create(aRequest(home.caseId));
    home.logHome.log().append({
      act: 'request.submit',
      outcome: 'done',
      actor: 'operator',
      witness: null,
      subject: { requestId: id },
    });
    expect(home.as('operator').get(id).state).toBe('draft');
    expect(home.logged('request.submit')[0]).toMatchObject({
      outcome: 'failed',
      subject: { reason: 'case.interrupted' },
    });
    await home.as('operator').submit(id, PROOF);
    expect(home.as('operator').get(id).state).toBe('submitted');
  });
});
