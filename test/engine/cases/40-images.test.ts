/** Image records: what was acquired from an exhibit stands with it, as the log says. */
import { expect, test } from 'vitest';
import type { NewImage } from '../../../src-main/engine/cases/index.ts';
import { aCase, anExhibit, casesHome } from '../../support/casesHome.ts';

const image = (exhibitId: string, at: number, logIndex: number): NewImage => ({
  exhibitId,
  format: 'e01',
  path: '/images/JC-01.E01',
  segments: [{ path: '/images/JC-01.E01', sizeBytes: 4096, sha256: 'a'.repeat(64) }],
  sourcePath: '/dev/loop0',
  sourceBytes: 8192,
  hashes: { sha256: 'b'.repeat(64), sm3: 'c'.repeat(64) },
  imageVerdict: 'matched',
  sourceVerdict: 'not-performed',
  badRanges: [{ offset: 512, length: 512, errno: 'EIO' }],
  startedAt: at,
  endedAt: at + 1000,
  operator: 'li.ming',
  witness: 'wang.fang',
  logIndex,
});

const acquired = (home: ReturnType<typeof casesHome>) =>
  home.logHome
    .log()
    .append({ act: 'image.acquire', outcome: 'done', actor: 'li.ming', witness: 'wang.fang', subject: {} }).index;

test('the record of an image is kept whole and counted in its case', () => {
  const home = casesHome();
  const { id } = home.cases().create(aCase(), 'li.ming');
  const exhibit = home.cases().addExhibit(anExhibit(id), 'li.ming');
  const given = image(exhibit.id, home.logHome.clock.now(), acquired(home));
  const kept = home.cases().recordImage(given);
  expect(kept).toEqual({ ...given, id: kept.id });
  expect(home.cases().getExhibit(exhibit.id).images).toEqual([kept]);
  expect(home.cases().get(id).imageCount).toBe(1);
});

test('an acquisition that began before its case was closed is not lost; one that began afterwards is refused', () => {
  const home = casesHome();
  const { id } = home.cases().create(aCase(), 'li.ming');
  const exhibit = home.cases().addExhibit(anExhibit(id), 'li.ming');
  const began = home.logHome.clock.now();
  home.logHome.clock.pass(1000);
  home.cases().close(id, '结案', 'li.ming');
  home.logHome.clock.pass(1000);
  expect(home.cases().recordImage(image(exhibit.id, began, acquired(home))).exhibitId).toBe(exhibit.id);
  expect(() => home.cases().recordImage(image(exhibit.id, home.logHome.clock.now(), acquired(home)))).toThrow(
    'case.closed',
  );
});

test('an acquisition that the log calls done but of which no record was kept is called failed by the next opening', () => {
  const home = casesHome();
  const index = acquired(home);
  home.cases();
  expect(home.logged('image.acquire')[0]).toMatchObject({
    outcome: 'failed',
    subject: { entry: index, reason: 'case.interrupted' },
  });
});

test('an image is labelled with the numbers of case and exhibit, and never made for an exhibit of another case', () => {
  const { cases } = casesHome();
  const one = cases().create(aCase('A'), 'li.ming');
  const two = cases().create(aCase('B'), 'li.ming');
  const exhibit = cases().addExhibit(anExhibit(one.id), 'li.ming');
  const label = { caseNumber: 'A', number: 'JC-01', name: 'U盘' };
  expect(cases().exhibitToAcquire(one.id, exhibit.id)).toEqual(label);
  expect(() => cases().exhibitToAcquire(two.id, exhibit.id)).toThrow('exhibit.other-case');
  expect(() => cases().exhibitToAcquire(one.id, 'nothing')).toThrow('exhibit.unknown');
});
