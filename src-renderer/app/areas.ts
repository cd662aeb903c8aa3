/**
 * The areas of the window, in the order of the rail. A later area registers itself here and nowhere else.
 * `needs` is the call that the area lives on: the contract's own roles for it decide who sees the area.
 */
import {
  type Icon,
  IconCertificate,
  IconClipboardList,
  IconDatabaseExport,
  IconFileSearch,
  IconFolders,
  IconHome,
  IconListDetails,
  IconSearch,
  IconServer2,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { MessageKey } from '../../src-preload/contract/catalogue.ts';
import type { CallKey, Role } from '../../src-preload/contract/index.ts';
import { AcquireScreen } from '../screens/acquire/AcquireScreen.tsx';
import { CasesArea } from '../screens/cases/CasesArea.tsx';
import { ExportScreen } from '../screens/export/ExportScreen.tsx';
import { HomeScreen } from '../screens/home/HomeScreen.tsx';
import { LogScreen } from '../screens/log/LogScreen.tsx';
import { RequestsArea } from '../screens/requests/RequestsArea.tsx';
import { SearchScreen } from '../screens/search/SearchScreen.tsx';
import { StationScreen } from '../screens/station/StationScreen.tsx';
import { VerifyScreen } from '../screens/verify/VerifyScreen.tsx';
import { mayCall } from './access.ts';
import type { ScreenProps } from './screenProps.ts';

export interface Area {
  readonly path: string;
  readonly label: MessageKey;
  readonly icon: Icon;
  readonly needs: CallKey;
  readonly screen: ComponentType<ScreenProps>;
}

export const AREAS: readonly Area[] = [
  { path: 'home', label: 'nav.home', icon: IconHome, needs: 'session.current', screen: HomeScreen },
  { path: 'cases', label: 'nav.cases', icon: IconFolders, needs: 'case.list', screen: CasesArea },
  { path: 'acquire', label: 'nav.acquire', icon: IconClipboardList, needs: 'acquire.start', screen: AcquireScreen },
  { path: 'search', label: 'nav.search', icon: IconSearch, needs: 'search.open', screen: SearchScreen },
  { path: 'requests', label: 'nav.requests', icon: IconFileSearch, needs: 'request.list', screen: RequestsArea },
  { path: 'export', label: 'nav.export', icon: IconDatabaseExport, needs: 'export.start', screen: ExportScreen },
  { path: 'verify', label: 'nav.verify', icon: IconCertificate, needs: 'verify.start', screen: VerifyScreen },
  { path: 'log', label: 'nav.log', icon: IconListDetails, needs: 'log.page', screen: LogScreen },
  { path: 'station', label: 'nav.station', icon: IconServer2, needs: 'station.status', screen: StationScreen },
];

export function areasOf(role: Role): readonly Area[] {
  return AREAS.filter((area) => mayCall(role, area.needs));
}
