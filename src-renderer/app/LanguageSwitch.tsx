import { Button } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLanguage } from './messages.ts';
import { setLanguage } from './preferences.ts';

/** Names the other language in that language: whoever cannot read this one can read that. */
export function LanguageSwitch(): ReactNode {
  const other = useLanguage() === 'zh' ? 'en' : 'zh';
  return (
    <Button
      variant="subtle"
      color="gray"
      leftSection={<IconLanguage size={16} />}
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => setLanguage(other)}
    >
      {other === 'zh' ? '中文' : 'English'}
    </Button>
  );
}
