/** The window from the outside in: theme, language, then what the station's state allows. */
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { ErrorMessage } from '../components/Message.tsx';
import { FirstStartScreen, firstEnrolment } from '../screens/first-start/FirstStartScreen.tsx';
import { SignInScreen } from '../screens/sign-in/SignInScreen.tsx';
import { VerifyScreen } from '../screens/verify/VerifyScreen.tsx';
import { Gate } from './Gate.tsx';
import { useLanguage, useMessages } from './messages.ts';
import { useRoute } from './router.ts';
import { Shell } from './Shell.tsx';
import { refreshSession, useSessionWatch, useStanding } from './session.ts';
import { useStore } from './store.ts';
import { theme } from './theme.ts';

const colorSchemes = localStorageColorSchemeManager({ key: 'sealbench.theme' });

export function App(): ReactNode {
  useSessionWatch();
  const language = useLanguage();
  const t = useMessages();
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = t('app.name');
  }, [language, t]);
  return (
    <MantineProvider
      theme={theme}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="light"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <ByState />
    </MantineProvider>
  );
}

function ByState(): ReactNode {
  const { standing, error } = useStanding();
  const route = useRoute();
  const enrolling = useStore(firstEnrolment) !== null;
  if (!standing)
    return error ? (
      <Gate>
        <ErrorMessage error={error} onRetry={() => void refreshSession()} />
      </Gate>
    ) : null;
  if (standing.session) return <Shell />;
  if (route.area === 'verify')
    return (
      <Gate wide>
        <VerifyScreen rest={route.rest} query={route.query} />
      </Gate>
    );
  return standing.station.state === 'absent' || enrolling ? (
    <FirstStartScreen />
  ) : (
    <SignInScreen station={standing.station} />
  );
}
