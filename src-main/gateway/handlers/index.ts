/** Every call of the engine and what answers it, area by area. */
import type { EngineCallKey } from '../../../src-preload/contract/index.ts';
import type { Bench } from '../../engine/bench.ts';
import { caseHandlers } from './cases.ts';
import { ceremonyHandlers } from './ceremony.ts';
import { exportHandlers } from './export.ts';
import { imagingHandlers } from './imaging.ts';
import { intakeHandlers } from './intake.ts';
import { jobHandlers } from './jobs.ts';
import { logHandlers } from './oplog.ts';
import { recordHandlers } from './records.ts';
import { retrievalHandlers } from './retrieval.ts';
import { searchHandlers } from './search.ts';
import { stationHandlers } from './station.ts';
import type { Handlers } from './types.ts';

export function engineHandlers(bench: Bench): Handlers<EngineCallKey> {
  return {
    ...stationHandlers(bench),
    ...ceremonyHandlers(bench),
    ...caseHandlers(bench),
    ...jobHandlers(bench),
    ...imagingHandlers(bench),
    ...intakeHandlers(bench),
    ...recordHandlers(bench),
    ...retrievalHandlers(bench),
    ...searchHandlers(bench),
    ...logHandlers(bench),
    ...exportHandlers(bench),
  };
}
