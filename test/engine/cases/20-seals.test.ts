/** 介质封存记录: who sealed, unsealed and resealed what, when, why, with which seal. */
import { expect, test } from 'vitest';
import { aCase, anExhibit, type CasesHome, casesHome, unsealApproval } from '../../support/casesHome.ts';

function withExhibit(home: CasesHome): string {
  const { id } = home.cases().create(aCase(), 'li.ming');
  return home.cases().addExhibit(anExhibit(id), 'li.ming').id;
}

const seal = (id: string, sealNumber: string) => ({
  id,
  sealNumber,
  method: '防篡改袋',
  location: '证物室',
  witness: '王芳',
});

test('the whole history of a seal is kept: sealed, unsealed by two people for a reason, resealed with a new seal', () => {
  const home = casesHome();
  const id = withExhibit(home);
  home.cases().seal(seal(id, 'F-001'), 'li.ming');
  home.logHome.clock.pass(3_600_000);
  home.cases().unseal(unsealApproval({ id }));
  const exhibit = home.cases().seal(seal(id, 'F-002'), 'li.ming');

  expect(exhibit).toMatchObject({ sealState: 'sealed', sealNumber: 'F-002' });
  expect(exhibit.seals).toMatchObject([
    {
      kind: 'sealed',
      sealNumber: 'F-001',
      previousSealNumber: '',
      method: '防篡改袋',
      by: 'li.ming',
      witness: '王芳',
      ceremonyId: null,
    },
    {
      kind: 'unsealed',
      sealNumber: 'F-001',
      reason: '检验',
      checkResult: '封条完好',
      by: 'li.ming',
      witness: 'wang.fang',
      ceremonyId: 'ceremony-1',
    },
    { kind: 'sealed', sealNumber: 'F-002', previousSealNumber: 'F-001' },
  ]);
  expect((exhibit.seals[1]?.at ?? 0) - (exhibit.seals[0]?.at ?? 0)).toBe(3_600_000);
  // Each event stands in the log, at the place that it names.
  for (const event of exhibit.seals) {
    const entry = home.logHome.log().entry(event.logIndex);
    expect(entry).toMatchObject({
      act: event.kind === 'sealed' ? 'exhibit.seal' : 'exhibit.unseal',
      outcome: 'done',
      at: event.at,
    });
  }
  expect(home.logHome.log().entry(exhibit.seals[1]?.logIndex ?? 0).witness).toBe('wang.fang');
});

test('what is sealed cannot be sealed again, what is not sealed cannot be unsealed', () => {
  const home = casesHome();
  const id = withExhibit(home);
  expect(() => home.cases().unseal(unsealApproval({ id }))).toThrow('exhibit.not-sealed');
  home.cases().seal(seal(id, 'F-001'), 'li.ming');
  expect(() => home.cases().seal(seal(id, 'F-002'), 'li.ming')).toThrow('exhibit.sealed');
  expect(home.logged('exhibit.seal')[0]).toMatchObject({
    outcome: 'refused',
    subject: { reason: 'exhibit.sealed', sealNumber: 'F-002' },
  });
});

test('a seal number is used once at this station, whatever the exhibit', () => {
  const home = casesHome();
  const id = withExhibit(home);
  const second = home.cases().addExhibit(anExhibit(home.cases().list()[0]?.id ?? '', 'JC-02'), 'li.ming');
  home.cases().seal(seal(id, 'F-001'), 'li.ming');
  expect(() => home.cases().seal(seal(second.id, 'F-001'), 'li.ming')).toThrow('exhibit.seal-number-used');
  home.cases().unseal(unsealApproval({ id }));
  expect(() => home.cases().seal(seal(id, 'F-001'), 'li.ming')).toThrow('exhibit.seal-number-used');
});
