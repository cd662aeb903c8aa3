/** What only the window can answer: the system's dialogs and the printer. */
import { createHash } from 'node:crypto';
import { type BrowserWindow, dialog } from 'electron';
import { writeFileAtomically } from '../engine/lib/index.ts';
import type { WindowHandlers } from '../gateway/gateway.ts';
import { mustLieOutside } from '../gateway/outsideHome.ts';
import { printHtmlToPdf } from './print.ts';

const PICTURES = [{ name: 'JPEG, PNG, WebP', extensions: ['jpg', 'jpeg', 'png', 'webp'] }];

/** `window` is asked for at each call: the handlers exist before it does. `home` is the station's folder. */
export function windowHandlers(window: () => BrowserWindow, home: string): WindowHandlers {
  return {
    'dialog.choose': async ({ what, title, defaultName }) => {
      const options = { title, ...(defaultName === null ? {} : { defaultPath: defaultName }) };
      if (what === 'save') {
        const { canceled, filePath } = await dialog.showSaveDialog(window(), options);
        return { path: canceled ? null : filePath };
      }
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), {
        ...options,
        properties: what === 'folder' ? ['openDirectory', 'createDirectory'] : ['openFile', 'dontAddToRecent'],
        ...(what === 'image' ? { filters: PICTURES } : {}),
      });
      return { path: canceled ? null : (filePaths[0] ?? null) };
    },

    'form.print': async ({ form, caseId, exhibitId, path }, engine) => {
      await mustLieOutside(home, path);
      const { html } = await engine('form.render', { form, caseId, exhibitId });
      const pdf = await printHtmlToPdf(html);
      await writeFileAtomically(path, pdf, { existing: 'refuse' });
      return { path, sha256: createHash('sha256').update(pdf).digest('hex') };
    },
  };
}
