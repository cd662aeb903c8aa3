/** Calls that only a window can answer: the system's own dialogs and its printer. The command line has no need of them. */
import { z } from 'zod';
import { call, EVIDENCE_ROLES } from './define.ts';
import { FORMS } from './export.ts';
import { id, path } from './shapes.ts';

export const windowCalls = {
  'dialog.choose': call({
    input: z.strictObject({
      what: z.enum(['file', 'folder', 'image', 'save']),
      title: z.string().max(200),
      defaultName: z.string().max(200).nullable(),
    }),
    output: z.strictObject({ path: z.string().nullable() }),
    access: 'anyone',
  }),
  'form.print': call({
    input: z.strictObject({ form: z.enum(FORMS), caseId: id, exhibitId: id, path }),
    output: z.strictObject({ path: z.string(), sha256: z.string() }),
    access: EVIDENCE_ROLES,
  }),
};
export type WindowCallKey = keyof typeof windowCalls;
