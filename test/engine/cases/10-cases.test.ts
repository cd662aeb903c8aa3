/** Cases and exhibits: unique numbers, closed means closed, nothing is ever deleted, everything is logged. */
import { copyFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { aCase, anExhibit, casesHome, unsealApproval } from '../../support/casesHome.ts';

test('a new case is listed, open, without hold, and its making stands in the log under its number', () => {
  const home = casesHome();
  const made = home.cases().create(aCase(), 'li.ming');
  expect(made).toMatchObject({
    number: '2026-017',
    title: '客户投诉辱骂',
    cause: '名誉权纠纷',
    state: 'open',
    legalHold: false,
    createdBy: 'li.ming',
    exhibits: [],
  });
  expect(
    home
      .cases()
      .list()
      .map(({ id }) => id),
  ).toEqual([made.id]);
  expect(home.logged('case.create')).toMatchObject([
    { outcome: 'done', subject: { caseId: made.id, number: '2026-017' } },
  ]);
});

test('a case number is given once, and the second attempt is refused and logged', () => {
  const home = casesHome();
  home.cases().create(aCase(), 'li.ming');
  expect(() => home.cases().create(aCase(), 'li.ming')).toThrow('case.number-taken');
  expect(home.logged('case.create')[0]).toMatchObject({
    outcome: 'refused',
    subject: { number: '2026-017', reason: 'case.number-taken' },
  });
  expect(home.cases().list().length).toBe(1);
});

test('an exhibit number is given once in its case, and may be given again in another', () => {
  const { cases } = casesHome();
  const one = cases().create(aCase('A'), 'li.ming');
  const two = cases().create(aCase('B'), 'li.ming');
  cases().addExhibit(anExhibit(one.id), 'li.ming');
  expect(() => cases().addExhibit(anExhibit(one.id), 'li.ming')).toThrow('exhibit.number-taken');
  expect(cases().addExhibit(anExhibit(two.id), 'li.ming').number).toBe('JC-01');
  expect(
    cases()
      .list()
      .map(({ number, exhibitCount }) => [number, exhibitCount]),
  ).toEqual([
    ['B', 1],
    ['A', 1],
  ]);
});

test('the log holds a digest of an exhibit’s particulars, not the holder’s name and identity number', () => {
  const home = casesHome();
  const made = home.cases().create(aCase(), 'li.ming');
  const exhibit = home.cases().addExhibit(anExhibit(made.id), 'li.ming');
  expect(exhibit).toMatchObject({
    holder: '张三',
    holderDocument: '11010519491231002X',
    serial: '4C530001',
    sealState: 'unsealed',
  });
  const entry = JSON.stringify(home.logged('exhibit.add')[0]);
  expect(entry).toContain('particularsSha256');
  expect(entry).not.toMatch(/张三|11010519491231002X/);
});

test('a closed case takes no exhibit, seal, unsealing or photograph, and cannot be closed again; a hold it takes', async () => {
  const home = casesHome();
  const cases = home.cases();
  const { id } = cases.create(aCase(), 'li.ming');
  const exhibit = cases.addExhibit(anExhibit(id), 'li.ming');
  cases.seal({ id: exhibit.id, sealNumber: 'F-1', method: '', location: '', witness: '' }, 'li.ming');
  expect(cases.close(id, '调解结案', 'li.ming').state).toBe('closed');

  expect(() => cases.addExhibit(anExhibit(id, 'JC-02'), 'li.ming')).toThrow('case.closed');
  expect(() => cases.unseal(unsealApproval({ id: exhibit.id }))).toThrow('case.closed');
  expect(() =>
    cases.seal({ id: exhibit.id, sealNumber: 'F-2', method: '', location: '', witness: '' }, 'li.ming'),
  ).toThrow('case.closed');
  await expect(
    cases.addPhoto({ exhibitId: exhibit.id, path: '/dev/null', stage: 'other', caption: '' }, 'li.ming'),
  ).rejects.toThrow('case.closed');
  expect(() => cases.close(id, '再次', 'li.ming')).toThrow('case.closed');
  expect(() => cases.exhibitToAcquire(id, exhibit.id)).toThrow('case.closed');
  for (const act of ['exhibit.add', 'exhibit.unseal', 'exhibit.seal', 'exhibit.photo', 'case.close']) {
    expect(home.logged(act)[0], act).toMatchObject({ outcome: 'refused', subject: { reason: 'case.closed' } });
  }
  expect(cases.hold(id, true, '诉讼保全', 'zhao').legalHold).toBe(true);
});

test('a legal hold is placed and lifted, each once', () => {
  const { cases } = casesHome();
  const { id } = cases().create(aCase(), 'li.ming');
  expect(() => cases().hold(id, false, '无', 'zhao')).toThrow('case.not-held');
  expect(cases().hold(id, true, '法院通知', 'zhao').legalHold).toBe(true);
  expect(() => cases().hold(id, true, '再次', 'zhao')).toThrow('case.held');
  expect(cases().hold(id, false, '解除通知', 'zhao').legalHold).toBe(false);
  expect(cases().hold(id, true, '重新保全', 'zhao').legalHold).toBe(true);
});

test('what does not exist is refused by name', async () => {
  const { cases } = casesHome();
  expect(() => cases().get('nothing')).toThrow('case.unknown');
  expect(() => cases().getExhibit('nothing')).toThrow('exhibit.unknown');
  expect(() => cases().addExhibit(anExhibit('nothing'), 'li.ming')).toThrow('case.unknown');
  await expect(cases().photo('nothing')).rejects.toThrow('photo.unknown');
});

test.each(['case_file', 'case_event', 'exhibit', 'exhibit_seal', 'exhibit_photo', 'exhibit_image'])(
  'rows of %s can be neither changed nor deleted through the program’s own connection',
  (table) => {
    const { store } = casesHome();
    const triggers = store().read<{ sql: string }>(
      `SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?`,
      table,
    );
    expect(triggers.map(({ sql }) => /BEFORE (UPDATE|DELETE)/.exec(sql)?.[1]).sort()).toEqual(['DELETE', 'UPDATE']);
  },
);

test('a case cannot be deleted, changed or replaced by raw SQL through the program’s own connection', () => {
  const home = casesHome();
  const { id } = home.cases().create(aCase(), 'li.ming');
  home.cases().addExhibit(anExhibit(id), 'li.ming');
  for (const sql of [
    'DELETE FROM exhibit',
    `UPDATE case_file SET title = 'x'`,
    `INSERT OR REPLACE INTO case_file SELECT 'other', number, 'x', cause, party_kind, ruleset, created_at, created_by, 999 FROM case_file`,
  ]) {
    expect(() => home.store().write(sql), sql).toThrow(/append-only/);
  }
  expect(home.cases().get(id)).toMatchObject({ title: '客户投诉辱骂', exhibitCount: 1 });
});

test('without the log nothing happens', () => {
  const home = casesHome();
  const { id } = home.cases().create(aCase(), 'li.ming');
  home.logHome.store().prepare('PRAGMA query_only = ON').run();
  expect(() => home.cases().create(aCase('B'), 'li.ming')).toThrow('log.not-written');
  expect(() => home.cases().addExhibit(anExhibit(id), 'li.ming')).toThrow('log.not-written');
  expect(() => home.cases().close(id, '结案', 'li.ming')).toThrow('log.not-written');
  expect(home.cases().list()).toMatchObject([{ number: '2026-017', state: 'open', exhibitCount: 0 }]);
});

test('when the row cannot be written after the log entry, the log says both', () => {
  const home = casesHome();
  home.cases().create(aCase(), 'li.ming');
  const { pages } = home.store().readOne<{ pages: number }>('SELECT page_count AS pages FROM pragma_page_count') ?? {
    pages: 0,
  };
  home.store().prepare(`PRAGMA max_page_count = ${pages}`).get();
  const tooLarge = { ...aCase('B'), cause: 'x'.repeat(100_000) };
  expect(() => home.cases().create(tooLarge, 'li.ming')).toThrow('io.no-space');
  expect(home.logged('case.create').map(({ outcome }) => outcome)).toEqual(['failed', 'done', 'done']);
  expect(home.logged('case.create')[0]?.subject).toMatchObject({ number: 'B', reason: 'io.no-space' });
});

test('an act that was cut off between log and row is called failed by the next opening, once', () => {
  const home = casesHome();
  home.cases().create(aCase('A'), 'li.ming');
  home.close();
  copyFileSync(home.evidencePath, `${home.evidencePath}.before`);
  const lost = home.cases().create(aCase('B'), 'li.ming');
  home.close();
  copyFileSync(`${home.evidencePath}.before`, home.evidencePath);

  expect(
    home
      .cases()
      .list()
      .map(({ number }) => number),
  ).toEqual(['A']);
  const [healed, done] = home.logged('case.create');
  expect(done).toMatchObject({ outcome: 'done', subject: { caseId: lost.id } });
  expect(healed).toMatchObject({ outcome: 'failed', subject: { reason: 'case.interrupted' } });
  home.close();
  home.cases();
  expect(home.logged('case.create').length).toBe(3);
});
