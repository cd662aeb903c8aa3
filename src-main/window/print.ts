/**
 * Prints a form to PDF with Chromium: a hidden, sandboxed page without scripts, in a session of its own that lives in
 * memory and serves exactly one document. The first style element of the document is the form's own and gets the nonce;
 * anything that came in with a record's text has none.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { BrowserWindow, session } from 'electron';
import { LANGUAGES, type Language, message } from '../../src-preload/contract/catalogue.ts';
import { APP_HOST, APP_SCHEME } from './appFiles.ts';
import { documentHeaders } from './contentPolicy.ts';
import { lockSession } from './lockdown.ts';
import { LOCKED_PREFERENCES } from './preferences.ts';

/** Inches, as Chromium counts them: 20 mm at the top and sides, 18 mm at the foot for the page number. */
const MARGINS = { marginType: 'custom', top: 0.79, left: 0.79, right: 0.79, bottom: 0.71 } as const;

export async function printHtmlToPdf(html: string): Promise<Buffer> {
  const printing = session.fromPartition(`print-${randomUUID()}`, { cache: false });
  lockSession(printing);
  const address = `${APP_SCHEME}://${APP_HOST}/print.html`;
  const nonce = randomBytes(16).toString('base64');
  const form = html.replace('<style>', `<style nonce="${nonce}">`);
  printing.protocol.handle(APP_SCHEME, (request) =>
    request.url === address
      ? new Response(form, { headers: documentHeaders('print', nonce) })
      : new Response(null, { status: 404 }),
  );
  const page = new BrowserWindow({
    show: false,
    webPreferences: { ...LOCKED_PREFERENCES, session: printing, javascript: false, images: true },
  });
  try {
    await page.loadURL(address);
    return await page.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      margins: MARGINS,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: footer(languageOf(html)),
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
  } finally {
    page.destroy();
  }
}

/** Page and pages are Chromium's own classes for the footer; the size is in its print pixels. */
function footer(language: Language): string {
  const values = { page: '<span class="pageNumber"></span>', pages: '<span class="totalPages"></span>' };
  const text = message(language, 'form.page-of', values);
  return `<div style="width:100%;font-size:8px;text-align:center">${text}</div>`;
}

function languageOf(html: string): Language {
  const found = /<html[^>]*\blang="(\w+)/.exec(html)?.[1];
  return LANGUAGES.find((language) => language === found) ?? 'zh';
}
