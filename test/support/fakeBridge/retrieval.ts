/** Intake, retrieval and search as of an engine in which nothing was imported or asked for yet. */
import type {
  CallKey,
  CallOutput,
  CallParsed,
  intake,
  records,
  retrieval,
  search,
} from '../../../src-preload/contract/index.ts';
import { refuse } from './replies.ts';

type Key = keyof typeof intake | keyof typeof records | keyof typeof retrieval | keyof typeof search;
type Handlers = { readonly [K in Key & CallKey]: (input: CallParsed<K>) => CallOutput<K> };

const noRequest = ({ id }: { readonly id: string }): never => refuse('request.unknown', { id });
const noGrant = ({ grantId }: { readonly grantId: string }): never => refuse('grant.unknown', { id: grantId });

export function emptyRetrieval(): Handlers {
  return {
    'import.detect': ({ path }) => ({ path, parts: [], mediaFiles: 0, warnings: [] }),
    'import.summarise': ({ path }) => ({ path, kind: 'file', sources: [], mediaFiles: 0, warnings: [] }),
    'import.start': ({ path }) => refuse('intake.not-a-source', { path }),
    'intake.list': () => [],
    'request.create': ({ caseId }) => refuse('case.unknown', { id: caseId }),
    'request.submit': noRequest,
    'request.decide': noRequest,
    'request.emergency': noRequest,
    'request.consent': noRequest,
    'request.withhold': noRequest,
    'request.task': noRequest,
    'request.grant': noRequest,
    'request.execute': noRequest,
    'request.review': noRequest,
    'request.compliance': noRequest,
    'request.release': noRequest,
    'request.close': noRequest,
    'request.list': () => ({ total: 0, requests: [] }),
    'request.get': noRequest,
    'request.choices': () => ({ conversations: [], people: [], types: [] }),
    'grant.list': () => [],
    'grant.suspend': ({ id }) => refuse('grant.unknown', { id }),
    'grant.restore': ({ id }) => refuse('grant.unknown', { id }),
    'record.get': noGrant,
    'mark.add': noGrant,
    'mark.list': () => [],
    'selection.create': noGrant,
    'selection.list': () => [],
    'selection.rows': noGrant,
    'search.save': noGrant,
    'search.saved': () => [],
    'search.open': noGrant,
    'search.rows': noGrant,
    'search.state': noGrant,
    'search.close': () => ({}),
    'search.context': noGrant,
  };
}
