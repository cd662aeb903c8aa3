/** A form about one exhibit, from what the open station knows: gathers the plain facts that the room of forms asks for. */
import type { Language } from '../../src-preload/contract/catalogue.ts';
import type { Bench } from '../engine/bench.ts';
import { type FormKind, findRuleset, formRecord, type RenderedForm, renderForm } from '../engine/forms/index.ts';
import { RefusedError } from '../engine/lib/index.ts';

export async function formOf(
  bench: Bench,
  form: FormKind,
  caseId: string,
  exhibitId: string,
  language: Language,
): Promise<RenderedForm> {
  const cases = bench.cases();
  const caseDetail = cases.get(caseId);
  const ruleset = findRuleset(caseDetail.ruleset);
  const pictures = new Map<string, string>();
  const exhibit = caseDetail.exhibits.find(({ id }) => id === exhibitId);
  if (!exhibit) throw new RefusedError('form.no-such-exhibit', { id: exhibitId });
  for (const { id } of exhibit.photos) {
    pictures.set(id, (await cases.photo(id)).dataUrl);
  }
  const picture = (photoId: string): string | null => pictures.get(photoId) ?? null;
  const accounts = new Map(bench.station.accounts().map((account) => [account.username, account]));
  const { log, person } = bench.openSession();
  const subject = { caseId, exhibitId, form, language };
  log.append({ act: 'form.render', outcome: 'done', actor: person.username, witness: null, subject });
  // A form anchors the log on paper: it carries a checkpoint over everything up to now.
  log.checkpoint([bench.openSession().cosigner]);
  const { size, rootHash, checkpoint } = log.head();
  const record = formRecord(form, {
    caseDetail,
    exhibitId,
    ruleset,
    station: stationFacts(bench),
    software: { name: 'Sealbench', version: bench.options.version, buildHash: '' },
    generatedAt: bench.options.clock.now(),
    clockDriftSteps: bench.currentSession()?.codeDriftSteps ?? null,
    log: { size, rootHash, checkpoint },
    person(username) {
      const account = accounts.get(username);
      return account ? { name: account.displayName, document: account.idDocument, contact: account.phone } : null;
    },
  });
  return renderForm(form, ruleset, record, language, picture);
}

export function stationFacts(bench: Bench): { organisation: string; serial: string } {
  const { organisation, serial } = bench.status();
  return { organisation: organisation ?? '', serial: serial ?? '' };
}
