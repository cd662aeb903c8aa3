/** Discord, as DiscordChatExporter writes it in JSON. */
import type { Reader } from '../../reader.ts';
import { detectDiscord } from './detect.ts';
import { readDiscord } from './parse.ts';

export const discord: Reader = { id: 'discord', numbering: null, detect: detectDiscord, read: readDiscord };
