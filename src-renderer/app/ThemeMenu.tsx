import { Button, type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconSunMoon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMessages } from './messages.ts';

const SCHEMES: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];

export function ThemeMenu(): ReactNode {
  const t = useMessages();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" color="gray" leftSection={<IconSunMoon size={16} />}>
          {t('theme.label')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <ThemeItems />
      </Menu.Dropdown>
    </Menu>
  );
}

export function ThemeItems(): ReactNode {
  const t = useMessages();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return SCHEMES.map((scheme) => (
    <Menu.Item
      key={scheme}
      onClick={() => setColorScheme(scheme)}
      leftSection={<IconCheck size={16} visibility={scheme === colorScheme ? 'visible' : 'hidden'} />}
      aria-current={scheme === colorScheme}
    >
      {t(`theme.${scheme}`)}
    </Menu.Item>
  ));
}
