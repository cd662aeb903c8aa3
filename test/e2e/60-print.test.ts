/** Printed forms: what stands in the PDF is what the station holds, and nothing that came with a record can act in it. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engine } from '../support/engineOfPage.ts';
import { launchWindow } from '../support/launchWindow.ts';
import type { RealWindow } from '../support/realWindow.ts';
import { devicesOf, signIn } from '../support/signIn.ts';
import { hasTool, run } from '../support/stockTools.ts';

/** Markup in a name: it must be read as text, hide nothing and run nowhere. */
const NAME = '硬盘<script>document.body.textContent="RAN"</script><style>*{display:none}</style>';
let window: RealWindow;
let form: { readonly form: 'seal-record'; readonly caseId: string; readonly exhibitId: string };

beforeAll(async () => {
  window = await launchWindow({ station: 'demo' });
  await signIn(window.page, devicesOf(window.home)('operator'));
  const { id: caseId } = await engine(window.page, 'case.create', { number: '印-01', title: '打印试验' });
  const exhibit = { caseId, number: 'JC-77', name: NAME, serial: 'SN-4711', source: '机房' };
  const { id: exhibitId } = await engine(window.page, 'exhibit.add', exhibit);
  await engine(window.page, 'exhibit.seal', { id: exhibitId, sealNumber: 'F-2026-0042', method: '封条' });
  form = { form: 'seal-record', caseId, exhibitId };
});

afterAll(async () => {
  await window.close();
});

describe('the seal record', () => {
  it('is printed as a PDF whose text is the record’s, with page numbers', async () => {
    const path = join(window.folder, '封存记录.pdf');
    const { sha256 } = await engine(window.page, 'form.print', { ...form, path });
    const pdf = readFileSync(path);
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(sha256);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    if (!hasTool('pdftotext')) return;
    const text = run('pdftotext', ['-layout', path, '-'], window.folder).stdout.replace(/\s/g, '');
    for (const value of ['JC-77', 'SN-4711', 'F-2026-0042', '印-01', '第1页／共']) expect(text).toContain(value);
    // A long name wraps in its cell: the pieces of it that stand on one line.
    for (const piece of ['硬盘<script>', '</script>', '<style>*{display:none}</style>']) expect(text).toContain(piece);
  });

  it('is not printed over a file that is there', async () => {
    const path = join(window.folder, 'taken.pdf');
    writeFileSync(path, 'mine');
    await expect(engine(window.page, 'form.print', { ...form, path })).rejects.toThrow('io.exists');
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  it('is refused a place inside the station’s own folder', async () => {
    const path = join(window.home, 'evidence.db-journal');
    await expect(engine(window.page, 'form.print', { ...form, path })).rejects.toThrow('station.path-inside');
    expect(existsSync(path)).toBe(false);
  });

  it('leaves no hidden page behind', async () => {
    expect(await window.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  });

  it('goes where the person says in the system’s own dialog, and nowhere when they say no', async () => {
    const chosen = join(window.folder, 'chosen.pdf');
    const ask = { what: 'save' as const, title: '保存', defaultName: 'a.pdf' };
    for (const answer of [
      { canceled: false, filePath: chosen },
      { canceled: true, filePath: '' },
    ]) {
      await window.app.evaluate(({ dialog }, reply) => {
        dialog.showSaveDialog = async () => reply;
      }, answer);
      const { path } = await engine(window.page, 'dialog.choose', ask);
      expect(path).toBe(answer.canceled ? null : chosen);
    }
  });
});
