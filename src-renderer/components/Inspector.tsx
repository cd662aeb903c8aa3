/** The selected thing, on the right of the content and never over it. Esc closes it and gives the focus back. */
import { CloseButton } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useMessages } from '../app/messages.ts';
import styles from './Inspector.module.css';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Inspector({ title, onClose, children }: Props): ReactNode {
  const t = useMessages();
  const openedFrom = useRef<Element | null>(null);
  useEffect(() => {
    openedFrom.current = document.activeElement;
  }, []);
  function close(): void {
    onClose();
    if (openedFrom.current instanceof HTMLElement && openedFrom.current.isConnected) openedFrom.current.focus();
  }
  return (
    <aside
      className={styles.inspector}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        close();
      }}
    >
      <header className={styles.header}>
        <h2>{title}</h2>
        <CloseButton size={24} aria-label={t('inspector.close')} onClick={close} />
      </header>
      <div className={styles.body}>{children}</div>
    </aside>
  );
}

export function InspectorSection({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
