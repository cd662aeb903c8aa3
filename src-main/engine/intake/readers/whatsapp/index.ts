/** WhatsApp text exports, alone or in their archive. */
import type { Reader } from '../../reader.ts';
import { detectWhatsApp } from './detect.ts';
import { readWhatsApp } from './parse.ts';

export const whatsApp: Reader = {
  id: 'whatsapp',
  numbering: null,
  detect: detectWhatsApp,
  read: readWhatsApp,
};
