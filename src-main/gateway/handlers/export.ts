import type { ExportParameters, exporting } from '../../../src-preload/contract/export.ts';
import type { Bench } from '../../engine/bench.ts';
import { type PackagedForm, planExport, sealExportJob } from '../../engine/export/index.ts';
import { BugError, canonicalJson } from '../../engine/lib/index.ts';
import { formOf, stationFacts } from '../formOf.ts';
import { mustLieOutside } from '../outsideHome.ts';
import type { Handlers } from './types.ts';

export function exportHandlers(bench: Bench): Handlers<keyof typeof exporting> {
  return {
    'export.plan': async (parameters) => {
      await mustLieOutside(bench.options.home, parameters.target);
      const { log } = bench.openSession();
      return planExport(parameters, { cases: bench.cases(), log, clock: bench.options.clock });
    },
    'export.start': async ({ ceremonyId, parameters, operatorHalf, witnessHalf }) => {
      bench.retrieval().checkNotFrozen('export.start');
      await mustLieOutside(bench.options.home, parameters.target);
      // Rendered before the approval is used up: a form that cannot be made must not cost the ceremony.
      const forms = await packagedForms(bench, parameters);
      const authorityPem = bench.station.authorityCertificate();
      if (authorityPem === null) throw new BugError('bug.no-authority');
      const approval = bench
        .ceremonies()
        .redeemExport(ceremonyId, parameters, { operator: operatorHalf, witness: witnessHalf });
      // The job releases the approval when it ends.
      const { id } = bench.jobs.start(
        sealExportJob({
          approval,
          log: bench.openSession().log,
          cases: bench.cases(),
          station: { ...stationFacts(bench), authorityPem },
          forms,
          printer: bench.options.printer,
          clock: bench.options.clock,
          version: bench.options.version,
        }),
      );
      return { jobId: id };
    },
    'form.render': async ({ form, caseId, exhibitId, language }) => {
      const { title, html } = await formOf(bench, form, caseId, exhibitId, language);
      return { title, html };
    },
  };
}

/** One of each kind for every exhibit whose images go along. */
async function packagedForms(bench: Bench, parameters: ExportParameters): Promise<PackagedForm[]> {
  const chosen = new Set(parameters.imageIds);
  const { exhibits } = bench.cases().get(parameters.caseId);
  const packaged: PackagedForm[] = [];
  for (const exhibit of exhibits.filter(({ images }) => images.some(({ id }) => chosen.has(id)))) {
    for (const form of parameters.forms) {
      const { html, data } = await formOf(bench, form, parameters.caseId, exhibit.id, 'zh');
      packaged.push({ form, exhibitId: exhibit.id, html, json: canonicalJson(data) });
    }
  }
  return packaged;
}
