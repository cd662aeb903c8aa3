/** The paper: each form printed to PDF at a place the person chooses, with the digest of what was written. */
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type CallOutput, type Exhibit, FORMS } from '../../../src-preload/contract/index.ts';
import { mayCall } from '../../app/access.ts';
import { call } from '../../app/engine.ts';
import { useMessages } from '../../app/messages.ts';
import { useSession } from '../../app/session.ts';
import { useAction } from '../../app/useCall.ts';
import { Hash } from '../../components/Hash.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import { Section } from '../../components/Screen.tsx';
import styles from './FormsSection.module.css';

type FormName = (typeof FORMS)[number];

export function FormsSection({ exhibit, caseId }: { readonly exhibit: Exhibit; readonly caseId: string }): ReactNode {
  const t = useMessages();
  const { role } = useSession();
  const [printed, setPrinted] = useState<CallOutput<'form.print'> | null>(null);
  const print = useAction(async (form: FormName) => {
    const defaultName = `${t(`forms.${form}`)} ${exhibit.number}.pdf`.replace(/[/\\:*?"<>|]/g, '_');
    const { path } = await call('dialog.choose', { what: 'save', title: t(`forms.${form}`), defaultName });
    if (path === null) return;
    setPrinted(await call('form.print', { form, caseId, exhibitId: exhibit.id, path }));
  });
  if (!mayCall(role, 'form.print')) return null;
  return (
    <Section title={t('forms.title')}>
      <p className="dim">{t('forms.lead')}</p>
      <div className={styles.buttons}>
        {FORMS.map((form) => (
          <Button
            key={form}
            variant="default"
            leftSection={<IconPrinter size={16} />}
            loading={print.busy}
            onClick={() => void print.run(form)}
          >
            {t(`forms.${form}`)}
          </Button>
        ))}
      </div>
      {print.error && <ErrorMessage error={print.error} onClose={print.clear} />}
      {printed && (
        <output className={styles.printed}>
          <span>{t('forms.printed')}</span> <code className="breakable">{printed.path}</code>
          <Hash algorithm="sha256" value={printed.sha256} />
        </output>
      )}
    </Section>
  );
}
