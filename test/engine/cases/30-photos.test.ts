/** Photographs: only pictures, by what they are and not by their name; kept as they were, encrypted. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aCase, anExhibit, type CasesHome, casesHome } from '../../support/casesHome.ts';
import { temporaryFolder } from '../../support/folders.ts';

/** A 1×1 picture each, written by hand from the formats' own layouts, with a mark to look for on the disk. */
const MARK = 'PICTURE-OF-THE-SEAL';
const PICTURES = {
  'image/jpeg': Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
    Buffer.from(MARK),
    Buffer.from('ffd9', 'hex'),
  ]),
  'image/png': Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.from(MARK)]),
  'image/webp': Buffer.concat([Buffer.from('RIFF\x24\0\0\0WEBPVP8 '), Buffer.from(MARK)]),
};

function withExhibit(home: CasesHome): string {
  const { id } = home.cases().create(aCase(), 'li.ming');
  return home.cases().addExhibit(anExhibit(id), 'li.ming').id;
}

test.each(Object.entries(PICTURES))(
  'a picture of type %s is kept with its digest and shown unchanged, whatever its name says',
  async (mediaType, content) => {
    const home = casesHome();
    const exhibitId = withExhibit(home);
    const path = join(temporaryFolder(), '封存前.txt');
    writeFileSync(path, content);
    const exhibit = await home
      .cases()
      .addPhoto({ exhibitId, path, stage: 'before-seal', caption: '封口特写' }, 'li.ming');
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(exhibit.photos).toMatchObject([
      {
        stage: 'before-seal',
        caption: '封口特写',
        fileName: '封存前.txt',
        mediaType,
        sizeBytes: content.length,
        sha256,
        addedBy: 'li.ming',
      },
    ]);
    const { dataUrl } = await home.cases().photo(exhibit.photos[0]?.id ?? '');
    expect(dataUrl).toBe(`data:${mediaType};base64,${content.toString('base64')}`);
    expect(home.logged('exhibit.photo')[0]).toMatchObject({
      outcome: 'done',
      subject: { sha256, mediaType, stage: 'before-seal' },
    });
  },
);

test('nothing of a picture lies readable on the disk', async () => {
  const home = casesHome();
  const exhibitId = withExhibit(home);
  const path = join(temporaryFolder(), 'photo.png');
  writeFileSync(path, PICTURES['image/png']);
  await home.cases().addPhoto({ exhibitId, path, stage: 'after-seal', caption: '' }, 'li.ming');
  const files = readdirSync(home.logHome.folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(2);
  for (const file of files)
    expect(readFileSync(join(file.parentPath, file.name)).includes(MARK), file.name).toBe(false);
});

test.each([
  [
    'a drawing that could carry a script',
    'seal.png',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  ],
  ['a page', 'seal.jpg', '<!doctype html>'],
  ['a GIF', 'seal.png', 'GIF89a'],
  ['a RIFF file that is sound', 'seal.webp', 'RIFF\0\0\0\0WAVEfmt '],
  ['an empty file', 'seal.png', ''],
])('%s is not taken for a photograph', async (_what, name, content) => {
  const home = casesHome();
  const exhibitId = withExhibit(home);
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  const adding = home.cases().addPhoto({ exhibitId, path, stage: 'other', caption: '' }, 'li.ming');
  await expect(adding).rejects.toThrow('photo.not-a-picture');
  expect(home.logged('exhibit.photo')[0]).toMatchObject({
    outcome: 'failed',
    subject: { reason: 'photo.not-a-picture' },
  });
  expect(home.cases().getExhibit(exhibitId).photos).toEqual([]);
});

test('a file that is absent, a folder, or far too large is refused with its reason', async () => {
  const home = casesHome();
  const exhibitId = withExhibit(home);
  const folder = temporaryFolder();
  const add = (path: string) => home.cases().addPhoto({ exhibitId, path, stage: 'other', caption: '' }, 'li.ming');
  await expect(add(join(folder, 'absent.png'))).rejects.toMatchObject({ code: 'io.not-found' });
  await expect(add(folder)).rejects.toThrow('photo.not-a-picture');
  const large = join(folder, 'large.png');
  writeFileSync(large, PICTURES['image/png']);
  truncateSync(large, 33 << 20);
  await expect(add(large)).rejects.toThrow('photo.too-large');
});

test('a pipe in the place of a picture is refused at once, and nobody waits for what it might bring', async () => {
  const home = casesHome();
  const exhibitId = withExhibit(home);
  const path = join(temporaryFolder(), 'photo.jpg');
  execFileSync('mkfifo', [path]);
  const photo = { exhibitId, path, stage: 'other' as const, caption: '' };
  await expect(home.cases().addPhoto(photo, 'li.ming')).rejects.toThrow('photo.not-a-picture');
});
