/** Microsoft Teams messages of the Graph interface and of eDiscovery exports. */
import type { Reader } from '../../reader.ts';
import { detectTeams } from './detect.ts';
import { readTeams } from './parse.ts';

export const teams: Reader = { id: 'teams', numbering: null, detect: detectTeams, read: readTeams };
